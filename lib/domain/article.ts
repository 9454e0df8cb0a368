import type { Body } from '@/lib/domain/prose/body';
import { citationIds } from '@/lib/domain/prose/text';

/** One row of an article's facts card. Readers see only confirmed facts. `citations` are ids of citation rows. */
export type Fact = {
  readonly key: string;
  readonly value: string;
  readonly confirmed: boolean;
  readonly citations: readonly string[];
};

/** One section in its place. The lead is the first section, has level 1 and an empty heading. */
export type Section = {
  readonly id: string;
  /** Level as written: 1 for the lead, 2 to 6 for others. Renderers re-level so that none is skipped. */
  readonly level: number;
  readonly heading: string;
  readonly body: Body;
};

/** What a revision edits and a version freezes, besides the records of its citations. */
export type Article = {
  readonly title: string;
  readonly facts: readonly Fact[];
  /** Titles of related articles, in order; they become links where such an article is live. */
  readonly related: readonly string[];
  /** "First published in …"; empty when the text is our own. */
  readonly attribution: string;
  readonly sections: readonly Section[];
};

/** The citations of an article in the order of the reader's page: first paragraph, shown facts, rest of the lead, sections. One that stands twice is named twice. */
export function citedInOrder({
  facts,
  sections,
}: {
  readonly facts: readonly Fact[];
  readonly sections: readonly Pick<Section, 'heading' | 'body'>[];
}): string[] {
  const [lead, ...others] = sections[0]?.heading === '' ? sections : [undefined, ...sections];
  const blocks = lead?.body.content ?? [];
  const inBlocks = (content: Body['content']) => citationIds({ type: 'doc', content });
  return [
    ...inBlocks(blocks.slice(0, 1)),
    ...facts.flatMap(({ confirmed, citations }) => (confirmed ? citations : [])),
    ...inBlocks(blocks.slice(1)),
    ...others.flatMap((section) => (section ? citationIds(section.body) : [])),
  ];
}

/** The one place in an outline: section ids never change, levels and order do. */
export type OutlineEntry = { readonly sectionId: string; readonly level: number };

type FileSection = { readonly line: number; readonly heading: string; readonly kind: string };

/**
 * The place among `now`'s sections that has what stood at a line of the imported file: that of the heading above the line, as long
 * as a section has it; of several equal headings the same one in the order. Without one the first, which is the lead. `file` are
 * the sections of the file as its report has them; lists of related titles are none of the text.
 */
export function sectionOfLine(
  line: number,
  file: readonly FileSection[],
  now: readonly { readonly heading: string }[],
): number {
  const body = file.filter(({ kind }) => kind === 'body');
  const above = body.filter((section) => section.line <= line);
  const heading = above.at(-1)?.heading ?? '';
  const nth = above.filter((section) => section.heading === heading).length - 1;
  const places = now.flatMap((section, at) => (section.heading === heading ? [at] : []));
  return places[nth] ?? places.at(-1) ?? 0;
}
