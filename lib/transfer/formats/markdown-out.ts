import type { Fact } from '@/lib/domain/article';
import type { Body, Inline } from '@/lib/domain/prose/body';
import { languageOf } from '@/lib/domain/prose/language';
import { plainText } from '@/lib/domain/prose/text';
import { slugOf } from '@/lib/domain/slug';
import { frontReferences, quoted } from '@/lib/transfer/formats/out/markdown/front-references';
import { blocksMarkdown, headingMarkdown, tableMarkdown } from '@/lib/transfer/formats/out/markdown/blocks';
import { inlineMarkdown, type InlineContext } from '@/lib/transfer/formats/out/markdown/inline';
import { inlineLink, inlineText as text, noteInlines } from '@/lib/transfer/formats/out/note';
import { originOf } from '@/lib/transfer/formats/out/origin';
import {
  composeOut,
  type ArticleOut,
  type ComposedOut,
  type RevisionOut,
} from '@/lib/transfer/formats/out/version-out';

/**
 * A version or a revision as GitHub's Markdown (sources-and-import.md B7): front matter in YAML with the records of the
 * sources, the text, a footnote for each place in a
 * source. Promises: no word of the article is lost or becomes markup; the only HTML is `<sub>` and `<sup>`; cells that span
 * several places of a table stand in the first one.
 */
export function writeMarkdown(version: ArticleOut): string {
  const composed = composeOut(version);
  const { articleHref } = version;
  const context: InlineContext = { articleHref, noteNumber: (id) => composed.notes.of(id)?.number ?? null };
  const parts = [
    frontMatter(version, composed),
    headingMarkdown(1, line(version.title, 'heading')),
    line(version.attribution),
    line(originOf(version).notice),
    composed.lead ? blocksMarkdown(composed.lead.content, { ...context, subheadingLevel: 2 }) : '',
    factsMarkdown(composed.facts, context),
    ...sectionsMarkdown(composed, context),
    relatedMarkdown(version),
    ...composed.notes.all.map((note) => `[^${note.number}]: ${inlineMarkdown(noteInlines(note, 'screen'), nowhere)}`),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const nowhere: InlineContext = { articleHref: () => null, noteNumber: () => null };
const line = (words: string, place: 'lines' | 'heading' = 'lines') => inlineMarkdown(text(words), nowhere, place);

function frontMatter(version: ArticleOut, composed: ComposedOut): string {
  const { lead, notes } = composed;
  const sample = version.title + (lead ? plainText(lead) : '');
  const lines = [
    `title: ${quoted(version.title)}`,
    `slug: ${quoted(version.slug)}`,
    `lang: ${languageOf(sample).lang}`,
    ...(version.what === 'version' ? [`version: ${version.number}`] : revisionLines(version)),
    `date: ${originOf(version).at.slice(0, 10)}`,
    ...(version.licence === '' ? [] : [`licence: ${quoted(version.licence)}`]),
    `address: ${quoted(version.address)}`,
    ...subheadingLine(composed),
    ...frontReferences(notes.all),
  ];
  return ['---', ...lines, '---'].join('\n');
}

/** Number, state and base of a revision: nobody shall take its file for a version. */
const revisionLines = ({ number, state, base }: RevisionOut) => [
  `revision: ${number}`,
  `state: ${state}`,
  ...(base === null ? [] : [`base: ${base}`]),
];

/** Which headings stand inside a section, counted from the title, which is 0: Markdown has but one kind. */
function subheadingLine({ lead, facts, sections, notes }: ComposedOut): string[] {
  const context: InlineContext = { articleHref: () => null, noteNumber: (id) => notes.of(id)?.number ?? null };
  const found: number[] = [];
  let count = 0;
  const visit = (body: Body) => {
    for (const block of body.content) {
      if (block.type !== 'subheading' || inlineMarkdown(block.content ?? [], context, 'heading') === '') continue;
      count += 1;
      found.push(count);
    }
  };
  if (lead) visit(lead);
  if (facts.length > 0) count += 1;
  for (const { heading, body } of sections) {
    if (line(heading, 'heading') !== '') count += 1;
    visit(body);
  }
  return found.length === 0 ? [] : [`subheadings: [${found.join(', ')}]`];
}

function factsMarkdown(facts: readonly Fact[], context: InlineContext): string {
  if (facts.length === 0) return '';
  const rows = facts.map(({ key, value, citations }) => [
    inlineMarkdown(text(key), nowhere, 'cell'),
    inlineMarkdown(
      [...text(value), ...citations.map((id): Inline => ({ type: 'citation', attrs: { id } }))],
      context,
      'cell',
    ),
  ]);
  return `${headingMarkdown(2, 'At a glance')}\n\n${tableMarkdown([['Fact', 'Value'], ...rows])}`;
}

const sectionsMarkdown = ({ sections }: ComposedOut, context: InlineContext): string[] =>
  sections.flatMap(({ level, heading, body }) => [
    headingMarkdown(level, line(heading, 'heading')),
    blocksMarkdown(body.content, { ...context, subheadingLevel: Math.min(level + 1, 6) }),
  ]);

function relatedMarkdown({ related, articleHref }: ArticleOut): string {
  const items = related.map((title) => {
    const href = articleHref(slugOf(title));
    return inlineMarkdown(href === null ? text(title) : inlineLink(title, href), nowhere);
  });
  const shown = items.filter((item) => item !== '');
  if (shown.length === 0) return '';
  return `${headingMarkdown(2, 'See also')}\n\n${shown.map((item) => `- ${item}`).join('\n')}`;
}
