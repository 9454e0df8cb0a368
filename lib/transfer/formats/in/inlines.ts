import type { Block, Inline, Mark, Paragraph, Quotation, TextNode } from '@/lib/domain/prose/body';
import { tidyInlines } from '@/lib/domain/prose/normalise';
import { blockText, citationIds, inlineRuns } from '@/lib/domain/prose/text';

/** Marks with one more; a mark of a kind that is there, or that excludes one that is there, changes nothing. */
export function withMark(marks: readonly Mark[], mark: Mark): readonly Mark[] {
  const pairs = [
    ['subscript', 'superscript'],
    ['link', 'articleLink'],
  ];
  const pair = pairs.find((names) => names.includes(mark.type)) ?? [mark.type];
  return marks.some(({ type }) => pair.includes(type)) ? marks : [...marks, mark];
}

/** A run of text with its marks; nothing for no text. */
export const textRun = (text: string, marks: readonly Mark[] = []): TextNode[] =>
  text === '' ? [] : [marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text }];

const isBreak = (node: Inline | undefined) => node?.type === 'hardBreak';

/** Runs of blanks as one, also over the edges of runs; none at the ends and beside line breaks. */
export function foldBlanks(nodes: readonly Inline[]): Inline[] {
  const folded: Inline[] = [];
  let blank = true;
  for (const node of nodes) {
    if (node.type === 'text') {
      const text = node.text.replaceAll(/[ \t\r\n\f\v\u0085\u2028\u2029]+/gu, ' ');
      const kept: string = blank && text.startsWith(' ') ? text.slice(1) : text;
      if (kept === '') continue;
      folded.push({ ...node, text: kept });
      blank = kept.endsWith(' ');
    } else {
      if (node.type === 'hardBreak') trimEnd(folded);
      folded.push(node);
      blank = node.type === 'hardBreak';
    }
  }
  while (isBreak(folded.at(-1))) folded.pop();
  trimEnd(folded);
  while (isBreak(folded[0])) folded.shift();
  return tidyInlines(folded);
}

/** Line ends as blanks, and none at the ends of the run: for texts whose other blanks count. */
export function foldLines(nodes: readonly Inline[]): Inline[] {
  const lines = nodes.map((node) => (node.type === 'text' ? { ...node, text: node.text.replaceAll('\n', ' ') } : node));
  trimEnd(lines);
  while (isBreak(lines.at(-1))) lines.pop();
  trimEnd(lines);
  return tidyInlines(lines);
}

function trimEnd(nodes: Inline[]): void {
  for (let last = nodes.at(-1); last?.type === 'text'; last = nodes.at(-1)) {
    const text = last.text.replace(/ +$/u, '');
    nodes.pop();
    if (text !== '') {
      nodes.push({ ...last, text });
      return;
    }
  }
}

/** A paragraph without an id. */
export const paragraph = (nodes: readonly Inline[]): Paragraph =>
  nodes.length > 0
    ? { type: 'paragraph', attrs: { id: '' }, content: nodes }
    : { type: 'paragraph', attrs: { id: '' } };

/** Whether a block has neither words nor citations. */
export const isEmptyBlock = (block: Block): boolean =>
  blockText(block).trim() === '' && citationIds({ type: 'doc', content: [block] }).length === 0;

/** The words of inline nodes. */
export const wordsOf = (nodes: readonly Inline[]): string =>
  nodes.map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? ' ' : '')).join('');

/** All of it in bold, as far as it is text. */
export const strong = (nodes: readonly Inline[]): Inline[] =>
  tidyInlines(
    nodes.map((node) =>
      node.type === 'text' ? { ...node, marks: withMark(node.marks ?? [], { type: 'bold' }) } : node,
    ),
  );

/** A block as paragraphs, for places that hold nothing else: an item or a row is one, its cells divided by a bar. */
export function asParagraphs(block: Block): Paragraph[] {
  if (block.type === 'paragraph') return [block];
  if (block.type === 'subheading') return [paragraph(strong(block.content ?? []))];
  if (block.type === 'table') {
    return block.content.map((row) =>
      paragraph(
        tidyInlines(
          row.content.flatMap((cell, at): Inline[] => {
            const runs = cell.content.flatMap((one, index): Inline[] => [
              ...(index > 0 ? textRun(' ') : []),
              ...(one.content ?? []),
            ]);
            return at > 0 ? [...textRun(' | '), ...runs] : runs;
          }),
        ),
      ),
    );
  }
  return inlineRuns(block).map(paragraph);
}

const longestSpeaker = 200;

/** Quoted paragraphs as a quotation; a last one like "— Name" is who said it. Null without words. */
export function quotationOf(content: readonly Paragraph[]): Quotation | null {
  const last = content.at(-1)?.content ?? [];
  const by = /^(?:—|–|--) ?(\S.*)$/u.exec(wordsOf(last))?.[1] ?? '';
  const isPlain = last.every((one) => one.type === 'text' && (one.marks ?? []).length === 0);
  const isSigned = content.length > 1 && by !== '' && by.length <= longestSpeaker && isPlain;
  const said = isSigned ? content.slice(0, -1) : content;
  return said.length === 0
    ? null
    : { type: 'quotation', attrs: { id: '', speaker: isSigned ? by : '' }, content: said };
}
