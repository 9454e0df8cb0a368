import type { Fact } from '@/lib/domain/article';
import type { Block, Inline, Paragraph, Table, TableCell } from '@/lib/domain/prose/body';
import { slugOf } from '@/lib/domain/slug';
import { inlineLink, inlineText } from '@/lib/transfer/formats/out/note';
import type { ArticleOut, ComposedOut } from '@/lib/transfer/formats/out/version-out';

/** A heading and the blocks under it; the lead has no heading and no anchor. `level` is 2 to 6, as shown. */
export type PartOut = {
  readonly level: number;
  readonly heading: string;
  /** Unique in the file, and a name in XML. */
  readonly anchor: string;
  readonly blocks: readonly Block[];
  /** Level of its subheadings, 2 to 6. */
  readonly subheadingLevel: number;
};

/** The heading above the sources, and its place. */
export const sourcesHeading = { heading: 'Sources', anchor: 'sources' } as const;

/** A text in the parts of a file that is laid out: lead, facts as a table, sections, related titles. */
export function partsOf(article: ArticleOut, { lead, facts, sections }: ComposedOut): PartOut[] {
  const related = relatedBlocks(article);
  const headed = [
    ...(facts.length === 0 ? [] : [{ level: 2, heading: 'At a glance', blocks: [factsTable(facts)] }]),
    ...sections.map(({ level, heading, body }) => ({ level, heading, blocks: body.content })),
    ...(related.length === 0 ? [] : [{ level: 2, heading: 'See also', blocks: related }]),
  ];
  return [
    ...(lead ? [{ level: 2, heading: '', anchor: '', blocks: lead.content, subheadingLevel: 2 }] : []),
    ...headed.map((part, at) => ({
      ...part,
      anchor: `section-${at + 1}`,
      subheadingLevel: Math.min(part.level + 1, 6),
    })),
  ];
}

const paragraph = (content: readonly Inline[]): Paragraph => ({ type: 'paragraph', attrs: { id: '' }, content });
const cell = (type: TableCell['type'], content: readonly Inline[]): TableCell => ({
  type,
  attrs: { colspan: 1, rowspan: 1 },
  content: [paragraph(content)],
});

function factsTable(facts: readonly Fact[]): Table {
  const head = ['Fact', 'Value'].map((name) => cell('tableHeader', inlineText(name)));
  const rows = facts.map(({ key, value, citations }) => [
    cell('tableHeader', inlineText(key)),
    cell('tableCell', [...inlineText(value), ...citations.map((id): Inline => ({ type: 'citation', attrs: { id } }))]),
  ]);
  return {
    type: 'table',
    attrs: { id: '' },
    content: [head, ...rows].map((content) => ({ type: 'tableRow', content })),
  };
}

function relatedBlocks({ related, articleHref }: ArticleOut): Block[] {
  if (related.length === 0) return [];
  const items = related.map((title) => {
    const href = articleHref(slugOf(title));
    return paragraph(href === null ? inlineText(title) : inlineLink(title, href));
  });
  const content = items.map((item) => ({ type: 'listItem', attrs: { id: '' }, content: [item] }) as const);
  return [{ type: 'bulletList', attrs: { id: '' }, content }];
}
