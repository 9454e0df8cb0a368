import type { ImportedWords } from '@/lib/transfer/formats/document';
import type { Issues, Place } from '@/lib/transfer/formats/seed/issues';
import { partOf, type Line } from '@/lib/transfer/formats/seed/pieces';

const token = /<!--|<nowiki>|<ref(?=[\s>/]|$)|<\/ref\s*>|\/?>/gi;
const nowikiClose = /<\/nowiki>/gi;

/** Removes comments and joins the lines that belong together because a `<ref>` is open between them. */
class Scanner {
  readonly lines: Line[] = [];
  readonly dropped: ImportedWords[] = [];
  private inComment = false;
  private comment = { line: 1, column: 1, text: [] as string[] };
  private ref: Place | null = null;
  private refTagOpen = false;
  private parts: string[] = [];
  private spans: { at: number; line: number; column: number }[] = [];
  private length = 0;
  private hadComment = false;
  private lineWithoutClose = 0;

  constructor(
    private readonly raw: readonly string[],
    private readonly issues: Issues,
  ) {}

  run(): void {
    this.raw.forEach((text, index) => this.scan(text, index + 1));
    if (this.inComment) {
      this.issues.error(this.comment, 'comment-not-closed', 'The comment that begins here is never closed by "-->".');
    }
    if (this.ref) {
      this.issues.error(this.ref, 'ref-not-closed', 'The reference that begins here is never closed by "</ref>".');
    }
    if (this.length > 0) this.finish();
  }

  private scan(text: string, line: number): void {
    if (this.length > 0 && !this.inComment && text !== '') this.append(' ', { line, column: 1 });
    let at = 0;
    while (at < text.length) at = this.step(text, at, line);
    if (this.inComment) this.comment.text.push(' ');
    else if (!this.ref) this.finish(line);
  }

  private step(text: string, at: number, line: number): number {
    if (this.inComment) return this.skipComment(text, at, line);
    token.lastIndex = at;
    const match = token.exec(text);
    const place = { line, column: at + 1 };
    if (!match) {
      this.append(text.slice(at), place);
      return text.length;
    }
    this.append(text.slice(at, match.index), place);
    return this.atToken(text, match[0], { line, column: match.index + 1 });
  }

  private atToken(text: string, written: string, place: Place): number {
    const start = place.column - 1;
    const kind = written.toLowerCase();
    if (kind === '<!--') {
      this.inComment = true;
      this.hadComment = true;
      this.comment = { ...place, text: [] };
      return start + written.length;
    }
    const end = kind === '<nowiki>' ? this.nowikiEnd(text, place) : start + written.length;
    this.append(text.slice(start, end), place);
    if (kind === '<ref') {
      this.ref ??= place;
      this.refTagOpen = true;
    } else if (kind.startsWith('</ref') || (kind === '/>' && this.refTagOpen)) {
      this.ref = null;
      this.refTagOpen = false;
    } else if (kind === '>' || kind === '/>') {
      this.refTagOpen = false;
    }
    return end;
  }

  /** End of a `<nowiki>`: behind its closing tag on the same line, else behind the opening one. */
  private nowikiEnd(text: string, place: Place): number {
    const opened = place.column - 1 + '<nowiki>'.length;
    if (this.lineWithoutClose === place.line) return opened;
    nowikiClose.lastIndex = opened;
    if (nowikiClose.exec(text)) return nowikiClose.lastIndex;
    this.lineWithoutClose = place.line;
    return opened;
  }

  private skipComment(text: string, at: number, line: number): number {
    const close = text.indexOf('-->', at);
    this.comment.text.push(text.slice(at, close < 0 ? text.length : close));
    if (close < 0) return text.length;
    this.inComment = false;
    this.dropped.push({ line: this.comment.line, text: `<!--${this.comment.text.join('')}-->` });
    const lines = line > this.comment.line ? `, lines ${this.comment.line} to ${line}` : '';
    this.issues.warn(this.comment, 'comment-dropped', `A comment was left out${lines}.`);
    return close + 3;
  }

  private append(text: string, place: Place): void {
    if (text === '') return;
    this.parts.push(text);
    this.spans.push({ at: this.length, ...place });
    this.length += text.length;
  }

  /** Ends the line. A line that held nothing but a comment vanishes instead of parting a paragraph. */
  private finish(line = this.raw.length): void {
    const text = this.parts.join('');
    const indent = text.search(/[^ ]/);
    const spans = this.spans.length > 0 ? this.spans : [{ at: 0, line, column: 1 }];
    if (indent >= 0 || !this.hadComment) {
      this.lines.push({ ...partOf({ text, spans }, 0), indent: Math.max(indent, 0) });
    }
    this.parts = [];
    this.spans = [];
    this.length = 0;
    this.hadComment = false;
  }
}

/** The lines of the grammar from the lines of the file, and the comments left out (rule 12). */
export function scanLines(raw: readonly string[], issues: Issues): { lines: Line[]; dropped: ImportedWords[] } {
  const scanner = new Scanner(raw, issues);
  scanner.run();
  return { lines: scanner.lines, dropped: scanner.dropped };
}
