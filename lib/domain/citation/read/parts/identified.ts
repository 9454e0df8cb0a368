import { type Identifier, readDoi, readIsbn, readIssn, readPmid, readUrl } from '@/lib/domain/citation/identifiers';
import type { Rough } from '@/lib/domain/citation/read/parts/candidate';

/** What a number or an address says of a source: its name for people and the beginning of a record; or why it is none. */
export type Identified =
  | { readonly ok: true; readonly name: string; readonly record: Rough }
  | { readonly ok: false; readonly message: string };

type Reader = (token: string) => Identified | null;

const known = (name: string, record: Rough): Identified => ({ ok: true, name, record });
const of = (read: Identifier, made: (value: string) => Identified): Identified =>
  read.ok ? made(read.value) : { ok: false, message: read.message };

const doi: Reader = (token) => {
  const isMeant = /^(?:doi:?\s*\S|https?:\/\/(?:dx\.|www\.)?doi\.org\/|(?:dx\.)?doi\.org\/|10\.\d{4})/iu.test(token);
  return isMeant ? of(readDoi(token), (DOI) => known(`DOI ${DOI}`, { type: 'article-journal', DOI })) : null;
};

const arxiv: Reader = (token) => {
  const named = /^(?:arxiv:\s*|https?:\/\/(?:www\.|export\.)?arxiv\.org\/(?:abs|pdf|html)\/)(.*)$/iu.exec(token)?.[1];
  if (named === undefined) return null;
  const id = /^(\d{4}\.\d{4,5}|[a-z-]{2,20}(?:\.[A-Z]{2})?\/\d{7})(?:v\d{1,3})?(?:\.pdf)?\/?$/iu.exec(named)?.[1];
  if (id === undefined) return { ok: false, message: 'An arXiv number is written like arXiv:2101.00001.' };
  const URL = `https://arxiv.org/abs/${id}`;
  return known(`arXiv ${id}`, { type: 'report', publisher: 'arXiv', genre: 'Preprint', number: `arXiv:${id}`, URL });
};

const pmcid: Reader = (token) => {
  const named =
    /^(?:pmcid:?\s*|https?:\/\/(?:www\.ncbi\.nlm\.nih\.gov\/pmc|pmc\.ncbi\.nlm\.nih\.gov)\/articles\/)?pmc(\d{1,8})\/?$/iu.exec(
      token,
    );
  if (!named) return null;
  const PMCID = `PMC${named[1] ?? ''}`;
  const URL = `https://www.ncbi.nlm.nih.gov/pmc/articles/${PMCID}/`;
  return known(PMCID, { type: 'article-journal', PMCID, URL });
};

const pmid: Reader = (token) => {
  const isMeant =
    /^(?:pmid:?\s*\d|https?:\/\/(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov\/\d|ncbi\.nlm\.nih\.gov\/pubmed\/\d))/iu;
  if (!isMeant.test(token)) return null;
  return of(readPmid(token.replace(/[?#].*$/u, '')), (PMID) =>
    known(`PMID ${PMID}`, { type: 'article-journal', PMID }),
  );
};

const digitsOf = (token: string) => token.replaceAll(/[\s\u2010-\u2015-]/gu, '');

const isbn: Reader = (token) => {
  const isMeant = /^isbn\b/iu.test(token) || /^(?:97[89]\d{10}|\d{9}[\dx])$/iu.test(digitsOf(token));
  return isMeant ? of(readIsbn(token), (ISBN) => known(`ISBN ${ISBN}`, { type: 'book', ISBN })) : null;
};

/** Two years look like an ISSN: without the word, only a number that checks is one. */
const issn: Reader = (token) => {
  const isNamed = /^e?issn\b/iu.test(token);
  if (!isNamed && !/^\d{4}-\d{3}[\dx]$/iu.test(token)) return null;
  const read = readIssn(token);
  if (!read.ok && !isNamed) return null;
  return of(read, (ISSN) => known(`ISSN ${ISSN}`, { type: 'article-journal', ISSN }));
};

const archived = /^https?:\/\/web\.archive\.org\/web\/(\d{4,14})[a-z_]{0,6}\/(https?:\/{1,2}\S+|[^\s/:]+\.\S+)$/iu;

/** The date in an address of the archive: `20120301000000`. */
function archiveDate(stamp: string): string {
  const parts = [stamp.slice(0, 4), stamp.slice(4, 6), stamp.slice(6, 8)].filter((part) => part.length > 1);
  return parts.join('-');
}

const archive: Reader = (token) => {
  const [, stamp = '', original = ''] = archived.exec(token) ?? [];
  if (original === '') return null;
  const address = /^https?:/iu.test(original)
    ? original.replace(/^(https?):\/(?!\/)/iu, '$1://')
    : `http://${original}`;
  const copy = readUrl(token);
  if (!copy.ok) return { ok: false, message: copy.message };
  const custom = { archiveUrl: copy.value, archiveDate: archiveDate(stamp) };
  const inner = identify(address);
  if (inner?.ok) return { ...inner, record: { URL: address, ...inner.record, custom } };
  return of(readUrl(address), (URL) => known(URL, { type: 'webpage', URL, custom }));
};

const posts =
  /^https?:\/\/(?:[\w-]+\.)?(?:twitter\.com|x\.com|bsky\.app|facebook\.com|instagram\.com|threads\.net|t\.me)\//iu;

const url: Reader = (token) => {
  const isMeant =
    /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|\/\/[^\s/]+\.|www\.[^\s.]+\.|(?:javascript|data|mailto|file):)/iu.test(token);
  if (!isMeant) return null;
  return of(readUrl(token), (URL) => known(URL, { type: posts.test(URL) ? 'post' : 'webpage', URL }));
};

const readers: readonly Reader[] = [archive, doi, arxiv, pmcid, pmid, isbn, issn, url];

/**
 * What one number or address names (sources-and-import.md A3, A4): DOI, arXiv, PMCID, PMID, ISBN, ISSN or web address, each in its
 * normal form; addresses of doi.org, PubMed and arXiv become the number, those of the Wayback Machine the original with its copy.
 * Null for text that is none of these; a sentence for one that is meant and wrong.
 */
export function identify(token: string): Identified | null {
  if (token.length > 2200) return null;
  for (const read of readers) {
    const found = read(token);
    if (found) return found;
  }
  return null;
}

const inText =
  /https?:\/\/[^\s<>"“”]{4,2000}|\b10\.\d{4,9}\/[^\s<>"“”]{1,300}|\bpmid:?\s?\d{1,8}\b|\bPMC\d{3,8}\b|\barxiv:\s?\d{4}\.\d{4,5}|\bISBN(?:-1[03])?:?\s?[\d-]{9,17}[\dXx]/giu;

/** The first number or address inside a longer text; null when it has none. */
export function mentioned(text: string): (Identified & { readonly ok: true }) | null {
  for (const [found] of text.slice(0, 20_000).matchAll(inText)) {
    const read = identify(found.replace(/[.,;:!?'’”)\]}>]{1,8}$/u, ''));
    if (read?.ok) return read;
  }
  return null;
}
