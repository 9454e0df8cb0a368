import type { Block, Body, Inline, List, Paragraph, Subheading } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

/**
 * A place in a body: before the block or list item with this id, or inside a paragraph or subheading, `offset` units behind its
 * beginning, as ProseMirror counts them: UTF-16 code units of text, one for each citation and line break.
 */
export type CutPlace = { readonly blockId: string; readonly offset: number };

/** Both parts of a section that was cut. `heading` are the words of the subheading at the place, which became the second's heading. */
export type Cut = { readonly first: Body; readonly heading: string; readonly second: Body };

type Parts = readonly [readonly Block[], readonly Block[]];

const widthOf = (node: Inline): number => (node.type === 'text' ? node.text.length : 1);
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
const emptyParagraph: Paragraph = { type: 'paragraph', attrs: { id: '' } };

/** A body is never without a block. */
const bodyOf = (content: readonly Block[]): Body => ({
  type: 'doc',
  content: content.length === 0 ? [emptyParagraph] : content,
});

/**
 * Cuts a body in two at a place: blocks go whole, a paragraph is cut between two characters, a list between two items. Every word
 * and citation is in one of the parts, in order, and blocks keep their ids; what is cut keeps its id in the first part and has
 * none in the second. A subheading at the place becomes the heading, if it holds nothing but words. Null when there is no such place.
 */
export function cutBody(body: Body, { blockId, offset }: CutPlace): Cut | null {
  for (const [index, block] of body.content.entries()) {
    const parts = cutBlock(block, blockId, offset);
    if (!parts) continue;
    const first = [...body.content.slice(0, index), ...parts[0]];
    const second = [...parts[1], ...body.content.slice(index + 1)];
    const heading = headingOf(second[0]);
    return { first: bodyOf(first), heading, second: bodyOf(heading === '' ? second : second.slice(1)) };
  }
  return null;
}

/** What of a block stands before the place and what behind it; null when the place is not in this block. */
function cutBlock(block: Block, blockId: string, offset: number): Parts | null {
  if (block.attrs.id === blockId) {
    const isRun = block.type === 'paragraph' || block.type === 'subheading';
    return isRun ? cutRun(block, offset) : [[], [block]];
  }
  if (block.type === 'bulletList' || block.type === 'orderedList') return cutList(block, blockId);
  return isInside(block, blockId) ? [[], [block]] : null;
}

/** Paragraphs of quotations and tables are not parted: the whole block goes. */
function isInside(block: Block, blockId: string): boolean {
  if (block.type === 'quotation') return block.content.some(({ attrs }) => attrs.id === blockId);
  if (block.type !== 'table') return false;
  return block.content.some((row) =>
    row.content.some((cell) => cell.content.some(({ attrs }) => attrs.id === blockId)),
  );
}

function cutList(list: List, blockId: string): Parts | null {
  const at = list.content.findIndex((item) => item.attrs.id === blockId || holds(item.content, blockId));
  if (at < 0) return null;
  if (at === 0) return [[], [list]];
  const rest: List = { ...list, attrs: { id: '' }, content: list.content.slice(at) };
  return [[{ ...list, content: list.content.slice(0, at) }], [rest]];
}

const holds = (children: readonly (Paragraph | List)[], blockId: string): boolean =>
  children.some(
    (child) =>
      child.attrs.id === blockId ||
      (child.type !== 'paragraph' &&
        child.content.some((item) => item.attrs.id === blockId || holds(item.content, blockId))),
  );

function cutRun(block: Paragraph | Subheading, offset: number): Parts {
  const nodes = block.content ?? [];
  const [before, after] = cutNodes(nodes, offset);
  if (before.length === 0) return [[], [block]];
  if (after.length === 0) return [[block], []];
  return [[{ ...block, content: before }], [{ type: 'paragraph', attrs: { id: '' }, content: after }]];
}

function cutNodes(nodes: readonly Inline[], offset: number): [Inline[], Inline[]] {
  const before: Inline[] = [];
  const after: Inline[] = [];
  let at = 0;
  for (const node of nodes) {
    const left = offset - at;
    at += widthOf(node);
    if (left >= widthOf(node)) before.push(node);
    else if (left <= 0 || node.type !== 'text') after.push(node);
    else {
      const cut = isLow(node.text.charCodeAt(left)) ? left - 1 : left;
      if (cut > 0) before.push({ ...node, text: node.text.slice(0, cut) });
      after.push({ ...node, text: node.text.slice(cut) });
    }
  }
  return [before, after];
}

/** Longer than a heading may be, it stays a subheading. */
const longest = 300;

/** The words of a subheading that may become a heading: without links and citations, which a heading cannot carry. */
function headingOf(block: Block | undefined): string {
  if (block?.type !== 'subheading') return '';
  const isPlain = (block.content ?? []).every(
    (node) => node.type === 'text' && (node.marks ?? []).every(({ type }) => type !== 'link' && type !== 'articleLink'),
  );
  const words = blockText(block).trim();
  return isPlain && words.length <= longest ? words : '';
}

const isEmpty = ({ content }: Body): boolean =>
  content.length === 1 && content[0]?.type === 'paragraph' && (content[0].content ?? []).length === 0;

/**
 * A section's text behind another's. The heading between them becomes a subheading, so that no word is lost; an empty text adds
 * nothing. Cut at that subheading, they are the two again.
 */
export function joinBodies(first: Body, { heading, body }: { readonly heading: string; readonly body: Body }): Body {
  const words = heading.trim();
  const between: Subheading[] =
    words === '' ? [] : [{ type: 'subheading', attrs: { id: '' }, content: [{ type: 'text', text: words }] }];
  const content = [...(isEmpty(first) ? [] : first.content), ...between, ...(isEmpty(body) ? [] : body.content)];
  return bodyOf(content);
}
