import type { CslItem } from '@/lib/domain/citation/citation';
import { deriveSource } from '@/lib/domain/citation/library/derive';
import type { KnownSource } from '@/lib/domain/citation/library/import-plan';
import type { Tx } from '@/lib/db/tx';

/** A known source with what changing it needs to know. */
export type Met = KnownSource & { readonly stub: boolean; readonly urlKey: string | null };

/**
 * The sources of the library that some records may be: with a number, an address, or the letters of the title in common. Those
 * that were merged into another one are left out: their numbers are free.
 */
export async function metSources(tx: Tx, records: readonly CslItem[]): Promise<Met[]> {
  const derived = records.map(deriveSource);
  const all = (pick: (one: (typeof derived)[number]) => string | null) => [
    ...new Set(derived.flatMap((one) => pick(one) || [])),
  ];
  const rows = await tx.source.findMany({
    where: {
      mergedIntoId: null,
      OR: [
        { doi: { in: all(({ doi }) => doi) } },
        { isbn13: { in: all(({ isbn13 }) => isbn13) } },
        { pmid: { in: all(({ pmid }) => pmid) } },
        { urlKey: { in: all(({ urlKey }) => urlKey) } },
        { titleKey: { in: all(({ titleKey }) => titleKey) } },
      ],
    },
    select: { id: true, key: true, completeness: true, urlKey: true, currentState: { select: { csl: true } } },
    orderBy: { id: 'asc' },
  });
  return rows.flatMap(({ id, key, completeness, urlKey, currentState }) => {
    if (!currentState) return [];
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- states are written through `cslSchema` alone
    const csl = currentState.csl as unknown as CslItem;
    return [{ id, key, urlKey, csl, stub: completeness === 'stub' }];
  });
}
