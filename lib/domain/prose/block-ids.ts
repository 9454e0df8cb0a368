import type { Block, Body, List, ListItem, Paragraph, TableRow } from '@/lib/domain/prose/body';
import { blockText } from '@/lib/domain/prose/text';

type Identified = Block | ListItem;

/** All blocks with an id, in document order (a list before its items, a table before the paragraphs of its cells). */
function blocksOf(holder: Identified | Body): readonly Identified[] {
  const own = holder.type === 'doc' ? [] : [holder];
  if (holder.type === 'paragraph' || holder.type === 'subheading') return own;
  if (holder.type === 'table') {
    return [...own, ...holder.content.flatMap((row) => row.content.flatMap((cell) => cell.content))];
  }
  return [...own, ...holder.content.flatMap((child: Identified) => blocksOf(child))];
}

/** Ids of all blocks in document order; empty and double ones as they stand. */
export const blockIds = (body: Body): string[] => blocksOf(body).map((block) => block.attrs.id);

/** 64 bits of FNV-like mixing (two lanes of cyrb53), as 13 signs of base 36. Not for secrets. */
function shortHash(text: string): string {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${(high >>> 0).toString(36).padStart(7, '0')}${(low >>> 0).toString(36).padStart(7, '0')}`;
}

/**
 * The body with an id on each block: the first block of an id keeps it; missing and double ones get an id made of
 * section, kind, words and a count, so that equal input has equal ids and sections do not share them.
 */
export function giveBlockIds(body: Body, sectionId: string): Body {
  const standing = new Set(blockIds(body));
  const used = new Set<string>();
  const counts = new Map<string, number>();

  const idFor = (block: Identified): string => {
    const { id } = block.attrs;
    const kept = id !== '' && !used.has(id) ? id : fresh(`${sectionId}\n${block.type}\n${blockText(block)}`);
    used.add(kept);
    return kept;
  };
  const fresh = (seed: string): string => {
    for (let count = counts.get(seed) ?? 0; ; count += 1) {
      const id = `b${shortHash(`${seed}\n${count}`)}`;
      if (!used.has(id) && !standing.has(id)) {
        counts.set(seed, count + 1);
        return id;
      }
    }
  };

  const paragraph = (node: Paragraph): Paragraph => ({ ...node, attrs: { id: idFor(node) } });
  const item = (node: ListItem): ListItem => ({
    ...node,
    attrs: { id: idFor(node) },
    content: node.content.map((child) => (child.type === 'paragraph' ? paragraph(child) : list(child))),
  });
  const list = (node: List): List => ({ ...node, attrs: { id: idFor(node) }, content: node.content.map(item) });
  const row = (node: TableRow): TableRow => ({
    ...node,
    content: node.content.map((cell) => ({ ...cell, content: cell.content.map(paragraph) })),
  });
  const block = (node: Block): Block => {
    if (node.type === 'paragraph') return paragraph(node);
    if (node.type === 'subheading') return { ...node, attrs: { id: idFor(node) } };
    if (node.type === 'table') return { ...node, attrs: { id: idFor(node) }, content: node.content.map(row) };
    if (node.type === 'quotation') {
      return { ...node, attrs: { ...node.attrs, id: idFor(node) }, content: node.content.map(paragraph) };
    }
    return list(node);
  };
  return { type: 'doc', content: body.content.map(block) };
}
