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
const matched = (text: string, form: RegExp) => form.exec(text);

function identifiersIn({ text, hrefs = [] }: ReferenceWords): Partial<CslItem> {
  const all = [text, ...hrefs].join(' ');
  const doi = valueOf(readDoi(matched(all, doiForm)?.[0] ?? ''));
  const isbn = valueOf(readIsbn(matched(text, isbnForm)?.[1] ?? ''));
  const pmid = valueOf(readPmid(`pmid:${matched(all, pmidForm)?.[1] ?? ''}`));
  const written = hrefs[0] ?? matched(text, urlForm)?.[0].replace(/[.,;:)\]]+$/u, '') ?? '';
  const url = /^https?:\/\/(?:dx\.)?doi\.org\//iu.test(written) ? undefined : valueOf(readUrl(written));
  return {
    ...(doi === undefined ? {} : { DOI: doi }),
    ...(isbn === undefined ? {} : { ISBN: isbn }),
    ...(pmid === undefined ? {} : { PMID: pmid }),
    ...(url === undefined ? {} : { URL: url }),
  };
}

const typeBy = ({ DOI, ISBN, URL }: Partial<CslItem>): string => {
  if (DOI !== undefined) return 'article-journal';
  if (ISBN !== undefined) return 'book';
  return URL === undefined ? 'document' : 'webpage';
};

/**
 * The work that a reference in plain words names. Nothing is invented: identifiers are taken where they stand, the title is
 * what is quoted, else in italics, else the whole words; what the title lacks stays in `note`. Never throws.
 */
export function describeReference(words: ReferenceWords): FoundReference {
  const whole = fold(words.text);
  const place = placeForm.exec(whole);
  const locators = place ? readPlace(place[1] ?? '', null) : [];
  const text = place && locators.length > 0 ? whole.slice(0, place.index).trim() : whole;
  const identifiers = identifiersIn({ ...words, text: whole });
  const italic = words.italics?.map(fold).find((one) => one.length >= 3);
  const bare = fold(text.replace(urlForm, '')).replace(/[\s.,;:]+$/u, '');
  const title = quotedForm.exec(text)?.[1]?.replace(/[.,]$/u, '') ?? italic ?? (bare || text);
  const draft = {
    type: typeBy(identifiers),
    title: cut(fold(title) || 'Untitled', 500),
    ...identifiers,
    ...(fold(title) === whole || whole === '' ? {} : { note: cut(whole, 2000) }),
  };
  const read = cslSchema.safeParse(draft);
  return { csl: read.success ? read.data : { type: 'document', title: 'Untitled' }, locators };
}

const shortForm = /^(?:ibid|ibidem|op\. ?cit|loc\. ?cit)\b/iu;
const yearForm = /\b(?:1[5-9]|20)\d\d[a-z]?\b/u;
const makerForm = /^[\p{Lu}“"«][^.!?]{0,160}?(?:,|\.|\(|:|[“"«])/u;
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
  if (doiForm.test(words) || isbnForm.test(words) || pmidForm.test(words)) return words.length <= 1000;
  const isAddress = hrefs.length > 0 || urlForm.test(words);
  if (isAddress && words.length <= 400 && !telling.test(words)) return true;
  if (words.length > 400 || telling.test(words) || !makerForm.test(words)) return false;
  const hasYear = yearForm.test(words) || /\bn\.? ?d\.|\bno date\b/iu.test(words);
  return hasYear && (italics.length > 0 || shown.test(words) || /\((?:[^()]*\b)?(?:1[5-9]|20)\d\d\w?\)/u.test(words));
}

/** A note that names the work of the note before: "Ibid., p. 4"; null for any other. */
export function readIbid(text: string): readonly Locator[] | null {
  const words = fold(text);
  if (!/^ibid(?:em)?\b/iu.test(words)) return null;
  return readPlace(words.replace(/^ibid(?:em)?[.,;]*\s*/iu, '').replace(/\.$/u, ''), 'page');
}
