import { decodeEntities } from '@/lib/domain/citation/read/cite-template-words';
import type { Intake } from '@/lib/transfer/formats/in/intake';

const mostWords = 120;
const mostText = 500;

/** Where a comment stands: offsets in the document's words, and its paragraph from 1. */
type Range = { from: number; to: number | null; readonly paragraph: number };

const mark =
  /<w:comment(RangeStart|RangeEnd|Reference)(?=[\s/])[^<>]*?w:id="([^"]{1,20})"[^<>]*>|<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<w:pStyle\s[^<>]*w:val="(\w+)"|<\/?w:p(?=[\s>/])/gu;

/** Walks through a document and gathers its words, with the places of its comments. The title and empty paragraphs are not counted, as in the report. */
class Walk {
  readonly ranges = new Map<string, Range>();
  private readonly parts: string[] = [];
  private length = 0;
  private paragraph = 0;
  private isFresh = true;
  private isTitle = false;

  constructor(xml: string) {
    for (const [tag, kind, id = '', text, style] of xml.matchAll(mark)) {
      if (style !== undefined) this.isTitle = style === 'Title';
      else if (text !== undefined) this.read(text);
      else if (kind !== undefined) this.mark(kind, id);
      else if (tag === '<w:p') [this.isFresh, this.isTitle] = [true, false];
    }
  }

  words({ from, to }: Range): string {
    return this.parts.join('').slice(from, to ?? this.length);
  }

  private read(text: string): void {
    if (text === '') return;
    if (this.isFresh && !this.isTitle) this.paragraph += 1;
    this.isFresh = false;
    this.parts.push(text);
    this.length += text.length;
  }

  /** A comment without a beginning is about the place of its sign. */
  private mark(kind: string, id: string): void {
    const range = this.ranges.get(id);
    if (range) {
      if (kind === 'RangeEnd') range.to ??= this.length;
      return;
    }
    const isAhead = this.isFresh && !this.isTitle;
    const paragraph = isAhead ? this.paragraph + 1 : Math.max(1, this.paragraph);
    this.ranges.set(id, { from: this.length, to: kind === 'RangeStart' ? null : this.length, paragraph });
  }
}

const tidy = (text: string, most: number): string => {
  const words = text.replaceAll(/\s+/gu, ' ').trim();
  return words.length > most ? `${words.slice(0, most)}…`.toWellFormed() : words;
};

/** The text of a comment: its runs as they follow, its paragraphs apart. */
const textOf = (xml: string): string =>
  decodeEntities(
    [...xml.matchAll(/<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<\/w:p>/gu)].map(([, text = ' ']) => text).join(''),
  );

/** Reports each comment of a document: who wrote it, about which words, and what it says. A text of ours has its comments outside. */
export function reportComments(comments: string, document: string, intake: Intake): void {
  const found = [...comments.matchAll(/<w:comment(?=\s)([^<>]*)>([^]*?)<\/w:comment>/gu)];
  if (found.length === 0) return;
  const walk = new Walk(document);
  for (const [, attributes = '', body = ''] of found) {
    const named = (name: string) => decodeEntities(new RegExp(`w:${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '');
    const range = walk.ranges.get(named('id'));
    const about = range ? tidy(decodeEntities(walk.words(range)), mostWords) : '';
    const said = textOf(body);
    const who = tidy(named('author'), 80) || 'Somebody';
    const what = `${who} commented${about === '' ? '' : ` on “${about}”`}: “${tidy(said, mostText)}”`;
    const place = { line: range?.paragraph ?? 1, column: 1 };
    intake.drop(place, said, 'comment-dropped', `${what} Comments are left out of the text.`);
  }
}
