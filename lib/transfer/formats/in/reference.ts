import type { CslItem, Locator } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readDoi, readIsbn, readPmid, readUrl } from '@/lib/domain/citation/identifiers';
import { readPlace } from '@/lib/domain/citation/read/place';

/** The words of a reference as a file has them: those in italics and the addresses of links apart. */
export type ReferenceWords = {
  readonly text: string;
  readonly italics?: readonly string[];
  readonly hrefs?: readonly string[];
};
/** A work as far as its words tell: a stub, whose whole words stay in its title or note. */
export type FoundReference = { readonly csl: CslItem; readonly locators: readonly Locator[] };

const fold = (text: string) => text.replaceAll(/\s+/gu, ' ').trim();
const cut = (text: string, most: number) => (text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`);

const doiForm = /\b10\.\d{4,9}\/[^\s"<>]+/u;
const isbnForm = /\bISBN(?:-1[03])?:?\s*([\dX][\dX\s–-]{8,20}[\dX])/iu;
const pmidForm = /\bPMID:?\s*(\d{1,8})\b/iu;
const urlForm = /\bhttps?:\/\/[^\s"'<>[\]{}|\\^`]+/iu;
const quotedForm = /[“"«]([^“”"«»]{3,400})[”"»]/u;
const placeForm = /[,.;:] (p{1,2}\. ?[\divxlA-Z][^.;()]{0,40}|ch\. ?\d[^.;()]{0,20})\.?$/u;

const valueOf = (found: { ok: boolean; value?: string }) => (found.ok ? found.value : undefined);
const matched = (text: string, form: RegExp, group = 0) => form.exec(text)?.[group] ?? '';

/** The fields that have a value. */
const filled = (fields: Readonly<Record<string, string | undefined>>): Partial<CslItem> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

function identifiersIn({ text, hrefs = [] }: ReferenceWords): Partial<CslItem> {
  const all = [text, ...hrefs].join(' ');
  const written = hrefs[0] ?? matched(text, urlForm).replace(/[.,;:)\]]+$/u, '');
  const isDoi = /^https?:\/\/(?:dx\.)?doi\.org\//iu.test(written);
  return filled({
    DOI: valueOf(readDoi(matched(all, doiForm))),
    ISBN: valueOf(readIsbn(matched(text, isbnForm, 1))),
    PMID: valueOf(readPmid(`pmid:${matched(all, pmidForm, 1)}`)),
    URL: isDoi ? undefined : valueOf(readUrl(written)),
  });
}

const typeBy = ({ DOI, ISBN, URL }: Partial<CslItem>): string => {
  if (DOI !== undefined) return 'article-journal';
  if (ISBN !== undefined) return 'book';
  return URL === undefined ? 'document' : 'webpage';
};

/** What is quoted, else in italics, else all words but an address. */
function titleIn(text: string, italics: readonly string[]): string {
  const quotation = quotedForm.exec(text)?.[1]?.replace(/[.,]$/u, '');
  const italic = italics.map(fold).find((one) => one.length >= 3);
  const bare = fold(text.replace(urlForm, '')).replace(/[\s.,;:]+$/u, '');
  return fold(quotation ?? italic ?? bare) || text || 'Untitled';
}

/**
 * The work that a reference in plain words names. Nothing is invented: identifiers are taken where they stand, the title is
 * what is quoted, else in italics, else the whole words; what the title lacks stays in `note`. Never throws.
 */
export function describeReference(words: ReferenceWords): FoundReference {
  const whole = fold(words.text);
  const place = placeForm.exec(whole);
  const locators = readPlace(place?.[1] ?? '', null);
  const text = place && locators.length > 0 ? whole.slice(0, place.index).trim() : whole;
  const identifiers = identifiersIn({ ...words, text: whole });
  const title = titleIn(text, words.italics ?? []);
  const draft = {
    type: typeBy(identifiers),
    title: cut(title, 500),
    ...identifiers,
    ...(title === whole || whole === '' ? {} : { note: cut(whole, 2000) }),
  };
  const read = cslSchema.safeParse(draft);
  return { csl: read.success ? read.data : { type: 'document', title: 'Untitled' }, locators };
}

const shortForm = /^(?:ibid|ibidem|op\. ?cit|loc\. ?cit)\b/iu;
const yearForm = /\b(?:1[5-9]|20)\d\d[a-z]?\b/u;
const makerForm = /^[\p{Lu}“"«][^.!?]{0,160}?(?:,|\.|\(|:|[“"«])/u;
const undated = /\bn\.? ?d\.|\bno date\b/iu;
const yearInBrackets = /\((?:[^()]*\b)?(?:1[5-9]|20)\d\d\w?\)/u;
const shown = /\b(?:pp?|vol|no|ed|eds|trans)\. ?\d|[“”«»]|\bPress\b|\bISBN\b|\bdoi\b|\bet al\b/iu;
const telling =
  /^(?:this|these|that|it|he|she|they|there|however|for|in|see also|note|although|while|the (?:term|word|name))\b/iu;

/**
 * Whether a footnote holds a reference rather than a remark: it names an identifier or address, or it is short, begins with a
 * maker or a quoted title, and has a year beside what only references have (pages, a press, quoted or italic titles).
 */
export function looksLikeReference({ text, italics = [], hrefs = [] }: ReferenceWords): boolean {
  const words = fold(text);
  if (words === '') return hrefs.length > 0;
  if (shortForm.test(words)) return true;
  if ([doiForm, isbnForm, pmidForm].some((form) => form.test(words))) return words.length <= 1000;
  if (words.length > 400 || telling.test(words)) return false;
  return hrefs.length > 0 || urlForm.test(words) || (isMade(words) && (italics.length > 0 || isShown(words)));
}

const isMade = (words: string) => makerForm.test(words) && (yearForm.test(words) || undated.test(words));
const isShown = (words: string) => shown.test(words) || yearInBrackets.test(words);

/** A note that names the work of the note before: "Ibid., p. 4"; null for any other. */
export function readIbid(text: string): readonly Locator[] | null {
  const words = fold(text);
  if (!/^ibid(?:em)?\b/iu.test(words)) return null;
  return readPlace(words.replace(/^ibid(?:em)?[.,;]*\s*/iu, '').replace(/\.$/u, ''), 'page');
}
