import { useEffect, useRef } from 'react';
import { router } from './use-router';

/**
 * Holds moves within the page, and asks the browser to hold others, while something is unsaved. `release` takes
 * the guard away before the page is left on purpose.
 */
export function useUnsavedGuard(unsaved: boolean): { release: () => void } {
  const state = useRef({ unsaved, released: false });
  useEffect(() => {
    state.current.unsaved = unsaved;
  }, [unsaved]);
  useEffect(() => {
    const isUnsaved = () => state.current.unsaved && !state.current.released;
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault();
    };
    const unguard = router.guard(isUnsaved);
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => {
      unguard();
      window.removeEventListener('beforeunload', onBeforeUnload);
    };
  }, []);
  return {
    release: () => {
      state.current.released = true;
    },
  };
}
