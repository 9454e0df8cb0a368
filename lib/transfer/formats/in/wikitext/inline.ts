import { decodeEntities } from '@/lib/domain/citation/read/cite-template-words';
import { safeHref } from '@/lib/domain/prose/address';
import type { Inline, Mark } from '@/lib/domain/prose/body';
import { slugOf } from '@/lib/domain/slug';
import { textRun, withMark } from '@/lib/transfer/formats/in/inlines';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import type { Atom } from '@/lib/transfer/formats/in/wikitext/scan';
import { placeAt, type Piece } from '@/lib/transfer/formats/seed/pieces';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** What an atom stands for in the line, with the marks that are open there. */
export type ReadAtom = (atom: Atom, marks: readonly Mark[], before: readonly Inline[]) => readonly Inline[];

const token =
  /'{2,}|\[\[|\[(?=(?:https?:)?\/\/)|<\/?[a-z][a-z0-9]*(?:\s[^<>]*|\/)?>|\ufdd0\d+\ufdd1|__[A-Z]{3,20}__/giu;
const markTags: Readonly<Record<string, Mark>> = {
  ...{ b: { type: 'bold' }, strong: { type: 'bold' }, i: { type: 'italic' }, em: { type: 'italic' } },
  ...{ cite: { type: 'italic' }, dfn: { type: 'italic' }, var: { type: 'italic' } },
  ...{ sub: { type: 'subscript' }, sup: { type: 'superscript' } },
};
/** Tags that change looks or set apart, and leave their words. */
const plainTags = new Set(
  'small big span div center font s strike del ins u code tt kbd samp abbr bdi bdo p blockquote poem section noinclude onlyinclude mark q ruby rb rt rp time data wbr li ul ol dl dd dt hr table tr td th caption tbody thead h1 h2 h3 h4 h5 h6 templatestyles'.split(
    ' ',
  ),
);

/** Reads the inline notation of one block of wikitext. Each sign is looked at once; links are not nested. */
export class InlineReader {
  private readonly nodes: Inline[] = [];
  private readonly tags: string[] = [];
  private bold = false;
  private italic = false;
  private link: Mark | null = null;
  private linkEnd = -1;

  constructor(
    private readonly piece: Piece,
    private readonly atoms: readonly Atom[],
    private readonly intake: Intake,
    private readonly readAtom: ReadAtom,
  ) {}

  read(): Inline[] {
    this.range(0, this.piece.text.length);
    return this.nodes;
  }

  private range(from: number, to: number): void {
    const form = new RegExp(token);
    form.lastIndex = from;
    let at = from;
    for (let found = form.exec(this.piece.text); found && found.index < to; found = form.exec(this.piece.text)) {
      this.add(this.piece.text.slice(at, found.index));
      at = this.token(found[0], found.index, to);
      form.lastIndex = at;
    }
    this.add(this.piece.text.slice(at, to));
  }

  /** Reads the sign at `at` and answers where to go on. */
  private token(written: string, at: number, to: number): number {
    const end = at + written.length;
    if (written.startsWith("'")) this.quotes(written.length);
    else if (written === '[[') return this.articleLink(at, to);
    else if (written === '[') return this.webLink(at, to);
    else if (written.startsWith('<')) this.tag(written, at);
    else if (written.startsWith('_')) this.magicWord(written, at);
    else this.atom(Number(written.slice(1, -1)));
    return end;
  }

  private atom(number: number): void {
    const atom = this.atoms[number];
    if (atom) this.nodes.push(...this.readAtom(atom, this.marks(), this.nodes));
  }

  private magicWord(written: string, at: number): void {
    if (
      /^__(?:NO|FORCE)?(?:TOC|EDITSECTION|GALLERY|INDEX|NEWSECTIONLINK|CONTENTCONVERT|TITLECONVERT)__$/u.test(written)
    )
      return;
    void at;
    this.add(written);
  }

  private marks(): readonly Mark[] {
    let marks: readonly Mark[] = [];
    if (this.bold) marks = withMark(marks, { type: 'bold' });
    if (this.italic) marks = withMark(marks, { type: 'italic' });
    for (const tag of this.tags) {
      const mark = markTags[tag];
      if (mark) marks = withMark(marks, mark);
    }
    return this.link ? withMark(marks, this.link) : marks;
  }

  private add(text: string): void {
    this.nodes.push(...textRun(decodeEntities(text), this.marks()));
  }

