import { escapeHtml, safeHref } from '@/lib/domain/prose/address';
import { type Base, baseOf, cutByDirection } from '@/lib/domain/prose/bidi';
import { segmentsOf } from '@/lib/domain/prose/segments';
import type {
  Block,
  Body,
  CitationNode,
  Inline,
  ListItem,
  Mark,
  Paragraph,
  TableCell,
  TableRow,
} from '@/lib/domain/prose/body';

/** What the renderer asks its caller for. */
export type HtmlOptions = {
  /** Markup of one use of a citation; `use` counts its uses in this body from 1. The caller escapes. */
  readonly citation: (id: string, use: number) => string;
  /** Address of a live article, or null: then the words are plain text. */
  readonly articleHref: (slug: string) => string | null;
  /** Level of subheadings, 2 to 6: one below the section's heading. */
  readonly subheadingLevel: number;
  /** What stands around a statement, which is named as `statementsOf` counts it; null for nothing. Rows of tables are not asked for. */
  readonly around?: (place: StatementPlace) => readonly [string, string] | null;
  /** The id of a subheading with these words, or null; asked once for each, in order. */
  readonly subheadingId?: (words: string) => string | null;
};

/** A statement by the block that it stands in, and its number there from 0. */
export type StatementPlace = { readonly blockId: string; readonly inBlock: number };

type Renderer = HtmlOptions & { readonly uses: Map<string, number>; readonly base: Base };

/**
 * A body as HTML. Promises: every word and attribute is escaped, addresses are http or https, no style attribute, no
 * script, no id but the caller's (a body may be shown twice in a page), `dir="auto"` on blocks; the same bytes in every environment.
 */
export function bodyToHtml(body: Body, options: HtmlOptions): string {
  const renderer: Renderer = { ...options, uses: new Map(), base: 'ltr' };
  return body.content.map((block) => blockHtml(renderer, block)).join('');
}

function blockHtml(renderer: Renderer, block: Block): string {
  if (block.type === 'paragraph') return paragraphHtml(renderer, block);
  if (block.type === 'subheading') {
    const tag = `h${Math.min(Math.max(Math.trunc(renderer.subheadingLevel), 2), 6)}`;
    const id = renderer.subheadingId?.(wordsOf(block.content ?? [])) ?? null;
    return `<${tag}${id === null ? '' : ` id="${escapeHtml(id)}"`} dir="auto">${lineHtml(renderer, block.content)}</${tag}>`;
  }
  if (block.type === 'quotation') {
    const { speaker } = block.attrs;
    const footer = speaker === '' ? '' : `<footer dir="auto">${escapeHtml(speaker)}</footer>`;
    return `<blockquote dir="auto">${paragraphs(renderer, block.content)}${footer}</blockquote>`;
  }
  if (block.type === 'table') {
    const rows = block.content.map((row, index) => rowHtml(renderer, row, index === 0));
    return `<table dir="auto"><tbody>${rows.join('')}</tbody></table>`;
  }
  const tag = block.type === 'orderedList' ? 'ol' : 'ul';
  return `<${tag} dir="auto">${block.content.map((item) => itemHtml(renderer, item)).join('')}</${tag}>`;
}

const paragraphHtml = (renderer: Renderer, node: Paragraph) => `<p dir="auto">${runHtml(renderer, node)}</p>`;

const wordsOf = (nodes: readonly Inline[]) => nodes.map((node) => (node.type === 'text' ? node.text : ' ')).join('');

/** The same renderer inside a block whose direction its own first letter gives. */
const inside = (renderer: Renderer, nodes: readonly Inline[]): Renderer => ({
  ...renderer,
  base: baseOf(wordsOf(nodes)),
});

const lineHtml = (renderer: Renderer, nodes: readonly Inline[] = []) => inlineHtml(inside(renderer, nodes), nodes);

/** The words of a paragraph, each statement in what the caller puts around it. */
function runHtml(outer: Renderer, { attrs: { id: blockId }, content = [] }: Paragraph): string {
  const renderer = inside(outer, content);
  const { around } = renderer;
  if (!around) return inlineHtml(renderer, content);
  return joinQuiet(
    segmentsOf(content).map(({ statement, nodes }) => ({
      nodes,
      wrap: statement === null ? null : around({ blockId, inBlock: statement }),
    })),
  )
    .map(({ nodes, wrap }) => (wrap ? wrap[0] + inlineHtml(renderer, nodes) + wrap[1] : inlineHtml(renderer, nodes)))
    .join('');
}

