import type { Tx } from '@/lib/db/tx';

/** Of these sources, those that have been merged into another one since, each with the one that is kept. */
export async function keptSources(tx: Tx, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (ids.length === 0) return {};
  const rows = await tx.source.findMany({
    where: { id: { in: [...new Set(ids)] }, mergedIntoId: { not: null } },
    select: { id: true, mergedIntoId: true },
  });
  return Object.fromEntries(
    rows.flatMap(({ id, mergedIntoId }) => (mergedIntoId === null ? [] : [[id, mergedIntoId]])),
  );
}
