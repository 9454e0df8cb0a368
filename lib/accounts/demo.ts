import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { env } from '@/lib/system/env';

const loopback = new Set(['127.0.0.1', 'localhost', '::1', '[::1]']);

/**
 * True when demo people may exist and sign in without a password: demo mode is on and the server listens on this
 * computer alone (ux 13.1). The override sounds wrong on purpose.
 */
export function isDemo(): boolean {
  const { DEMO, HOST, STET_DEMO_ON_PUBLIC_ADDRESS } = env();
  return DEMO && (loopback.has(HOST) || STET_DEMO_ON_PUBLIC_ADDRESS === 'yes');
}

/** A person of the demo, as a card of the sign-in page shows them. */
export type DemoPerson = { readonly handle: string; readonly name: string; readonly role: string };

/** The cards of the sign-in page: empty outside demo mode. */
export async function listDemoPeople(): Promise<DemoPerson[]> {
  if (!isDemo()) return [];
  return db().user.findMany({
    where: { isDemo: true, disabledAt: null },
    select: { handle: true, name: true, role: true },
    orderBy: { createdAt: 'asc' },
    take: 12,
  });
}

/** The person of the demo with this handle, or null: outside demo mode always. */
export async function findDemoPerson(handle: string): Promise<{ id: string; name: string } | null> {
  if (!isDemo()) return null;
  return db().user.findFirst({ where: { handle, isDemo: true, disabledAt: null }, select: { id: true, name: true } });
}

/** True when the demo can begin anew: it runs on the embedded database, under the start that made it. */
export const canResetDemo = (): boolean => isDemo() && env().STET_EMBEDDED && process.send !== undefined;

/** Asks the start to throw the demo's database away and make it anew; everybody is signed out. Refusal `wrong_state` elsewhere. */
export async function resetDemo(actor: Actor) {
  permit(actor, 'read_desk', {});
  if (!canResetDemo()) throw new Refusal('wrong_state', { message: 'There is no demo to reset here.' });
  process.send?.({ event: 'reset-demo' });
  return Promise.resolve({ resetting: true as const });
}
