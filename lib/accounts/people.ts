import { emailKey, handleOf } from '@/lib/accounts/identity';
import { roleOf } from '@/lib/accounts/role';
import type { Tx } from '@/lib/db/transaction';
import type { Role } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { now } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';

/** What a new row of a person needs. */
export type NewPerson = {
  readonly handle?: string;
  readonly name: string;
  readonly email: string;
  readonly role: Exclude<Role, 'system'>;
  readonly passwordHash?: string;
  readonly isDemo?: boolean;
};

/** Writes a person; a writer that takes `tx`. Throws `invalid` when the address is taken. */
export async function insertPerson(tx: Tx, person: NewPerson): Promise<string> {
  const key = emailKey(person.email);
  // One at a time, so that address and handle are still free when the row is written.
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('people', 0))`;
  if (await tx.user.findUnique({ where: { emailKey: key }, select: { id: true } })) {
    const message = 'Somebody with this address is here already.';
    throw new Refusal('invalid', { message, issues: [{ code: 'taken', where: 'email', message }] });
  }
  const id = newId();
  await tx.user.create({
    data: {
      id,
      handle: person.handle ?? (await freeHandle(tx, person.name)),
      name: person.name,
      email: person.email.trim(),
      emailKey: key,
      role: person.role,
      passwordHash: person.passwordHash ?? null,
      isDemo: person.isDemo ?? false,
      createdAt: now(),
    },
    select: { id: true },
  });
  return id;
}

async function freeHandle(tx: Tx, name: string): Promise<string> {
  const base = handleOf(name);
  const rows = await tx.user.findMany({ where: { handle: { startsWith: base } }, select: { handle: true } });
  const taken = new Set(rows.map((row) => row.handle));
  for (let n = 1; ; n += 1) {
    const handle = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(handle)) return handle;
  }
}

/** A person's row under its lock. */
export type LockedPerson = {
  readonly id: string;
  readonly role: Role;
  readonly disabled: boolean;
};

/** Locks a person; `not_found` for unknown ids and for Stet's own robot, which nobody manages. */
export async function lockPerson(tx: Tx, personId: string): Promise<LockedPerson> {
  const rows = await tx.$queryRaw<{ id: string; role: string; disabled: boolean }[]>`
    select id::text, role, disabled_at is not null as disabled from app_user where id = ${personId}::uuid for update`;
  const row = rows[0];
  if (!row || row.role === 'system') throw new Refusal('not_found');
  return { id: row.id, role: roleOf(row.role), disabled: row.disabled };
}

/** Locks all admins who can sign in, in one order, and returns their ids: so that the last one cannot go twice at once. */
export async function lockAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select id::text from app_user where role = 'admin' and disabled_at is null order by id for update`;
  return rows.map((row) => row.id);
}
