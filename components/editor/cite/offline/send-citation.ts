import type { CitationLine } from '@/components/editor/cite/citation-line';
import { send, SendError } from '@/components/send';
import { citeEndpoint } from '@/lib/contract/revisions';
import { createSourceEndpoint } from '@/lib/contract/sources';
import type { CslItem, Locator, Supports } from '@/lib/domain/citation/citation';

/** Where in a source it stands, the words that say so, and how they bear on the statement. */
export type CiteUse = {
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly quoteLanguage: string;
  readonly quoteTranslation: string;
  readonly note: string;
  readonly supports: Supports;
  /** Why a source is cited that was called deprecated. */
  readonly reliabilityReason: string;
  /** Whoever cites it has read the source. */
  readonly readByMaker: boolean;
};

/** A known source by its id, or the record of one that the library does not have yet. */
export type CiteSource =
  | { readonly id: string; readonly reference: string }
  | { readonly csl: CslItem; readonly stub: boolean; readonly reference: string };

/** One citation to make. The operations keep their ids, so that whatever arrived twice is done once. */
export type CiteOrder = {
  readonly describeId: string;
  readonly citeId: string;
  readonly number: number;
  readonly source: CiteSource;
  readonly use: CiteUse;
  /** The citation that it takes the place of. */
  readonly replaces?: string;
};

/** An order for a source and its use in a revision. */
export const orderOf = (number: number, source: CiteSource, use: CiteUse, replaces?: string): CiteOrder => ({
  describeId: crypto.randomUUID(),
  citeId: crypto.randomUUID(),
  ...{ number, source, use },
  ...(replaces === undefined ? {} : { replaces }),
});

async function sourceIdOf({ source, describeId }: CiteOrder, retries: number): Promise<string> {
  if ('id' in source) return source.id;
  const { csl, stub } = source;
  try {
    const { sourceId } = await send(createSourceEndpoint, { opId: describeId, csl, stub }, { retries });
    return sourceId;
  } catch (error) {
    const issues = error instanceof SendError ? error.issues : [];
    const known = issues.find(({ code }) => code === 'duplicate_source');
    if (!known) throw error;
    return known.message;
  }
}

/** What is sent only where there is something. */
const filled = ({ quote, quoteLanguage, quoteTranslation, reliabilityReason }: CiteUse) => ({
  ...(quote && quoteLanguage ? { quoteLanguage } : {}),
  ...(quote && quoteTranslation ? { quoteTranslation } : {}),
  ...(reliabilityReason ? { reliabilityReason } : {}),
});

/**
 * Describes the source where that is needed, makes the citation, and answers it as the page shows it. A source that the library has
 * by now is cited in place of the described one. Throws `SendError`; may be repeated with the same order.
 */
export async function fulfil(order: CiteOrder): Promise<CitationLine> {
  const retries = navigator.onLine ? 2 : 0;
  const sourceId = await sourceIdOf(order, retries);
  const { number, citeId, use, source, replaces } = order;
  const { locators, quote, note, supports } = use;
  const made = { sourceId, locators: [...locators], quote, note, supports };
  const more = { ...(use.readByMaker ? { readByMaker: true } : {}), ...(replaces ? { replaces } : {}) };
  const input = { opId: citeId, number, ...made, ...filled(use), ...more };
  const { citationId } = await send(citeEndpoint, input, { retries });
  const readBy = use.readByMaker ? 'You' : null;
  return { ...made, ...filled(use), id: citationId, reference: source.reference, readBy };
}
