import { useCallback, useEffect, useState } from 'react';
import type { Answer } from '../../sync';
import { failureWording } from './failure-wording';

export type Remote<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * What the server answers to `load`, which has to be the same function from one render to the next. The
 * second element asks again; until the answer is there, the one before stays.
 */
export function useRemote<T>(load: () => Promise<Answer<T>>): readonly [Remote<T>, () => void] {
  const [remote, setRemote] = useState<Remote<T>>({ kind: 'loading' });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void load().then((answer) => {
      if (!isCurrent) return;
      setRemote(
        answer.kind === 'ok'
          ? { kind: 'ready', value: answer.value }
          : { kind: 'failed', message: failureWording(answer) },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [load, asked]);
  const reload = useCallback(() => setAsked((before) => before + 1), []);
  return [remote, reload];
}
