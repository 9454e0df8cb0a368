import type { Block, List, ListItem, Paragraph, Quotation, Table } from '@/lib/domain/prose/body';
import { gridOf } from '@/lib/transfer/formats/out/grid';
import { inlineMarkdown, type InlineContext } from '@/lib/transfer/formats/out/markdown/inline';

/** What blocks ask for; `subheadingLevel` is that of subheadings, 2 to 6. */
type BlockContext = InlineContext & { readonly subheadingLevel: number };

/** A heading of this level; nothing without words. */
export const headingMarkdown = (level: number, words: string) =>
  words === '' ? '' : `${'#'.repeat(Math.min(level, 6))} ${words}`;

/** Blocks divided by blank lines; those without words are left out. No blank line at the ends. */
export const blocksMarkdown = (blocks: readonly Block[], context: BlockContext): string =>
  writtenBlocks(blocks, context)
    .map(({ text }) => text)
    .join('\n\n');

type Written = { readonly type: Block['type']; readonly isTwin: boolean; readonly text: string };

/** Each block with words. Of two lists of a kind next to each other, the second has other marks, so that they stay two. */
function writtenBlocks(blocks: readonly Block[], context: BlockContext): Written[] {
  const written: Written[] = [];
  for (const block of blocks) {
    const before = written.at(-1);
    const isTwin = before?.type === block.type && !before.isTwin;
    const text = blockMarkdown(block, context, isTwin);
    if (text !== '') written.push({ type: block.type, isTwin, text });
  }
  return written;
}

function blockMarkdown(block: Block, context: BlockContext, isTwin: boolean): string {
  if (block.type === 'paragraph') return inlineMarkdown(block.content ?? [], context);
  if (block.type === 'subheading') {
    return headingMarkdown(context.subheadingLevel, inlineMarkdown(block.content ?? [], context, 'heading'));
  }
  if (block.type === 'quotation') return quotationMarkdown(block, context);
  if (block.type === 'table') return tableMarkdown(rowsOf(block, context));
  return listMarkdown(block, context, isTwin);
}

const indented = (text: string, by: string) => text.replaceAll(/\n(?!\n|$)/gu, `\n${by}`);

/** Quoted paragraphs, and who said it behind a dash. */
function quotationMarkdown({ attrs: { speaker }, content }: Quotation, context: BlockContext): string {
  const said = content.map((one) => inlineMarkdown(one.content ?? [], context));
  const by = speaker === '' ? '' : inlineMarkdown([{ type: 'text', text: `— ${speaker}` }], context);
  const text = [...said, by].filter((one) => one !== '').join('\n\n');
  return text === '' ? '' : text.replaceAll(/^/gmu, '> ').replaceAll(/^> $/gmu, '>');
}

/** The items that have words, with their marks: a mark alone could be read as a line or as the line under a heading. */
function listMarkdown(list: List, context: BlockContext, isTwin: boolean): string {
  const markOf = (at: number) => {
    if (list.type === 'bulletList') return isTwin ? '* ' : '- ';
    return isTwin ? `${at + 1}) ` : `${at + 1}. `;
  };
  return list.content
    .map((item) => itemMarkdown(item, context))
    .filter((item) => item !== '')
    .map((item, at) => markOf(at) + indented(item, ' '.repeat(markOf(at).length)))
    .join('\n');
}

/** Paragraphs and lists of an item; a list follows a paragraph at once. */
function itemMarkdown({ content }: ListItem, context: BlockContext): string {
  const parts: readonly (Paragraph | List)[] = content;
  return writtenBlocks(parts, context).reduce((text, next, at, all) => {
    if (at === 0) return next.text;
    const isTight = next.type !== 'paragraph' && all[at - 1]?.type === 'paragraph';
    return `${text}${isTight ? '\n' : '\n\n'}${next.text}`;
  }, '');
}

/** The cells of a table as texts; the first row is its head: empty, unless the table begins with one. */
function rowsOf(table: Table, context: BlockContext): string[][] {
  const rows = gridOf(table).map((row) =>
    row.map((cell) => {
      const words = (cell?.content ?? []).map(({ content }) => inlineMarkdown(content ?? [], context, 'cell'));
      return words.filter((text) => text !== '').join(' ');
    }),
  );
  const isHead = table.content[0]?.content.every(({ type }) => type === 'tableHeader') ?? false;
  return isHead ? rows : [rows[0]?.map(() => '') ?? [], ...rows];
}

/** Rows of cells, already escaped and each as wide as the first, as a table of GitHub's Markdown; nothing without words. */
export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...below] = rows;
  if (rows.flat().every((cell) => cell === '')) return '';
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...below.map(line)].join('\n');
}
