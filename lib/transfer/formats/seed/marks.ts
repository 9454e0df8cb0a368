import type { Piece } from '@/lib/transfer/formats/seed/pieces';

/** What a line that begins with "=" is. `broken` has signs of a heading but is none (C3). */
export type HeadingForm =
  | { readonly form: 'title' | 'heading'; readonly level: number; readonly from: number; readonly to: number }
  | { readonly form: 'broken' };

function countSigns(text: string, at: number, step: 1 | -1): number {
  let count = 0;
  while (text[at + count * step] === '=') count++;
  return count;
}

/** Reads a title or heading line (rules 1 and 2), by hand: an expression for it would backtrack. Null for prose. */
export function headingOf(text: string): HeadingForm | null {
  const before = countSigns(text, 0, 1);
  if (before === 0) return null;
  const after = countSigns(text, text.length - 1, -1);
  if (before === text.length) return before === 1 ? null : { form: 'broken' };
  if (before === 1 && after === 0) return null;
  const from = before;
  const to = text.length - after;
  if (before !== after || before > 6 || text.slice(from, to).trim() === '') return { form: 'broken' };
  return { form: before === 1 ? 'title' : 'heading', level: before, from, to };
}

/** One item of a list. `depth` counts from 1 as written; the item's words begin at `from`. */
export type ItemForm = {
  readonly depth: number;
  readonly ordered: boolean;
  readonly term: boolean;
  readonly from: number;
};

const marker = /^(?:(-+|\*+|#+|;)|(\d{1,3})\.) +(?=[^ ])/;

/**
 * Reads a list item (rule 5). `previous` is the item of the line before, if any: `##` goes deeper only inside a list and
 * a numbered list begins with 1, so that "12. May" stays prose. Null for other lines.
 */
export function itemOf(line: { text: string; indent: number }, previous: ItemForm | null): ItemForm | null {
  const match = marker.exec(line.text);
  if (!match) return null;
  const signs = match[1] ?? '';
  const number = match[2];
  if (number !== undefined && Number(number) !== 1 && !previous?.ordered) return null;
  if (signs.startsWith('##') && !previous) return null;
  return {
    depth: Math.floor(line.indent / 2) + Math.max(signs.length, 1),
    ordered: number !== undefined || signs.startsWith('#'),
    term: signs === ';',
    from: match[0].length,
  };
}

const boilerplate = new Set([
  'back to top',
  'back to top button',
  'jump to content',
  'jump to navigation',
  'from wikipedia, the free encyclopedia',
  'share this article',
  'related articles',
]);

/** Whether a whole paragraph is a left-over of a web page (rule 8). */
export const isBoilerplate = (text: string): boolean => boilerplate.has(text.toLowerCase());

const attribution =
  /^(?:this (?:material|article|text) was (?:first |originally )?published in|originally published|source:)/i;

/** Whether a paragraph says where the text was first published (rule 7). */
export const isAttribution = (text: string): boolean => attribution.test(text);

/** Whether a heading begins the list of related titles (rule 6). */
export const isSeeAlso = (heading: string): boolean => heading.toLowerCase() === 'see also';

const sourceHeadings = new Set(['external links', 'references', 'notes', 'further reading']);

/** Whether what stands under a heading may be sources (rule 14). */
export const isSourceHeading = (heading: string): boolean => sourceHeadings.has(heading.toLowerCase());

/** Whether a line opens a table in wiki notation. */
export const opensTable = (text: string): boolean => text.startsWith('{|');

/** Cuts a line of a pipe table at its `|`, without those around it; `\|` does not part cells. Ranges in `text`. */
export function pipeCells(text: string): { from: number; to: number }[] {
  const start = text.startsWith('|') ? 1 : 0;
  const end = text.length > start && text.endsWith('|') && !text.endsWith('\\|') ? text.length - 1 : text.length;
  const cells: { from: number; to: number }[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] !== '|' || text[at - 1] === '\\') continue;
    cells.push({ from, to: at });
    from = at + 1;
  }
  cells.push({ from, to: end });
  return cells;
}

function isRule(text: string): boolean {
  if (!text.includes('|') || !text.includes('-') || /[^|:\- ]/.test(text)) return false;
  return pipeCells(text).every(({ from, to }) => /^:?-+:?$/.test(text.slice(from, to).trim()));
}

/** Whether a pipe table begins here: a line with `|` and below it a line like `|---|---|`. */
export function opensPipeTable(line: Piece, next: Piece | undefined): boolean {
  return line.text.includes('|') && next !== undefined && isRule(next.text);
}

const markdown = /^(?:#{1,6} |```)|\*\*[^ *][^*]*\*\*|\]\(https?:/;

/** Whether a line of prose looks like Markdown, which this notation does not read. */
export const looksLikeMarkdown = (text: string): boolean => markdown.test(text);
