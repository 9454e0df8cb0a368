import type { Block, List, ListItem, Paragraph, Table, TableCell } from '@/lib/domain/prose/body';
import type { ImportedDocument, ImportedSection } from '@/lib/transfer/formats/document';
import {
  headingOf,
  isAttribution,
  isBoilerplate,
  isSeeAlso,
  itemOf,
  opensTable,
} from '@/lib/transfer/formats/seed/marks';
import { canBeTitle } from '@/lib/transfer/formats/seed/title';
import { flat, literal, writeInline } from '@/lib/transfer/formats/seed/write-inline';

const anyItem = { depth: 1, ordered: true, term: false, from: 0 };

/** A paragraph that would be read as something else begins with a literal sign. */
function guardStart(text: string, beginsLead: boolean): string {
  const line = { text, indent: 0 };
  const other = headingOf(text) ?? itemOf(line, anyItem);
  if (!other && !opensTable(text) && !isBoilerplate(text) && !(beginsLead && isAttribution(text))) return text;
  const first = Array.from(text.slice(0, 2))[0] ?? '';
  return literal(first) + text.slice(first.length);
}

const writeParagraph = (node: Paragraph, beginsLead: boolean): string =>
  guardStart(writeInline(node.content, { cell: false }), beginsLead);

function writeItem(item: ListItem, sign: string, depth: number): string[] {
  const texts = item.content.flatMap((child) =>
    child.type === 'paragraph' ? [writeInline(child.content, { cell: false })] : [],
  );
  const text = texts.filter((part) => part !== '').join(' ') || literal(' ');
  const lists = item.content.flatMap((child) => (child.type === 'paragraph' ? [] : writeList(child, depth + 1)));
  return [`${'  '.repeat(depth)}${sign} ${text}`, ...lists];
}

function writeList(list: List, depth: number): string[] {
  const sign = list.type === 'orderedList' ? '#' : '-';
  return list.content.flatMap((item) => writeItem(item, sign, depth));
}

function writeCell(cell: TableCell): string {
  const sign = cell.type === 'tableHeader' ? '!' : '|';
  const spans = (['colspan', 'rowspan'] as const).filter((name) => cell.attrs[name] !== 1);
  const attributes = spans.map((name) => `${name}="${cell.attrs[name]}" `).join('');
  const paragraphs = cell.content
    .map((node) => writeInline(node.content, { cell: true }))
    .filter((text) => text !== '');
  const guarded = paragraphs.map((text, index) =>
    index > 0 && text.startsWith('!') ? literal('!') + text.slice(1) : text,
  );
  return `${sign} ${attributes === '' ? '' : `${attributes}| `}${guarded.join('\n\n')}`.trimEnd();
}

function writeTable(table: Table): string {
  const rows = table.content.filter((row) => row.content.length > 0);
  return ['{|', ...rows.flatMap((row) => ['|-', ...row.content.map(writeCell)]), '|}'].join('\n');
}

/** The blocks of the notation for one block; a subheading becomes a paragraph in bold, a quotation its paragraphs without the speaker. */
function writeBlock(block: Block, beginsLead: boolean): string[] {
  if (block.type === 'paragraph') return [writeParagraph(block, beginsLead)];
  if (block.type === 'quotation') return block.content.map((node) => writeParagraph(node, beginsLead));
  if (block.type === 'table') return [writeTable(block)];
  if (block.type !== 'subheading') return [writeList(block, 0).join('\n')];
  const content = (block.content ?? []).map((node) =>
    node.type === 'text' ? { ...node, marks: [{ type: 'bold' } as const] } : node,
  );
  return [writeParagraph({ type: 'paragraph', attrs: block.attrs, content }, false)];
}

const writeItems = (items: readonly string[]): string => items.map((item) => `- ${flat(item)}`).join('\n');

function writeTop(document: ImportedDocument): string[] {
  const title = flat(document.title);
  const line = { text: title, indent: 0, spans: [] };
  const bare = !document.titleMarked && canBeTitle(line, true) && !isBoilerplate(title);
  const facts = document.facts.map(({ key, value }) => `- ${flat(key)}: ${flat(value)}`.trimEnd());
  const attribution = flat(document.attribution ?? '');
  return [
    bare ? title : `= ${title} =`,
    facts.length > 0 ? ['Infobox', ...facts].join('\n') : '',
    attribution === '' || isAttribution(attribution) ? attribution : `Source: ${attribution}`,
  ];
}

function writeSection(section: ImportedSection, document: ImportedDocument, related: readonly string[]): string[] {
  const signs = '='.repeat(Math.min(Math.max(section.level, 2), 6));
  const isLead = section.level === 1;
  const openLead = isLead && (document.attribution ?? '') === '';
  return [
    isLead ? '' : `${signs} ${flat(section.heading)} ${signs}`,
    writeItems(related),
    ...section.blocks.flatMap((block, index) => writeBlock(block, openLead && index === 0)),
  ];
}

/**
 * A document in the seed notation: the inverse of `parseSeed`, but for the lines where sections begin and block ids made from another file name.
 * What the notation has no signs for is written as plain text: sub- and superscript, subheadings, quotations; citations are left out.
 */
export function writeSeed(document: ImportedDocument): string {
  const listed = document.sections.findIndex((section) => isSeeAlso(section.heading));
  const sections = document.sections.flatMap((section, index) =>
    writeSection(section, document, index === listed ? document.related : []),
  );
  const unlisted = listed < 0 && document.related.length > 0 ? ['== See also ==', writeItems(document.related)] : [];
  const parts = [...writeTop(document), ...sections, ...unlisted].filter((part) => part !== '');
  return `${parts.join('\n\n')}\n`;
}
