import type { Block, Body, Inline, ListItem } from '@/lib/domain/prose/body';

/** Any node of a body that holds blocks or inline nodes. */
export type TextHolder = Block | ListItem | Body;

const inlineText = (nodes: readonly Inline[] = []): string =>
  nodes.map((node) => (node.type === 'text' ? node.text : node.type === 'hardBreak' ? '\n' : '')).join('');

/**
 * The words of a block: hard breaks are line feeds, citations nothing. Paragraphs and items inside it stand on lines
 * of their own, cells of a row are divided by a tab.
 */
export function blockText(block: TextHolder): string {
  if (block.type === 'paragraph' || block.type === 'subheading') return inlineText(block.content);
  if (block.type === 'doc') return block.content.map(blockText).join('\n\n');
  if (block.type === 'table') {
    return block.content
      .map((row) => row.content.map((cell) => cell.content.map(blockText).join(' ')).join('\t'))
      .join('\n');
  }
  return childrenOf(block).map(blockText).join('\n');
}

/** The blocks inside a block: none in one that this program does not know, as a newer one may have stored it. */
export const childrenOf = ({ content }: { readonly content?: readonly (Block | ListItem)[] }) => content ?? [];

/** The words of a body: blocks divided by a blank line. What search, word counts and comparisons read. */
export const plainText = (body: Body): string => blockText(body);

/** The inline runs of a body in document order, one list per paragraph, subheading or paragraph of a cell. */
export function inlineRuns(block: TextHolder): readonly (readonly Inline[])[] {
  if (block.type === 'paragraph' || block.type === 'subheading') return [block.content ?? []];
  if (block.type === 'table') {
    return block.content.flatMap((row) => row.content.flatMap((cell) => cell.content.flatMap(inlineRuns)));
  }
  return childrenOf(block).flatMap(inlineRuns);
}

/** Ids of the citations of a body in document order, with repeats. */
export const citationIds = (body: Body): string[] =>
  inlineRuns(body).flatMap((run) => run.flatMap((node) => (node.type === 'citation' ? [node.attrs.id] : [])));

/** The slugs of the articles that a body leads to, in document order, with repeats; written or not. */
export const linkedSlugs = (body: Body): string[] =>
  inlineRuns(body).flatMap((run) =>
    run.flatMap((node) =>
      node.type === 'text'
        ? (node.marks ?? []).flatMap((mark) => (mark.type === 'articleLink' ? [mark.attrs.slug] : []))
        : [],
    ),
  );

/** Number of words: runs without white space. */
export const wordCount = (text: string): number => text.match(/\S+/gu)?.length ?? 0;
