import type { Node } from '@tiptap/pm/model';

/** A part of a document by positions of ProseMirror; `from` may equal `to`. */
export type Stretch = { readonly from: number; readonly to: number };

type Block = { readonly node: Node; readonly position: number };

/** The blocks of a document by their ids. */
export function blocksById(doc: Node): ReadonlyMap<string, Block> {
  const blocks = new Map<string, Block>();
  doc.descendants((node, position) => {
    const id: unknown = node.attrs['id'];
    if (typeof id === 'string' && !node.isInline && !blocks.has(id)) blocks.set(id, { node, position });
    return !node.isTextblock;
  });
  return blocks;
}

/** The position behind so many code units of a paragraph's words, where a citation is none and a break one. */
function positionAt({ node, position }: Block, offset: number, end: boolean): number {
  let left = offset;
  let at = position + 1;
  for (let index = 0; index < node.childCount; index += 1) {
    const child = node.child(index);
    const width = child.isText ? child.nodeSize : child.type.name === 'hardBreak' ? 1 : 0;
    // At the end of words: before what follows them. At their start: behind what stands there without a width.
    if (left < width || (end && left === 0)) return at + (child.isText ? left : 0);
    left -= width;
    at += child.nodeSize;
  }
  return at;
}

function rowOf({ node, position }: Block, row: number): Stretch | null {
  let at = position + 1;
  for (let index = 0; index < node.childCount; index += 1) {
    const child = node.child(index);
    if (index === row) return { from: at, to: at + child.nodeSize };
    at += child.nodeSize;
  }
  return null;
}

type Words = { readonly blockId: string; readonly row: number | null; readonly from: number; readonly to: number };

/** Where words of a passage stand in the document; null when their block is gone. Of a table it is the whole row. */
export function stretchOf(blocks: ReadonlyMap<string, Block>, { blockId, row, from, to }: Words): Stretch | null {
  const block = blocks.get(blockId);
  if (!block) return null;
  if (row !== null) return rowOf(block, row);
  if (!block.node.isTextblock) return null;
  const start = positionAt(block, from, false);
  return { from: start, to: Math.max(start, positionAt(block, to, true)) };
}

/** Id of the paragraph, or of the table, that a position lies in; empty for none. */
export function blockIdAt(doc: Node, position: number): string {
  const $at = doc.resolve(position);
  let id = '';
  for (let depth = 1; depth <= $at.depth; depth += 1) {
    const node = $at.node(depth);
    const own: unknown = node.attrs['id'];
    if (typeof own === 'string') id = own;
    if (node.type.name === 'table') return id;
  }
  return id;
}
