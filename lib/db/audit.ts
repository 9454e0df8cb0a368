import { now } from '@/lib/system/clock';
import type { Actor } from '@/lib/domain/actor';
import type { Tx } from '@/lib/db/tx';

/** One entry for the audit log: what was done to what. The payload holds ids, states and hashes, never text of articles. */
export type NewEvent = {
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload?: unknown;
};

type Entry = NewEvent & { readonly actorId: string };
const waiting = new WeakMap<object, Entry[]>();

/**
 * Records what an actor did, in the transaction that does it. Inside `inTransaction` entries are written as its last step, in order, so
 * that the chain's lock is held for a moment only; on a bare transaction they are written at once. The database numbers and chains them.
 */
export async function recordEvent(tx: Tx, actor: Actor, event: NewEvent): Promise<void> {
  const entry = { ...event, actorId: actor.id };
  const queue = waiting.get(tx);
  if (queue) queue.push(entry);
  else await insertEvent(tx, entry);
}

/** Lets `recordEvent` collect the entries of a transaction until `writeCollected`. */
export function collectEvents(tx: Tx): void {
  waiting.set(tx, []);
}

/** Writes what was collected for a transaction, in order: the database chains the rows of one statement one after the other. */
export async function writeCollected(tx: Tx): Promise<void> {
  const queue = waiting.get(tx) ?? [];
  waiting.delete(tx);
  await insertEvents(tx, queue);
}

const insertEvent = (tx: Tx, entry: Entry) => insertEvents(tx, [entry]);

async function insertEvents(tx: Tx, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = JSON.stringify(entries.map((entry) => ({ ...entry, payload: entry.payload ?? {} })));
  await tx.$executeRaw`
    insert into event (at, action, actor_id, subject_type, subject_id, payload)
    select ${now()}, e ->> 'action', (e ->> 'actorId')::uuid, e ->> 'subjectType', e ->> 'subjectId', e -> 'payload'
    from jsonb_array_elements(${rows}::jsonb) with ordinality as r (e, place) order by place`;
}
