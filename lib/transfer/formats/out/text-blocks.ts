import { safeHref } from '@/lib/domain/prose/address';
import type { Block, Inline, List, ListItem, Paragraph } from '@/lib/domain/prose/body';
import { gridOf } from '@/lib/transfer/formats/out/grid';

/** What stands in the place of a citation, such as `[1]`; empty for nothing. */
export type TextMark = (citationId: string) => string;

/** A heading with a line under it. */
export const headingText = (words: string, sign: '=' | '-') =>
  words.trim() === '' ? '' : `${words.trim()}\n${sign.repeat(Array.from(words.trim()).length)}`;

/** Blocks as plain text, divided by blank lines; those without words are left out. Paragraphs are not wrapped. */
export const blocksText = (blocks: readonly Block[], mark: TextMark): string =>
  blocks
    .map((block) => blockText(block, mark))
    .filter((text) => text !== '')
    .join('\n\n');

const indented = (text: string, by: string) => text.replaceAll(/\n(?!\n|$)/gu, `\n${by}`);

function blockText(block: Block, mark: TextMark): string {
  if (block.type === 'paragraph') return runText(block.content, mark);
  if (block.type === 'subheading') return headingText(runText(block.content, mark).replaceAll('\n', ' '), '-');
  if (block.type === 'quotation') {
    const { speaker } = block.attrs;
    const said = [...block.content.map(({ content }) => runText(content, mark)), speaker && `— ${speaker}`];
    const text = said.filter((one) => one !== '').join('\n\n');
    return text === '' ? '' : `    ${indented(text, '    ')}`;
  }
  if (block.type !== 'table') return listText(block, mark);
  const rows = gridOf(block).map((row) =>
    row.map((cell) => {
      const words = (cell?.content ?? []).map(({ content }) => runText(content, mark).replaceAll('\n', ' '));
      return words.filter((text) => text !== '').join(' ');
    }),
  );
  return rows.map((cells) => cells.join('\t').trimEnd()).join('\n');
}

function listText(list: List, mark: TextMark): string {
  const items = list.content.map((item) => itemText(item, mark));
  if (items.every((item) => item === '')) return '';
  return items
    .map((item, at) => {
      const sign = list.type === 'bulletList' ? '- ' : `${at + 1}. `;
      return sign + indented(item, ' '.repeat(sign.length));
    })
    .join('\n');
}

const itemText = ({ content }: ListItem, mark: TextMark) =>
  content
    .map((part: Paragraph | List) => (part.type === 'paragraph' ? runText(part.content, mark) : listText(part, mark)))
    .filter((text) => text !== '')
    .join('\n');

const hrefOf = (node: Inline | undefined) => {
  const link = node?.type === 'text' ? node.marks?.find(({ type }) => type === 'link') : undefined;
  return link?.type === 'link' ? safeHref(link.attrs.href) : null;
};

/** The words of a run; behind those of a link its address, unless they are the address. */
function runText(nodes: readonly Inline[] = [], mark: TextMark): string {
  let words = '';
  let text = '';
  nodes.forEach((node, at) => {
    const href = hrefOf(node);
    if (node.type === 'text') {
      words += node.text;
      text += node.text;
    } else text += node.type === 'hardBreak' ? '\n' : mark(node.attrs.id);
    if (href === null || href !== hrefOf(nodes[at + 1])) {
      if (href !== null && words.trim() !== href) text = `${text.trimEnd()} (${href})${/\s*$/u.exec(text)?.[0] ?? ''}`;
      words = '';
    }
  });
  return text.trim();
}
