import { safeHref } from '@/lib/domain/prose/address';
import type { Inline, Mark, TextNode } from '@/lib/domain/prose/body';
import { slugOf } from '@/lib/domain/slug';
import type { Context } from '@/lib/transfer/formats/seed/context';
import { shield } from '@/lib/transfer/formats/seed/shield';
import { Finder, placeAt, type Piece } from '@/lib/transfer/formats/seed/pieces';

type Token =
  | { readonly kind: 'text'; readonly from: number; readonly to: number }
  | { readonly kind: 'quotes'; readonly at: number; literal: number; bold: boolean; italic: boolean }
  | { readonly kind: 'link'; readonly mark: Mark | null };

const namespaces = /^ *(?:file|image|category|media|template|special|help|user|talk|wikipedia|portal) *:/i;

/** Turns the inline notation of one block (rule 12) into text with marks. What is not understood stays text. */
class InlineReader {
  private readonly tokens: Token[] = [];
  private readonly text: string;
  private readonly mask: string;
  private readonly doubleClose: Finder;
  private readonly open: Finder;
  private readonly close: Finder;

  constructor(
    private readonly piece: Piece,
    private readonly origin: (at: number) => number,
    cleared: { text: string; mask: string },
    private readonly context: Context,
  ) {
    this.text = cleared.text;
    this.mask = cleared.mask;
    this.doubleClose = new Finder(this.mask, /\]\]/g);
    this.open = new Finder(this.mask, /\[/g);
    this.close = new Finder(this.mask, /\]/g);
  }

  read(): TextNode[] {
    this.tokenise(0, this.mask.length, true);
    this.balance('bold', 3);
    this.balance('italic', 2);
    this.warnAboutText();
    return this.build();
  }

  private warn(at: number, code: string, message: string): void {
    this.context.issues.warn(placeAt(this.piece, this.origin(at)), code, message);
  }

  private tokenise(from: number, to: number, links: boolean): void {
    const pattern = links ? /'{2,}|\[\[|\[(?=https?:\/\/)/gi : /'{2,}/g;
    const mask = this.mask.slice(from, to);
    let start = from;
    for (let match = pattern.exec(mask); match; match = pattern.exec(mask)) {
      const at = from + match.index;
      const isQuotes = match[0].startsWith("'");
      const after = isQuotes ? at + match[0].length : this.link(start, at);
      if (isQuotes) {
        this.push(start, at);
        this.quotes(at, match[0].length);
      }
      start = after ?? start;
      pattern.lastIndex = (after ?? at + 1) - from;
    }
    this.push(start, to);
  }

  private push(from: number, to: number): void {
    if (to > from) this.tokens.push({ kind: 'text', from, to });
  }

  private quotes(at: number, count: number): void {
    const bold = count >= 3;
    const italic = count === 2 || count >= 5;
    const literal = count === 4 ? 1 : Math.max(count - 5, 0);
    this.tokens.push({ kind: 'quotes', at, literal, bold, italic });
  }

  /** Reads the link at `at`; text before it from `start` on is kept. Answers where to go on, or null when it is none. */
  private link(start: number, at: number): number | null {
    const double = this.mask.startsWith('[[', at);
    const found = double ? this.articleLink(at) : this.webLink(at);
    if (!found) return null;
    this.push(start, at);
    this.tokens.push({ kind: 'link', mark: found.mark });
    this.tokenise(found.from, found.to, false);
    this.tokens.push({ kind: 'link', mark: null });
    return found.end;
  }

  private articleLink(at: number) {
    const close = this.doubleClose.from(at + 2);
    if (!close) return null;
    const nested = this.open.from(at + 2);
    if (nested && nested.at < close.at) return null;
    const pipe = this.mask.slice(at + 2, close.at).indexOf('|');
    const targetEnd = pipe < 0 ? close.at : at + 2 + pipe;
    const written = this.text.slice(at + 2, targetEnd);
    const hash = written.indexOf('#');
    const slug = slugOf(hash < 0 ? written : written.slice(0, hash));
    if (slug === '' || namespaces.test(written)) {
      this.warn(at, 'link-not-read', 'This link names no article. It was kept as text.');
      return null;
    }
    const labelled = pipe >= 0 && targetEnd + 1 < close.at;
    if (hash >= 0) this.sectionOfLink(at, written, labelled);
    const mark: Mark = { type: 'articleLink', attrs: { slug } };
    return { mark, from: labelled ? targetEnd + 1 : at + 2, to: labelled ? close.at : targetEnd, end: close.end };
  }

  /** Links lead to articles: the section that a link names is left out and reported, unless the words of the link show it. */
  private sectionOfLink(at: number, written: string, labelled: boolean): void {
    this.warn(at, 'link-section', 'This link leads to the article, not to the section that it names.');
    const { line } = placeAt(this.piece, this.origin(at));
    if (labelled) this.context.dropped.push({ line, text: written.trim() });
  }

  private webLink(at: number) {
    const close = this.close.from(at + 1);
    if (!close) return null;
    const nested = this.open.from(at + 1);
    if (nested && nested.at < close.at) return null;
    const inside = this.mask.slice(at + 1, close.at);
    const blank = inside.indexOf(' ');
    const address = blank < 0 ? inside : inside.slice(0, blank);
    const href = safeHref(address);
    if (href === null) {
      this.warn(at, 'link-not-read', 'This address cannot be a link. It was kept as text.');
      return null;
    }
    let from = at + 1 + address.length;
    let to = close.at;
    while (from < to && this.mask[from] === ' ') from++;
    while (to > from && this.mask[to - 1] === ' ') to--;
    const mark: Mark = { type: 'link', attrs: { href } };
    if (from === to) return { mark, from: at + 1, to: at + 1 + address.length, end: close.end };
    return { mark, from, to, end: close.end };
  }

  /** A mark that is opened and never closed is plain text. */
  private balance(which: 'bold' | 'italic', signs: number): void {
    const turns = this.tokens.filter((token) => token.kind === 'quotes' && token[which]);
    const last = turns.at(-1);
    if (turns.length % 2 === 0 || last?.kind !== 'quotes') return;
    last[which] = false;
    last.literal += signs;
    this.warn(last.at, 'mark-not-closed', `The ${which} type that begins here is never closed. The signs were kept.`);
  }

  private build(): TextNode[] {
    const nodes: TextNode[] = [];
    let bold = false;
    let italic = false;
    let link: Mark | null = null;
    const add = (text: string): void => {
      if (text === '') return;
      const marks: Mark[] = [];
      if (bold) marks.push({ type: 'bold' });
      if (italic) marks.push({ type: 'italic' });
      if (link) marks.push(link);
      nodes.push(marks.length > 0 ? { type: 'text', text, marks } : { type: 'text', text });
    };
    for (const token of this.tokens) {
      if (token.kind === 'text') add(this.text.slice(token.from, token.to));
      else if (token.kind === 'link') link = token.mark;
      else {
        add("'".repeat(token.literal));
        if (token.bold) bold = !bold;
        if (token.italic) italic = !italic;
      }
    }
    return mergeRuns(nodes);
  }

  private warnAboutText(): void {
    for (const { pattern, code, message } of visible) {
      const at = this.mask.search(pattern);
      if (at >= 0) this.warn(at, code, message);
    }
  }
}

