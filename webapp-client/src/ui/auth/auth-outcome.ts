import type { FieldError, Session } from '../../sync';

/** What became of signing in or up. */
export type AuthOutcome =
  | { readonly kind: 'signed-in'; readonly session: Session }
  /** The server said no; `errors` belong to inputs, `message` to the form. */
  | { readonly kind: 'refused'; readonly message: string; readonly errors: readonly FieldError[] }
  /** No answer: there is no network, or no server at the other end of it. */
  | { readonly kind: 'unreachable' };
