import { roleOf } from '@/lib/accounts/role';
import { db } from '@/lib/db/client';
import type { Actor, Role } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { now } from '@/lib/system/clock';

/** A row of the people page. */
type PersonRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly isDemo: boolean;
  /** False until the person has set one (reset open, single sign-on, demo). */
  readonly hasPassword: boolean;
};

/** An invitation that still waits to be used. */
type PendingInvitation = {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly expiresAt: string;
};

/** What the people page shows. */
export type People = { readonly people: readonly PersonRow[]; readonly invitations: readonly PendingInvitation[] };

/** Everybody who may or might sign in, and open invitations. For admins. */
export async function listPeople(actor: Actor): Promise<People> {
  permit(actor, 'manage_people');
  const [rows, open] = await Promise.all([
    db().user.findMany({
      where: { role: { not: 'system' } },
      select: { id: true, name: true, email: true, role: true, disabledAt: true, isDemo: true, passwordHash: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      take: 500,
    }),
    db().invitation.findMany({
      where: { kind: 'invite', usedAt: null, expiresAt: { gt: now() } },
      select: { name: true, email: true, role: true, expiresAt: true },
      orderBy: { createdAt: 'desc' },
      take: 200,
    }),
  ]);
  return {
    people: rows.map(({ disabledAt, passwordHash, role, ...row }) => ({
      ...row,
      role: roleOf(role),
      disabled: disabledAt !== null,
      hasPassword: passwordHash !== null,
    })),
    invitations: open.map((row) => ({ ...row, expiresAt: row.expiresAt.toISOString() })),
  };
}

/** Who asks. */
export async function whoAmI({ id: personId, name, role }: Actor) {
  return Promise.resolve({ personId, name, role });
}
