import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import type { Tx } from '@/lib/db/transaction';
import { columnsOf } from '@/lib/sources/record';
import { newId } from '@/lib/system/crypto';

/** What is written of a source. */
export type Written = { readonly id: string; readonly csl: CslItem; readonly stub: boolean };

/**
 * Adds new sources in one statement, in the order of their keys, so that no two transactions wait for each other. Where somebody
 * was faster with one the whole fails, or with `taken: 'pass'` that one is passed over. Answers the ids of those that were added; their
 * states follow by `writeStates`.
 */
export async function insertSources(
  tx: Tx,
  actor: Actor,
  sources: readonly (Written & { readonly key: string })[],
  taken: 'fail' | 'pass' = 'fail',
): Promise<ReadonlySet<string>> {
  const unchecked = { lastCheckedAt: null, nextCheckAt: null };
  const rows = sources
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ id, key, csl, stub }) => ({ id, key, ...unchecked, ...columnsOf(csl, stub), createdById: actor.id }));
  return new Set(await insertAll(tx, 'source', rows, taken));
}

/** Keeps these records as the present states of their sources; `stateId` where the caller chose it. */
export async function writeStates(
  tx: Tx,
  actor: Actor,
  written: readonly (Written & { readonly stateId?: string })[],
): Promise<void> {
  const states = written.map(({ id, stateId = newId(), csl, stub }) => ({
    ...{ id: stateId, sourceId: id, csl, stub, createdById: actor.id },
  }));
  const ids = await insertAll(tx, 'source_state', states, 'fail');
  await tx.$executeRaw`
    update source set current_state_id = state.id from source_state state
    where state.id = any(${ids}::uuid[]) and state.source_id = source.id`;
}

const snake = (name: string) => name.replaceAll(/[A-Z]/gu, (sign) => `_${sign.toLowerCase()}`);

/** Inserts rows of the same columns in one statement with one parameter: thousands of them are no more work than one. */
async function insertAll(
  tx: Tx,
  table: 'source' | 'source_state',
  rows: readonly object[],
  taken: 'fail' | 'pass',
): Promise<string[]> {
  const named = rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value])));
  const [first] = named;
  if (!first) return [];
  const into = Prisma.raw(table);
  const columns = Prisma.raw(Object.keys(first).join(', '));
  const made = await tx.$queryRaw<{ id: string }[]>`
    insert into ${into} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${into}, ${JSON.stringify(named)}::jsonb)
    ${taken === 'pass' ? Prisma.sql`on conflict do nothing` : Prisma.empty} returning id`;
  return made.map(({ id }) => id);
}
