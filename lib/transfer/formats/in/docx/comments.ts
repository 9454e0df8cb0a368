import { decodeEntities } from '@/lib/domain/citation/read/cite-template-words';
import type { Intake } from '@/lib/transfer/formats/in/intake';

const mostWords = 120;
const mostText = 500;

/** Where a comment stands: offsets in the document's words, and its paragraph from 1. */
type Range = { from: number; to: number | null; readonly paragraph: number };

const mark =
  /<w:comment(RangeStart|RangeEnd|Reference)(?=[\s/])[^<>]*?w:id="([^"]{1,20})"[^<>]*>|<w:t(?:\s[^<>]*)?>([^<]*)<\/w:t>|<w:pStyle\s[^<>]*w:val="(\w+)"|<\/?w:p(?=[\s>/])/gu;

/** The words of a document with the places of its comments, in one walk. The title and empty paragraphs are not counted, as in the report. */
function placesIn(xml: string): { words: string; ranges: Map<string, Range> } {
  const ranges = new Map<string, Range>();
  const parts: string[] = [];
  let [length, paragraph, isFresh, isTitle] = [0, 0, true, false];
  for (const [tag, kind, id = '', text, style] of xml.matchAll(mark)) {
    if (style !== undefined) isTitle = style === 'Title';
    else if (text !== undefined) {
      if (isFresh && text !== '' && !isTitle) paragraph += 1;
      if (text !== '') isFresh = false;
      parts.push(text);
      length += text.length;
    } else if (kind === undefined) {
      if (tag === '<w:p') [isFresh, isTitle] = [true, false];
    } else if (kind === 'RangeEnd') {
      const range = ranges.get(id);
      if (range) range.to ??= length;
    } else if (!ranges.has(id)) {
      const here = isFresh && !isTitle ? paragraph + 1 : Math.max(1, paragraph);
      ranges.set(id, { from: length, to: kind === 'Reference' ? length : null, paragraph: here });
    }
  }
  return { words: parts.join(''), ranges };
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
  const { words, ranges } = placesIn(document);
  for (const [, attributes = '', body = ''] of found) {
    const named = (name: string) => decodeEntities(new RegExp(`w:${name}="([^"]*)"`, 'u').exec(attributes)?.[1] ?? '');
    const range = ranges.get(named('id'));
    const about = range ? tidy(decodeEntities(words.slice(range.from, range.to ?? words.length)), mostWords) : '';
    const said = textOf(body);
    const who = tidy(named('author'), 80) || 'Somebody';
    const what = `${who} commented${about === '' ? '' : ` on “${about}”`}: “${tidy(said, mostText)}”`;
    const place = { line: range?.paragraph ?? 1, column: 1 };
    intake.drop(place, said, 'comment-dropped', `${what} Comments are left out of the text.`);
  }
}
