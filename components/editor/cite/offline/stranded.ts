import type { Pending } from '@/components/editor/cite/offline/pending';
import type { Body } from '@/lib/domain/prose/body';

type Section = { readonly sectionId: string; readonly heading: string; readonly body: Body };

/** The section whose stored text holds the place of a citation that waits; null where none does. */
export function sectionOf<S extends Section>({ place, instead }: Pending, sections: readonly S[]): S | null {
  const wanted = JSON.stringify(instead || place.blockId);
  if (wanted === '""') return null;
  return sections.find(({ body }) => JSON.stringify(body).includes(wanted)) ?? null;
}

type Opened = {
  readonly sectionId: string;
  /** All sections as they are stored. */
  readonly sections: readonly Section[];
  readonly stands: (item: Pending) => boolean;
};

/**
 * Those that wait and have lost their place, as far as this open section is concerned: they were made for it, or for one that is no more.
 * `stands`: it has a place in the text that is open.
 */
export function strandedIn(items: readonly Pending[], { sectionId, sections, stands }: Opened): Pending[] {
  const others = sections.filter((section) => section.sectionId !== sectionId);
  const isOurs = ({ place }: Pending) =>
    place.sectionId === sectionId || !others.some((section) => section.sectionId === place.sectionId);
  return items.filter((item) => isOurs(item) && !stands(item) && sectionOf(item, others) === null);
}

/** A citation in words, to be pasted elsewhere: the reference, its place, the quoted words, the note. */
export function wordsOfPending({ order: { source, use } }: Pending): string {
  const places = use.locators.map(({ label, value }) => `${label} ${value}`).join(', ');
  return [source.reference, places, use.quote && `“${use.quote}”`, use.note].filter(Boolean).join('\n');
}
