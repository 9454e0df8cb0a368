import type { Block, List, ListItem, Paragraph } from '@/lib/domain/prose/body';
import type { ImportedSection } from '@/lib/transfer/formats/document';

/** FNV-1a of the file name's UTF-16 units, as four signs of base 36. */
function nameHash(fileName: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < fileName.length; at++) hash = Math.imul(hash ^ fileName.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % 36 ** 4).toString(36).padStart(4, '0');
}

/** Gives every block of a document its id, made of the file name and the block's place in the order of the document. */
export function giveIds(sections: readonly ImportedSection[], fileName: string): ImportedSection[] {
  const prefix = nameHash(fileName);
  let count = 0;
  const next = (): string => prefix + (count++).toString(36).padStart(3, '0');

  const paragraph = (node: Paragraph): Paragraph => ({ ...node, attrs: { id: next() } });
  const item = (node: ListItem): ListItem => ({
    ...node,
    attrs: { id: next() },
    content: node.content.map((child) => (child.type === 'paragraph' ? paragraph(child) : list(child))),
  });
  const list = (node: List): List => ({ ...node, attrs: { id: next() }, content: node.content.map(item) });
  const block = (node: Block): Block => {
    if (node.type === 'paragraph') return paragraph(node);
    if (node.type === 'subheading') return { ...node, attrs: { id: next() } };
    if (node.type === 'quotation') {
      return { ...node, attrs: { ...node.attrs, id: next() }, content: node.content.map(paragraph) };
    }
    if (node.type !== 'table') return list(node);
    const attrs = { id: next() };
    const rows = node.content.map((row) => ({
      ...row,
      content: row.content.map((cell) => ({ ...cell, content: cell.content.map(paragraph) })),
    }));
    return { ...node, attrs, content: rows };
  };
  return sections.map((section) => ({ ...section, blocks: section.blocks.map(block) }));
}
