import { useState } from 'react';
import type { Answer, FieldError } from '../../sync';
import { errorSentence } from '../auth/use-auth-form';
import { failureWording } from './failure-wording';

export interface RemoteForm {
  readonly busy: boolean;
  /** What is wrong with the whole, for above the form. */
  readonly message: string | null;
  errorOf(field: string, label: string): string | null;
  clearError(field: string): void;
  /** Sends, unless `checks` find something wrong before; the value if the server took it, else null. */
  submit<T>(checks: readonly FieldError[], send: () => Promise<Answer<T>>): Promise<T | null>;
}

/** The state of a form whose values go to the server at once. */
export function useRemoteForm(): RemoteForm {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  return {
    busy,
    message,
    errorOf(field, label) {
      const found = errors.find((error) => error.field === field);
      return found === undefined ? null : errorSentence(label, found.message);
    },
    clearError: (field) => setErrors((before) => before.filter((error) => error.field !== field)),
    async submit(checks, send) {
      setMessage(null);
      setErrors(checks);
      if (checks.length > 0) return null;
      setBusy(true);
      const answer = await send();
      setBusy(false);
      if (answer.kind === 'ok') return answer.value;
      setErrors(answer.kind === 'problem' ? answer.problem.errors : []);
      setMessage(failureWording(answer));
      return null;
    },
  };
}
