import { z } from 'zod';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import type { NoteSource } from '@/components/editor/paste/note-source';
import { send, SendError } from '@/components/send';
import { citeEndpoint } from '@/lib/contract/revisions';
import { createSourceEndpoint } from '@/lib/contract/sources';
import type { CslItem } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { locatorLabels, supportKinds } from '@/lib/domain/citation/citation';

/** A citation that is to be made: of a footnote, or of a source that another article cites. */
export type ToCite =
  { readonly kind: 'note'; readonly note: NoteSource } | { readonly kind: 'copy'; readonly line: CitationLine };

/** What another article's text carries with each of its citations in the clipboard. */
export const copiedLine = z.object({
  id: z.string(),
  sourceId: z.uuid(),
  reference: z.string(),
  locators: z.array(z.object({ label: z.enum(locatorLabels), value: z.string() })),
  quote: z.string(),
  note: z.string(),
  supports: z.enum(supportKinds),
});

/** The words of it, for messages. */
export const wordsOf = (one: ToCite): string => (one.kind === 'note' ? one.note.words : one.line.reference);

/** A source for a note: the one that the library has already, or a new one that somebody has to look at. */
async function sourceFor({ csl }: NoteSource): Promise<{ sourceId: string; reference: string }> {
  try {
    const { sourceId } = await send(createSourceEndpoint, { csl, stub: true });
    return { sourceId, reference: houseReference(csl as CslItem).text };
  } catch (error) {
    const known = error instanceof SendError && error.issues.find(({ code }) => code === 'duplicate_source');
    if (!known) throw error;
    const { title } = (error.current ?? {}) as { readonly title?: string };
    return { sourceId: known.message, reference: title ?? '' };
  }
}

/** Makes the citation of this revision's article. Throws `SendError`. */
export async function makeCitation(number: number, one: ToCite): Promise<CitationLine> {
  const place = { locators: [], quote: '', note: '', supports: 'supports' as const };
  const made =
    one.kind === 'note'
      ? { ...place, ...(await sourceFor(one.note)), locators: [...one.note.locators] }
      : { ...one.line, locators: [...one.line.locators] };
  const { sourceId, reference, locators, quote, note, supports } = made;
  const { citationId } = await send(citeEndpoint, { number, sourceId, locators, quote, note, supports });
  return { id: citationId, sourceId, reference, locators, quote, note, supports };
}
