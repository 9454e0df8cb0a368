import { lifetimes } from '@/lib/contract/limits';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/db/transaction';
import { isDemo } from '@/lib/accounts/demo';
import { roleOf } from '@/lib/accounts/role';
import { type Actor, diffModeOf, type Settings } from '@/lib/domain/actor';
import { now } from '@/lib/system/clock';
import { randomToken, sha256 } from '@/lib/system/crypto';

/** A signed-in person, with what the desk's frame shows of them. */
export type SignedIn = Actor & { readonly handle: string; readonly isDemo: boolean; readonly settings: Settings };

const minute = 60_000;
const after = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1000);

/** Opens a session and returns its opaque id (256 random bits). The row keeps only the hash. */
export async function openSession(userId: string): Promise<string> {
  const id = randomToken();
  const at = now();
  await db().session.create({
    data: { tokenHash: sha256(id), userId, createdAt: at, lastSeenAt: at, expiresAt: after(at, lifetimes.session) },
    select: { tokenHash: true },
  });
  return id;
}

type SessionRow = {
  readonly expiresAt: Date;
  readonly lastSeenAt: Date;
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly handle: string;
  readonly isDemo: boolean;
  readonly disabledAt: Date | null;
  readonly singleKeys: boolean;
  readonly spokenHints: boolean;
  readonly diffMode: string;
};

/**
 * Who holds the session, with the role of this moment; null when it is unknown, ended, idle for 8 hours, or the person is
 * disabled. Asked once per request, so that a revocation counts at the next one (reliability F15).
 */
export async function findActor(id: string): Promise<SignedIn | null> {
  const tokenHash = sha256(id);
  const [row] = await db().$queryRaw<SessionRow[]>`
    select s.expires_at as "expiresAt", s.last_seen_at as "lastSeenAt", u.id, u.name, u.role, u.handle,
      u.is_demo as "isDemo", u.disabled_at as "disabledAt",
      u.single_keys as "singleKeys", u.spoken_hints as "spokenHints", u.diff_mode as "diffMode"
    from session s join app_user u on u.id = s.user_id where s.token_hash = ${tokenHash}`;
  const at = now();
  if (!row || row.disabledAt || row.expiresAt <= at || (row.isDemo && !isDemo())) return null;
  if (after(row.lastSeenAt, lifetimes.sessionIdle) <= at) return null;
  if (at.getTime() - row.lastSeenAt.getTime() > minute) {
    await db().session.updateMany({ where: { tokenHash }, data: { lastSeenAt: at } });
  }
  const { id: userId, name, role, handle, isDemo: demo } = row;
  const { singleKeys, spokenHints, diffMode } = row;
  const settings = { singleKeys, spokenHints, diffMode: diffModeOf(diffMode) };
  return { id: userId, name, role: roleOf(role), handle, isDemo: demo, settings };
}

/** Ends one session; unknown ids are ignored. */
export async function closeSession(id: string): Promise<void> {
  await db().session.deleteMany({ where: { tokenHash: sha256(id) } });
}

/** Ends every session of a person, in the transaction that disables them or resets their password. */
export async function closeSessionsOf(tx: Tx, userId: string): Promise<number> {
  const gone = await tx.session.deleteMany({ where: { userId } });
  return gone.count;
}

/** Deletes sessions that are over; returns how many. For the worker. */
export async function purgeSessions(): Promise<number> {
  const gone = await db().session.deleteMany({ where: { expiresAt: { lte: now() } } });
  return gone.count;
}
