import { houseReference } from '@/lib/domain/citation/house';
import type { Block } from '@/lib/domain/prose/body';
import { doc } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { blockText } from '@/lib/domain/prose/text';
import type { ImportedDocument, Reading } from '@/lib/transfer/formats/document';

/** A piece of a block for comparing: runs as `[marks]text`, citations as `{n}`, n being the place of the source. */
function inlineShape(block: Extract<Block, { type: 'paragraph' | 'subheading' }>, reading: Reading): string {
  return (block.content ?? [])
    .map((node) => {
      if (node.type === 'hardBreak') return '⏎';
      if (node.type === 'citation') {
        const use = reading.citations.find(({ id }) => id === node.attrs.id);
        return `{${use?.source ?? '?'}}`;
      }
      const marks = (node.marks ?? []).map((mark) =>
        mark.type === 'link' ? mark.attrs.href : mark.type === 'articleLink' ? `/${mark.attrs.slug}` : mark.type,
      );
      return marks.length > 0 ? `[${marks.join(' ')}:${node.text}]` : node.text;
    })
    .join('');
}

function shape(block: Block, reading: Reading): unknown {
  if (block.type === 'paragraph') return inlineShape(block, reading);
  if (block.type === 'subheading') return { sub: inlineShape(block, reading) };
  if (block.type === 'quotation') {
    return { quote: block.content.map((one) => shape(one, reading)), by: block.attrs.speaker };
  }
  if (block.type === 'table') {
    return {
      table: block.content.map((row) =>
        row.content.map((cell) => {
          const spans =
            cell.attrs.colspan * cell.attrs.rowspan > 1 ? `${cell.attrs.colspan}×${cell.attrs.rowspan} ` : '';
          return `${cell.type === 'tableHeader' ? '!' : ''}${spans}${cell.content.map((one) => inlineShape(one, reading)).join('/')}`;
        }),
      ),
    };
  }
  const items = block.content.map((item) => item.content.map((child) => shape(child, reading)));
  return { [block.type === 'orderedList' ? 'ol' : 'ul']: items };
}

/** What was read, short enough to write into a table of cases: sections by heading, each with its blocks. For tests. */
export function shapeOf(reading: Reading): Record<string, unknown[]> {
  return Object.fromEntries(
    (reading.document?.sections ?? []).map(({ level, heading, blocks }) => [
      heading === '' ? '' : `${'#'.repeat(level)} ${heading}`,
      blocks.map((block) => shape(block, reading)),
    ]),
  );
}

/** The lead of what was read. For tests. */
export const leadOf = (reading: Reading): unknown[] => shapeOf(reading)[''] ?? [];

/** Codes of what was told, in their order. For tests. */
export const codesOf = ({ report }: Reading): string[] => report.issues.map(({ code }) => code);

/** Every word of what was read (with what its links lead to) and of its report: where no word may be lost. For tests. */
export function allWords(reading: Reading): Set<string> {
  const { document, sources, citations, report } = reading;
  const texts = [
    ...(document ? wordsOfDocument(document) : []),
    ...sources.flatMap(({ csl, key = '' }) => [key, houseReference(csl, {}).text, JSON.stringify(csl)]),
    ...citations.flatMap(({ quote, note, locators }) => [quote, note, ...locators.map(({ value }) => value)]),
    ...report.dropped.map(({ text }) => text),
    ...report.issues.map(({ message }) => message),
  ];
  return new Set(texts.join(' ').match(/[\p{L}\p{N}]+/gu) ?? []);
}

const wordsOfDocument = ({ title, attribution, related, facts, sections }: ImportedDocument): string[] => [
  title,
  attribution ?? '',
  ...related,
  ...facts.flatMap(({ key, value }) => [key, value]),
  ...sections.flatMap(({ heading, blocks }) => [heading, ...blocks.map(blockText)]),
  ...(JSON.stringify(sections).match(/"slug":"[^"]*/gu) ?? []),
];

/** Whether the closed schema takes every body as it is. Throws what the schema refuses. For tests. */
export function takenBySchema({ document }: Reading): boolean {
  for (const { blocks } of document?.sections ?? []) if (blocks.length > 0) normalise(doc(...blocks), 'test');
  return true;
}
