import { useSyncExternalStore } from 'react';
import { createRouter, type Router, type RouterState } from './router';

/** The page's one router. */
export const router: Router = createRouter(window);

export function useRouter(): RouterState {
  return useSyncExternalStore(router.subscribe, router.getState);
}
