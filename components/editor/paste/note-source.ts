import { attr, findAll, type Tag, textOf, tidy } from '@/components/editor/paste/html/tree';
import type { Locator } from '@/lib/domain/citation/citation';
import { readDoi, readIsbn } from '@/lib/domain/citation/identifiers';
import { safeHref } from '@/lib/domain/prose/address';

/** A note as the source that it names: a record to be described (CSL-JSON), the place in it, and its own words. */
export type NoteSource = {
  readonly csl: Readonly<Record<string, unknown>>;
  readonly locators: readonly Locator[];
  readonly words: string;
};

const quoted = /[“"„«]\s*([^”"“»]{4,300}?)\s*[.,]?\s*[”"“»]/u;
const years = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/gu;
const pages = /\bpp?\.?\s?(\d{1,5}(?:\s?[–-]\s?\d{1,5})?(?:,\s?\d{1,5}(?:\s?[–-]\s?\d{1,5})?)*)/u;
const isbnForm = /ISBN(?:-1[03])?:?\s*((?:\d[\s-]?){9,12}[\dXx])/u;
const doiForm = /\b10\.\d{4,9}\/[^\s"<>]+[^\s"<>.,;:)\]]/u;
/** "Berg, Anna M. (2006)": who stands before the year. */
const makerForm = /^([^“"„«(]{3,120}?),?\s*\(\s*(?:[^()]*\s)?(?:1[5-9]|20)\d\d[a-z]?\s*\)/u;
/** Copies and registers: never the work itself. */
const elsewhere =
  /^https?:\/\/(?:[a-z]+\.)?(?:web\.archive\.org|archive\.(?:today|ph|is)|(?:[a-z-]+\.)?wikipedia\.org|(?:www\.)?worldcat\.org|doi\.org|dx\.doi\.org|search\.worldcat\.org|www\.jstor\.org\/stable|api\.semanticscholar\.org)/iu;

const within = (text: string, max: number) => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`);

function linksOf(note: Tag): { readonly href: string; readonly words: string }[] {
  return findAll(note, ({ tag }) => tag === 'a').flatMap((anchor) => {
    const href = safeHref(attr(anchor, 'href').trim());
    return href === null ? [] : [{ href, words: tidy(textOf(anchor)) }];
  });
}

const unescaped = (address: string): string => {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
};

function doiOf(note: Tag, words: string): string | null {
  const inLinks = linksOf(note).filter(({ href }) => /^https?:\/\/(?:dx\.)?doi\.org\//u.test(href));
  const tries = [...inLinks.map(({ href }) => unescaped(href)), doiForm.exec(words)?.[0] ?? ''];
  for (const text of tries) {
    const found = readDoi(text);
    if (found.ok) return found.value;
  }
  return null;
}

function isbnOf(words: string): string | null {
  const found = readIsbn(isbnForm.exec(words)?.[1] ?? '');
  return found.ok ? found.value : null;
}

/** What the work is called: words between quotation marks, else in italics, else those of a link, else the note itself. */
function titleOf(note: Tag, words: string): string {
  const inQuotes = quoted.exec(words)?.[1];
  const inItalics = findAll(note, ({ tag }) => tag === 'i' || tag === 'em').map((node) => tidy(textOf(node)));
  const inLink = linksOf(note).find(
    ({ href, words: own }) => own.length > 5 && !elsewhere.test(href) && !/^https?:|^10\./u.test(own),
  );
  return within(inQuotes ?? inItalics.find((text) => text.length > 3) ?? inLink?.words ?? words, 500);
}

/** "Berg, Anna M.; Okafor, Samuel" as names; what is no name of that form stays one name. */
function makersOf(words: string): object[] {
  const text = makerForm.exec(words)?.[1]?.trim() ?? '';
  if (text === '') return [];
  const parts = text.split(/\s*;\s*|\s+&\s+/u).slice(0, 20);
  return parts.filter(Boolean).map((part) => {
    const [, family, given] = /^([\p{L}'’ -]{2,60}),\s*([\p{L}'’. -]{1,60})$/u.exec(part) ?? [];
    return family && given ? { family, given: given.trim() } : { literal: within(part, 300) };
  });
}

const kindOf = (doi: string | null, isbn: string | null, url: string | undefined): string =>
  doi ? 'article-journal' : isbn ? 'book' : url ? 'webpage' : 'document';

const isTitle = ({ tag }: Tag) => tag === 'i' || tag === 'em' || tag === 'cite';

/** The work's own address, rather than one of a copy or register. */
function urlOf(note: Tag, doi: string | null): string | undefined {
  const links = linksOf(note);
  return links.find(({ href }) => !elsewhere.test(href))?.href ?? (doi ? undefined : links[0]?.href);
}

const given = (fields: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));

/**
 * Reads a footnote as a source: identifiers, address, title, makers, year and pages where they can be told; all its words are kept
 * with the record. Null for a note that names no source (no address, identifier, title in quotation marks or italics, or year): a
 * remark. The record is a stub: somebody has to look at it.
 */
export function sourceOfNote(note: Tag): NoteSource | null {
  const words = tidy(textOf(note)).replace(/^(?:\[?\d{1,4}\]?[.)]?|\^|↑)\s+/u, '');
  const [doi, isbn] = [doiOf(note, words), isbnOf(words)];
  const url = urlOf(note, doi);
  const [year] = words.match(years) ?? [];
  const isNamed = [doi, isbn, url, year].some(Boolean) || quoted.test(words) || findAll(note, isTitle).length > 0;
  if (words === '' || !isNamed) return null;
  const author = makersOf(words);
  const page = pages.exec(words)?.[1]?.replaceAll(/\s?-\s?/gu, '–');
  const csl = given({
    type: kindOf(doi, isbn, url),
    title: titleOf(note, words),
    author: author.length > 0 ? author : null,
    issued: year ? { 'date-parts': [[Number(year)]] } : null,
    ...{ DOI: doi, ISBN: isbn, URL: url, note: within(words, 1000) },
  });
  return { csl, locators: page ? [{ label: 'page', value: within(page, 60) }] : [], words };
}
