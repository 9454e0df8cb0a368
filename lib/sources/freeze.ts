import { z } from 'zod';
import { type CslItem, type FrozenCitation, supportKinds } from '@/lib/domain/citation/citation';
import { locator } from '@/lib/contract/fields';
import type { Tx } from '@/lib/db/transaction';

const locators = z.array(locator);
const supports = z.enum(supportKinds);
const cslItem = z.custom<CslItem>((value) => typeof value === 'object' && value !== null && 'type' in value);

/** The citations with these ids as a version would freeze them, sorted by id. Ids that name no row are left out. */
export async function freezeCitations(tx: Tx, ids: readonly string[]): Promise<FrozenCitation[]> {
  if (ids.length === 0) return [];
  const rows = await tx.citation.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: {
      id: true,
      sourceId: true,
      sourceStateId: true,
      locators: true,
      quote: true,
      note: true,
      supports: true,
      prefix: true,
      suffix: true,
      quoteLanguage: true,
      quoteTranslation: true,
      reliabilityReason: true,
      snapshot: { select: { sha256: true, capturedAt: true } },
      source: { select: { key: true } },
      sourceState: { select: { csl: true, stub: true } },
    },
    orderBy: { id: 'asc' },
  });
  return rows.map((row) => ({
    id: row.id,
    sourceId: row.sourceId,
    sourceKey: row.source.key,
    sourceState: row.sourceStateId,
    csl: cslItem.parse(row.sourceState.csl),
    stub: row.sourceState.stub,
    locators: locators.parse(row.locators),
    quote: row.quote,
    note: row.note,
    supports: supports.parse(row.supports),
    ...present(row),
  }));
}

type More = Readonly<Record<(typeof moreWords)[number], string>> & {
  readonly snapshot: { readonly sha256: string; readonly capturedAt: Date } | null;
};
const moreWords = ['prefix', 'suffix', 'quoteLanguage', 'quoteTranslation', 'reliabilityReason'] as const;

/** What most citations lack is left out where it is empty: a citation without it has the bytes, and the hash, that it always had. */
function present(row: More): Partial<FrozenCitation> {
  const { snapshot } = row;
  return {
    ...Object.fromEntries(moreWords.flatMap((name) => (row[name] === '' ? [] : [[name, row[name]]]))),
    ...(snapshot && { snapshot: { sha256: snapshot.sha256, capturedAt: snapshot.capturedAt.toISOString() } }),
  };
}