type Wrapped = { readonly nodes: readonly Inline[]; readonly wrap: readonly [string, string] | null };

/** Neighbours with nothing around them are one again, so that a link over both is one link. */
function joinQuiet(parts: readonly Wrapped[]): Wrapped[] {
  const joined: Wrapped[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last && !last.wrap && !part.wrap)
      joined[joined.length - 1] = { nodes: rejoin(last.nodes, part.nodes), wrap: null };
    else joined.push(part);
  }
  return joined;
}

/** Two runs as one; a text that was cut between them is whole again. */
function rejoin(first: readonly Inline[], second: readonly Inline[]): Inline[] {
  const [last, next] = [first.at(-1), second[0]];
  const isCut =
    last?.type === 'text' && next?.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(next.marks);
  if (!isCut) return [...first, ...second];
  return [...first.slice(0, -1), { ...last, text: last.text + next.text }, ...second.slice(1)];
}

const paragraphs = (renderer: Renderer, nodes: readonly Paragraph[]) =>
  nodes.map((node) => paragraphHtml(renderer, node)).join('');

/** An item or cell of one paragraph stands without `<p>`. */
function itemHtml(renderer: Renderer, item: ListItem): string {
  const [first, ...rest] = item.content;
  if (first?.type !== 'paragraph' || rest.some((child) => child.type === 'paragraph')) {
    return `<li dir="auto">${item.content.map((child) => blockHtml(renderer, child)).join('')}</li>`;
  }
  const below = rest.map((child) => blockHtml(renderer, child)).join('');
  return `<li dir="auto">${runHtml(renderer, first)}${below}</li>`;
}

const rowHtml = (renderer: Renderer, row: TableRow, isFirst: boolean) =>
  `<tr>${row.content.map((cell) => cellHtml(renderer, cell, isFirst)).join('')}</tr>`;

function cellHtml({ around: _around, ...renderer }: Renderer, cell: TableCell, inFirstRow: boolean): string {
  const { colspan, rowspan } = cell.attrs;
  const spans = `${colspan === 1 ? '' : ` colspan="${colspan}"`}${rowspan === 1 ? '' : ` rowspan="${rowspan}"`}`;
  const [first, ...rest] = cell.content;
  const words = first && rest.length === 0 ? lineHtml(renderer, first.content) : paragraphs(renderer, cell.content);
  if (cell.type === 'tableCell') return `<td dir="auto"${spans}>${words}</td>`;
  return `<th dir="auto" scope="${inFirstRow ? 'col' : 'row'}"${spans}>${words}</th>`;
}

const inlineHtml = (renderer: Renderer, nodes: readonly Inline[] = []): string =>
  nodes
    .map((node) => {
      if (node.type === 'hardBreak') return '<br>';
      if (node.type === 'citation') return citationHtml(renderer, node);
      return (node.marks ?? []).reduceRight(
        (words, mark) => markHtml(renderer, mark, words),
        textHtml(renderer, node.text),
      );
    })
    .join('');

const textHtml = ({ base }: Renderer, text: string): string =>
  cutByDirection(text, base)
    .map((piece) => (piece.isolated ? `<bdi>${escapeHtml(piece.text)}</bdi>` : escapeHtml(piece.text)))
    .join('');

function citationHtml(renderer: Renderer, node: CitationNode): string {
  const use = (renderer.uses.get(node.attrs.id) ?? 0) + 1;
  renderer.uses.set(node.attrs.id, use);
  return renderer.citation(node.attrs.id, use);
}

const markTags = { bold: 'strong', italic: 'em', subscript: 'sub', superscript: 'sup' } as const;

function markHtml(renderer: Renderer, mark: Mark, words: string): string {
  if (mark.type === 'link') {
    const href = safeHref(mark.attrs.href);
    return href === null ? words : `<a href="${escapeHtml(href)}" rel="noopener nofollow">${words}</a>`;
  }
  if (mark.type === 'articleLink') {
    const href = renderer.articleHref(mark.attrs.slug);
    return href === null ? words : `<a href="${escapeHtml(href)}">${words}</a>`;
  }
  const tag = markTags[mark.type];
  return `<${tag}>${words}</${tag}>`;
}
