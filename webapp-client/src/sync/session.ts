// Who is signed in, as the server says it (protocol, 8).
import type { Owner } from './database';
import type { Stamp } from './domain';
import type { EntityTypeSchema } from './schema';

export type Role = 'owner' | 'editor' | 'viewer';

/** Answer of register, login and `GET /api/auth/session`. */
export interface Session {
  readonly user: { readonly id: string; readonly name: string; readonly email: string; readonly role: Role };
  readonly tenant: { readonly id: string; readonly name: string };
  readonly serverTime?: Stamp;
}

/** Whether the server takes changes of a type from a user of this role. */
export function mayChange(role: Role, type: EntityTypeSchema | null): boolean {
  return role === 'owner' || (role === 'editor' && type?.ownerOnly !== true);
}

/** The owner of the local database of a session. */
export function ownerOf(session: Session): Owner {
  return { tenantId: session.tenant.id, userId: session.user.id };
}

/** Whether a session is of the owner of a database. */
export function isOwnedBy(session: Session, { tenantId, userId }: Owner): boolean {
  return session.tenant.id === tenantId && session.user.id === userId;
}

/** Whether both are of the same user of the same tenant. */
export function isSameOwner(one: Session, other: Session): boolean {
  return isOwnedBy(one, ownerOf(other));
}
