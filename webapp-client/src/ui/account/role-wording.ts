import type { Role } from '../../sync';

/** What each role may do, the mightiest first. */
export const roles: readonly { readonly role: Role; readonly label: string; readonly may: string }[] = [
  { role: 'owner', label: 'Owner', may: 'edits, manages members' },
  { role: 'editor', label: 'Editor', may: 'edits the books' },
  { role: 'viewer', label: 'Viewer', may: 'reads the books' },
];

export function roleLabel(role: Role): string {
  return roles.find((known) => known.role === role)?.label ?? role;
}
