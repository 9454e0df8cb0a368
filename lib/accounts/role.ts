import type { Role } from '@/lib/domain/actor';

const roles: readonly Role[] = ['editor', 'reviewer', 'admin', 'system'];

/** The role that a row names; throws when the database holds one that this program does not know. */
export function roleOf(text: string): Role {
  const role = roles.find((known) => known === text);
  if (!role) throw new Error(`Unknown role ${text}`);
  return role;
}
