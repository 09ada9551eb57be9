// The calls of protocol 8 about members, access tokens and devices. They need a connection: nothing of
// them is kept on the device.
import type { Stamp } from './domain';
import type { Answer, Http } from './http';
import type { Role } from './session';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: Stamp;
}

/** Of a removed member only the name is left, for the records that they edited. */
export interface FormerMember {
  readonly id: string;
  readonly name: string;
  readonly removedAt: Stamp;
}

export interface Members {
  readonly items: readonly Member[];
  readonly removed: readonly FormerMember[];
}

export interface NewMember {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: Role;
}

export interface AccessToken {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Stamp;
  /** Exact to five minutes; null before the first use. */
  readonly lastUsedAt: Stamp | null;
}

/** A token just made: the only time that its secret is shown. */
export interface NewAccessToken extends AccessToken {
  readonly token: string;
}

export interface SyncedDevice {
  readonly id: string;
  readonly userAgent: string;
  readonly firstSyncedAt: Stamp;
  readonly lastSyncedAt: Stamp;
  /** What the answer to its last pull carried. */
  readonly checkpoint: Stamp | null;
  /** The highest feed position after a push of it. */
  readonly acknowledged: Stamp | null;
}

export interface Devices extends Items<SyncedDevice> {
  /** The id that this browser profile gave first, from a cookie that no page can read; null without one. */
  readonly remembered?: string | null;
}

export interface Items<T> {
  readonly items: readonly T[];
}

// Hashing a new member's password takes the server its time, on purpose.
const TIMEOUT_MS = 30_000;

export type AccountApi = ReturnType<typeof createAccountApi>;

export function createAccountApi(http: Http) {
  const get = <T>(path: string): Promise<Answer<T>> => http({ method: 'GET', path, timeoutMs: TIMEOUT_MS });
  const post = <T>(path: string, body: object): Promise<Answer<T>> =>
    http({ method: 'POST', path, body: JSON.stringify(body), timeoutMs: TIMEOUT_MS });
  const remove = (path: string, id: string): Promise<Answer<null>> =>
    http({ method: 'DELETE', path: `${path}/${encodeURIComponent(id)}`, timeoutMs: TIMEOUT_MS });
  return {
    members: () => get<Members>('users'),
    addMember: (member: NewMember) => post<Member>('users', member),
    removeMember: (id: string) => remove('users', id),
    tokens: () => get<Items<AccessToken>>('auth/tokens'),
    makeToken: (name: string) => post<NewAccessToken>('auth/tokens', { name }),
    revokeToken: (id: string) => remove('auth/tokens', id),
    devices: () => get<Devices>('devices'),
  };
}
