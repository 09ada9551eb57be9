// The calls of protocol 8.
import type { Answer, Http } from './http';
import type { Session } from './session';

export interface Registration {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  /** Whether the session outlives the browser window. */
  readonly remember: boolean;
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
  /** Whether the session outlives the browser window. */
  readonly remember: boolean;
}

// Hashing a password takes the server its time, on purpose.
const TIMEOUT_MS = 30_000;

export type AuthApi = ReturnType<typeof createAuthApi>;

export function createAuthApi(http: Http) {
  const post = <T>(path: string, body: object): Promise<Answer<T>> =>
    http({ method: 'POST', path, body: JSON.stringify(body), timeoutMs: TIMEOUT_MS });
  return {
    register: (registration: Registration) => post<Session>('auth/register', registration),
    login: (credentials: Credentials) => post<Session>('auth/login', credentials),
    logout: () => post<unknown>('auth/logout', {}),
    session: () => http<Session>({ method: 'GET', path: 'auth/session', timeoutMs: TIMEOUT_MS }),
  };
}
