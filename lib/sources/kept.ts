import type { Tx } from '@/lib/db/tx';
import { keptSources as readKept } from '@/lib/pages/queries/kept';

/** For each of these sources that was merged into another one, the one that is kept in its place. */
export const keptSources = async (tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(Object.entries(await readKept(tx, ids)));

/** A source and all that were merged into it: whose citations count as its own. */
export async function withMerged(tx: Tx, sourceId: string): Promise<string[]> {
  const rows = await tx.source.findMany({ where: { mergedIntoId: sourceId }, select: { id: true } });
  return [sourceId, ...rows.map(({ id }) => id)];
}
