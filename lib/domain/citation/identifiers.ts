import { parse as parseIsbn } from 'isbn3';

/** A normal form, or one sentence that says what is wrong. */
export type Identifier =
  { readonly ok: true; readonly value: string } | { readonly ok: false; readonly message: string };

const good = (value: string): Identifier => ({ ok: true, value });
const bad = (message: string): Identifier => ({ ok: false, message });

const brackets: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
const count = (text: string, sign: string) => text.split(sign).length - 1;

/** Cuts trailing punctuation and closing brackets that have no partner inside. */
function trimTail(text: string): string {
  let rest = text;
  for (;;) {
    const last = rest.at(-1) ?? '';
    const opener = brackets[last];
    const lonely = opener !== undefined && count(rest, last) > count(rest, opener);
    if (!lonely && !/[.,;:'"”’]/u.test(last)) return rest;
    rest = rest.slice(0, -1);
  }
}

/**
 * A DOI in lower case without prefix (sources-and-import.md A3). Accepts it bare, after `doi:`, or as a doi.org address.
 * Signs of the sentence around it are cut off; brackets that belong to it stay.
 */
export function readDoi(input: string): Identifier {
  const bare = input
    .trim()
    .replace(/^https?:\/\/(?:dx\.|www\.)?doi\.org\//iu, '')
    .replace(/^(?:dx\.)?doi\.org\//iu, '')
    .replace(/^doi:?\s*/iu, '');
  const value = trimTail(bare).toLowerCase();
  if (/^10\.\d{4,9}\/\S+$/u.test(value)) return good(value);
  return bad('A DOI starts with 10. and has a slash, like 10.5555/12345678.');
}

/** An ISBN as 13 digits. Accepts 10 or 13 digits with hyphens or blanks, with or without the word ISBN. */
export function readIsbn(input: string): Identifier {
  const bare = input
    .trim()
    .replace(/^isbn(?:-1[03])?:?\s*/iu, '')
    .trim();
  const digits = bare.replaceAll(/[\s\u2010-\u2015-]/gu, '').toUpperCase();
  if (!/^(?:\d{13}|\d{9}[\dX])$/u.test(digits)) return bad('An ISBN has 10 or 13 digits.');
  const found = parseIsbn(digits);
  if (found) return good(found.isbn13);
  return isbnChecksum(digits)
    ? bad('No publisher has this number. Please check it.')
    : bad('The last digit does not fit. Please check the number.');
}

const digitValues = (digits: string) => Array.from(digits, (digit) => (digit === 'X' ? 10 : Number(digit)));

function isbnChecksum(digits: string): boolean {
  const values = digitValues(digits);
  if (values.length === 10) return values.reduce((sum, value, at) => sum + value * (10 - at), 0) % 11 === 0;
  return values.reduce((sum, value, at) => sum + value * (at % 2 === 0 ? 1 : 3), 0) % 10 === 0;
}

/** `9780306406157` as printed in books, `978-0-306-40615-7`; the input where it is no ISBN. */
export function hyphenateIsbn(isbn13: string): string {
  return parseIsbn(isbn13)?.isbn13h ?? isbn13;
}

/** An ISSN with its hyphen, check digit in upper case. */
export function readIssn(input: string): Identifier {
  const bare = input.trim().replace(/^e?issn:?\s*/iu, '');
  const digits = bare.replaceAll(/[\s\u2010-\u2015-]/gu, '').toUpperCase();
  if (!/^\d{7}[\dX]$/u.test(digits)) return bad('An ISSN has 8 digits, like 0378-5955.');
  const sum = digitValues(digits).reduce((total, value, at) => total + value * (8 - at), 0);
  if (sum % 11 !== 0) return bad('The last digit does not fit. Please check the number.');
  return good(`${digits.slice(0, 4)}-${digits.slice(4)}`);
}

/** The digits of a PubMed number. Accepts `pmid:123` and PubMed addresses; bare digits could be anything and are refused. */
export function readPmid(input: string): Identifier {
  const found =
    /^(?:pmid:?\s*|https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov\/pubmed)\/)(\d+)\/?$/iu.exec(
      input.trim(),
    );
  const digits = found?.[1];
  if (digits !== undefined && /^[1-9]\d{0,7}$/u.test(digits)) return good(digits);
  return bad('A PubMed number is written like pmid:12345678.');
}

/** `PMC123` of a PubMed Central number. Accepts it with or without the letters `PMCID:`, and its addresses. */
export function readPmcid(input: string): Identifier {
  const found = /^(?:pmcid:?\s*|https?:\/\/\S+\/)?pmc(\d{1,9})\/?$/iu.exec(input.trim());
  return found?.[1] === undefined ? bad('A PubMed Central number is written like PMC1234567.') : good(`PMC${found[1]}`);
}

const urlSentence = 'Enter the whole address, starting with https:// or http://.';

/** A web address in WHATWG form: http or https only, no user name or password, at most 2,000 characters. */
export function readUrl(input: string): Identifier {
  const text = input.trim();
  if (!/^https?:\/\//iu.test(text) || /\s/u.test(text) || !URL.canParse(text)) return bad(urlSentence);
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') return bad('Leave the user name and password out of the address.');
  if (url.hostname === '') return bad(urlSentence);
  if (url.href.length > 2000) return bad('This address is too long. Use at most 2,000 characters.');
  return good(url.href);
}

const tracking = /^(?:utm_.*|fbclid|gclid)$/iu;

/**
 * What is equal for two spellings of one address, to find duplicates; never a link. Scheme, default port, fragment,
 * tracking parameters and one trailing slash are dropped, the query is sorted, `www.` is kept. Null where it is no address.
 */
export function urlKey(input: string): string | null {
  const read = readUrl(input);
  if (!read.ok) return null;
  const url = new URL(read.value);
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name));
  const sorted = kept.toSorted(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  const query = new URLSearchParams(sorted).toString();
  return `${url.host}${url.pathname.replace(/\/$/u, '')}${query === '' ? '' : `?${query}`}`;
}
