import { plain, textOf, type Words } from '@/lib/domain/citation/reference';
import { capitalised } from '@/lib/domain/citation/style/labels';

/** A piece of a reference; what a source lacks is empty or undefined, and is left out with its punctuation. */
export type Part = Words | string | undefined;

/** The runs of a part. */
function wordsOf(part: Part): Words {
  if (part === undefined || part === '') return [];
  return typeof part === 'string' ? [plain(part)] : part;
}

const italicNode = (text: string) => ({ text, italic: true, isolate: true }) as const;
/** Words in italics, with a direction of their own; none for none. */
export const italic = (text: string | undefined): Words => (text === undefined ? [] : [italicNode(text)]);

/** Words with a direction of their own; none for none. */
export const isolated = (text: string | undefined): Words => (text === undefined ? [] : [{ text, isolate: true }]);

/** Whether a ’ after this text ends a quotation; else it is an apostrophe. */
function endsQuotation(before: string): boolean {
  const opened = before.lastIndexOf('‘');
  return opened >= 0 && !/’(?!\p{L})/u.test(before.slice(opened));
}

/** How many quotation marks close at the end of a text. */
function closingQuotes(text: string): number {
  let count = 0;
  for (;;) {
    const rest = text.slice(0, text.length - count);
    const closes = rest.endsWith('”') || (rest.endsWith('’') && endsQuotation(rest.slice(0, -1)));
    if (!closes) return count;
    count += 1;
  }
}

/** Puts a mark at a place of the joined text: inside the run that holds it, else as a run of its own. */
function inserted(words: Words, at: number, mark: string): Words {
  let rest = at;
  return words.flatMap((node) => {
    const place = rest;
    rest -= node.text.length;
    if (place === node.text.length) return [node, plain(mark)];
    if (place <= 0 || rest > 0) return [node];
    return [{ ...node, text: `${node.text.slice(0, place)}${mark}${node.text.slice(place)}` }];
  });
}

const swallows: Readonly<Record<string, RegExp>> = { '.': /[.?!:;]/u, ',': /[,:;]/u, ';': /[;:]/u, ':': /[:;]/u };

/**
 * Ends words with a mark as American styles do: stops and commas go inside closing quotation marks, and a mark that
 * stands there already is not doubled. Nothing stays nothing.
 */
export function closed(words: Words, mark: string): Words {
  const text = textOf(words);
  if (text === '' || mark === '') return words;
  const quotes = mark === '.' || mark === ',' ? closingQuotes(text) : 0;
  const before = text.at(-1 - quotes) ?? '';
  return swallows[mark]?.test(before) ? words : inserted(words, text.length - quotes, mark);
}

/** Joins the parts that are there with a delimiter such as `. `, `, ` or a blank. */
export function joined(parts: readonly Part[], delimiter: string): Words {
  const mark = delimiter.trim();
  const gap = plain(delimiter.slice(mark.length));
  return parts
    .map(wordsOf)
    .filter((part) => part.length > 0)
    .reduce<Words>((left, right) => (left.length === 0 ? right : [...closed(left, mark), gap, ...right]), []);
}

/** A part in brackets; nothing for nothing. */
export function enclosed(part: Part, open: string, close: string): Words {
  const words = wordsOf(part);
  return words.length === 0 ? [] : [plain(open), ...words, plain(close)];
}

/** Words with a capital, as a sentence begins. */
export const begun = ([first, ...rest]: Words): Words =>
  first === undefined ? [] : [{ ...first, text: capitalised(first.text) }, ...rest];
