import type { Inline, Mark, TextNode } from '@/lib/domain/prose/body';

/** Where a text stands: some signs mean more in a table cell. */
export type Surroundings = { readonly cell: boolean };

const special = /'{2,}|\[\[|\[(?=https?:\/\/)|<nowiki>|<!--|<ref(?=[\s>/]|$)/gi;
const wholeRef = /<ref(?:\s[^<>]*)?(?:\/>|>[^<>]*<\/ref\s*>)/gi;

/** Text that the reader takes as it is, whatever stands in it. */
export const literal = (text: string): string => `<nowiki>${text}</nowiki>`;

/** One line of text: the notation has no line ends inside a block. */
export const flat = (text: string): string => text.replace(/[\r\n]+/g, ' ');

function escapeSigns(text: string, cell: boolean, label: boolean): string {
  const escaped = text.replace(special, literal);
  if (!cell && !label) return escaped;
  const more = cell && label ? /[[\]|]|!!/g : cell ? /\||!!/g : /[[\]]/g;
  return escaped
    .split(/(<nowiki>.*?<\/nowiki>)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(more, literal)))
    .join('');
}

/** Text with everything escaped that would be read as notation; whole references stay, so that they are offered again. */
function escapeText(text: string, around: Surroundings, label: boolean): string {
  if (around.cell || label) return escapeSigns(text, around.cell, label);
  const parts: string[] = [];
  let at = 0;
  for (const match of text.matchAll(wholeRef)) {
    parts.push(escapeSigns(text.slice(at, match.index), false, false), match[0]);
    at = match.index + match[0].length;
  }
  parts.push(escapeSigns(text.slice(at), false, false));
  return parts.join('');
}

/** Signs at the edge of a run that would merge with the signs of a mark or link beside it. */
function guardEdges(text: string): string {
  const start = text.startsWith("'") ? literal("'") + text.slice(1) : text;
  if (start.endsWith("'") || start.endsWith('[')) return start.slice(0, -1) + literal(start.slice(-1));
  return start;
}

const has = (node: TextNode | undefined, type: Mark['type']): boolean =>
  node?.marks?.some((mark) => mark.type === type) ?? false;

function turn(from: TextNode | undefined, to: TextNode | undefined): string {
  const bold = has(from, 'bold') !== has(to, 'bold');
  const italic = has(from, 'italic') !== has(to, 'italic');
  return `${bold ? "'''" : ''}${italic ? "''" : ''}`;
}

/** The opening signs of the run's link; empty when it has none. Equal signs mean one link. */
function linkStart(node: TextNode | undefined): string {
  const mark = node?.marks?.find((found) => found.type === 'link' || found.type === 'articleLink');
  if (mark?.type === 'link') return `[${mark.attrs.href} `;
  return mark?.type === 'articleLink' ? `[[${mark.attrs.slug}|` : '';
}

const linkEnd = (start: string): string => (start.startsWith('[[') ? ']]' : start === '' ? '' : ']');

/** Blanks at the edges are cut by the reader unless they are literal. */
function guardBlanks(text: string): string {
  const start = text.startsWith(' ') ? literal(' ') + text.slice(1) : text;
  return start.endsWith(' ') ? start.slice(0, -1) + literal(' ') : start;
}

/** The inline notation of a block. Citations, sub- and superscript have none: citations are left out, text stays plain; a line break is a blank. */
export function writeInline(content: readonly Inline[] | undefined, around: Surroundings): string {
  const nodes = (content ?? []).flatMap((node): TextNode[] => {
    if (node.type === 'text') return [{ ...node, text: flat(node.text) }];
    return node.type === 'hardBreak' ? [{ type: 'text', text: ' ' }] : [];
  });
  const parts: string[] = [];
  let before: TextNode | undefined;
  for (const node of nodes) {
    const start = linkStart(node);
    if (linkStart(before) !== start) parts.push(linkEnd(linkStart(before)), turn(before, node), start);
    else parts.push(turn(before, node));
    const text = escapeText(node.text, around, start !== '');
    const edged = nodes.length > 1 || (node.marks?.length ?? 0) > 0;
    parts.push(start === '' ? (edged ? guardEdges(text) : text) : guardBlanks(guardEdges(text)));
    before = node;
  }
  parts.push(linkEnd(linkStart(before)), turn(before, undefined));
  return guardBlanks(parts.join(''));
}