const visible = [
  { pattern: /\{\{/, code: 'template', message: 'A template was kept as text: "{{" is not read.' },
  { pattern: /<\/?[a-z]/i, code: 'tag', message: 'A tag was kept as text.' },
  { pattern: /javascript:/i, code: 'script-address', message: 'A "javascript:" address was kept as text.' },
];

/** Runs of text with equal marks as one. */
export function mergeRuns<Node extends Inline>(nodes: readonly Node[]): Node[] {
  const merged: Node[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (last?.type === 'text' && node.type === 'text' && JSON.stringify(last.marks) === JSON.stringify(node.marks)) {
      merged[merged.length - 1] = { ...last, text: last.text + node.text };
    } else merged.push(node);
  }
  return merged;
}

/** The text of one block, read in the way of its notation. */
export const inlineOf = (piece: Piece, context: Context): readonly Inline[] =>
  context.read ? context.read(piece) : readInline(piece, context);

/**
 * The text of one block with its marks. Never empty for a piece with text: notation that would leave nothing stays visible.
 * References stay as text and are offered as sources.
 */
export function readInline(piece: Piece, context: Context): TextNode[] {
  const cleared = shield(piece.text);
  for (const ref of cleared.refs) {
    const place = placeAt(piece, ref.from);
    const message = 'A reference was kept as text. Describe it as a source and cite it here.';
    context.issues.warn(place, 'ref-kept', message);
    context.offers.push({ line: place.line, text: piece.text.slice(ref.from, ref.to) });
  }
  const nodes = new InlineReader(piece, cleared.origin, cleared, context).read();
  if (nodes.length > 0 || piece.text === '') return nodes;
  return [{ type: 'text', text: piece.text }];
}
