import { useState } from 'react';
import { type FieldError, type Session, isQuotaError } from '../../sync';
import type { AuthOutcome } from './auth-outcome';

export interface AuthForm {
  readonly busy: boolean;
  /** What is wrong with the whole, for above the form. */
  readonly message: string | null;
  errorOf(field: string, label: string): string | null;
  clearError(field: string): void;
  /** Sends, unless `checks` find something wrong before. */
  submit(checks: readonly FieldError[], send: () => Promise<AuthOutcome>): Promise<void>;
}

const unreachable =
  'Tidebook cannot be reached just now. Signing in needs a connection once; after that everything works without one.';

const noRoom = 'This device has no room left for your books. Free some space, then sign in again.';
const notKept = 'The browser refused to store your books on this device. Try again, or try another browser.';

/** The state that signing in and signing up share. `onSession` is told when the server has let the user in. */
export function useAuthForm(onSession: (session: Session) => void): AuthForm {
  const [busy, setBusy] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  return {
    busy,
    message,
    errorOf: (field, label) => {
      const message = errors.find((error) => error.field === field)?.message ?? null;
      return message === null ? null : errorSentence(label, message);
    },
    clearError: (field) => setErrors((before) => before.filter((error) => error.field !== field)),
    async submit(checks, send) {
      setMessage(null);
      setErrors(checks);
      if (checks.length > 0) return;
      setBusy(true);
      let outcome: AuthOutcome;
      try {
        outcome = await send();
      } catch (thrown) {
        // The server has let the user in, and the device cannot keep who they are.
        console.error('Who is signed in could not be kept', thrown);
        setMessage(isQuotaError(thrown) ? noRoom : notKept);
        return;
      } finally {
        setBusy(false);
      }
      switch (outcome.kind) {
        case 'signed-in':
          onSession(outcome.session);
          return;
        case 'refused':
          setErrors(outcome.errors);
          setMessage(outcome.message);
          return;
        case 'unreachable':
          setMessage(unreachable);
      }
    },
  };
}

/** An error for each required value that is missing. */
export function missingValues(values: Readonly<Record<string, string>>): FieldError[] {
  return Object.entries(values)
    .filter(([, value]) => value.trim() === '')
    .map(([field]) => ({ field, message: 'This is needed.' }));
}

/** The server's messages follow on the name of a field ("needs at least 8 characters"); others are sentences. */
export function errorSentence(label: string, message: string): string {
  return /^\p{Ll}/u.test(message) ? `${label} ${message}${message.endsWith('.') ? '' : '.'}` : message;
}