  private quotes(count: number): void {
    const literal = count === 4 ? 1 : Math.max(count - 5, 0);
    this.add("'".repeat(literal));
    if (count >= 3) this.bold = !this.bold;
    if (count === 2 || count >= 5) this.italic = !this.italic;
  }

  private tag(written: string, at: number): void {
    const [, close = '', name = ''] = /^<(\/?)([a-z][a-z0-9]*)/iu.exec(written) ?? [];
    const tag = name.toLowerCase();
    if (tag === 'br') this.nodes.push({ type: 'hardBreak' });
    else if (markTags[tag]) {
      const open = this.tags.lastIndexOf(tag);
      if (close === '' && !written.endsWith('/>')) this.tags.push(tag);
      else if (open >= 0) this.tags.splice(open, 1);
    } else if (!plainTags.has(tag)) {
      this.warn(at, 'tag', 'A tag was kept as text.');
      this.add(written);
    }
  }

  private articleLink(at: number, to: number): number {
    const close = this.piece.text.indexOf(']]', at + 2);
    const nested = this.piece.text.indexOf('[[', at + 2);
    if (close < 0 || close + 2 > to || (nested >= 0 && nested < close) || this.link) {
      this.add('[[');
      return at + 2;
    }
    const pipe = this.piece.text.slice(at + 2, close).indexOf('|');
    const targetEnd = pipe < 0 ? close : at + 2 + pipe;
    const written = decodeEntities(this.piece.text.slice(at + 2, targetEnd)).replaceAll('_', ' ');
    const labelled = pipe >= 0 && targetEnd + 1 < close;
    this.link = this.articleMark(written, at, labelled);
    const [trail = ''] = /^\p{Ll}*/u.exec(this.piece.text.slice(close + 2, close + 60)) ?? [];
    if (labelled) this.range(targetEnd + 1, close);
    else this.range(this.shownFrom(at + 2, targetEnd), targetEnd);
    this.add(trail);
    this.link = null;
    return close + 2 + trail.length;
  }

  /** A leading colon of a target is a sign, no word. */
  private shownFrom(from: number, to: number): number {
    const [colon = ''] = /^ *:/u.exec(this.piece.text.slice(from, to)) ?? [];
    return from + colon.length;
  }

  private articleMark(written: string, at: number, labelled: boolean): Mark | null {
    const hash = written.indexOf('#');
    const target = (hash < 0 ? written : written.slice(0, hash)).trim();
    if (hash >= 0) {
      this.warn(at, 'link-section', 'This link leads to the article, not to the section that it names.');
      if (labelled) this.intake.dropped.push({ line: this.place(at).line, text: written.trim() });
    }
    const slug = slugOf(target);
    if (slug !== '' && !/^ *:|^[a-z][a-z-]{1,20}:(?! )/iu.test(target)) return { type: 'articleLink', attrs: { slug } };
    if (target !== '' || hash < 0) {
      this.warn(
        at,
        'link-not-read',
        `A link to "${target.slice(0, 80)}" names no article of ours. Its words were kept.`,
      );
      if (labelled) this.intake.dropped.push({ line: this.place(at).line, text: target });
    }
    return null;
  }

  private webLink(at: number, to: number): number {
    const close = this.closeOf(at);
    if (close < 0 || close >= to || this.link) {
      this.add('[');
      return at + 1;
    }
    const inside = this.piece.text.slice(at + 1, close);
    const blank = inside.search(/[\s\ufdd0]/u);
    const address = blank < 0 ? inside : inside.slice(0, blank);
    const href = safeHref(decodeEntities(address.startsWith('//') ? `https:${address}` : address));
    if (href === null) this.warn(at, 'link-not-read', 'This address cannot be a link. Its words were kept.');
    this.link = href === null ? null : { type: 'link', attrs: { href } };
    if (blank < 0) this.add(address);
    else {
      if (href === null) this.add(`${address} `);
      this.range(at + 1 + blank, close);
    }
    this.link = null;
    return close + 1;
  }

  /** The end of a link to the web: the next `]` that closes nothing else. */
  private closeOf(at: number): number {
    if (this.linkEnd < at) this.linkEnd = this.piece.text.indexOf(']', at);
    const inner = this.piece.text.indexOf('[[', at + 1);
    if (inner < 0 || inner > this.linkEnd) return this.linkEnd;
    const after = this.piece.text.indexOf(']]', inner);
    return after < 0 ? -1 : this.piece.text.indexOf(']', after + 2);
  }

  private place(at: number): Place {
    return placeAt(this.piece, at);
  }

  private warn(at: number, code: string, message: string): void {
    this.intake.issues.warn(this.place(at), code, message);
  }
}
