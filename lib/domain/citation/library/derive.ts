import type { CslItem } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { yearOf } from '@/lib/domain/citation/dates';
import {
  readDoi,
  readIsbn,
  readIssn,
  readPmcid,
  readPmid,
  urlKey,
  type Identifier,
} from '@/lib/domain/citation/identifiers';
import { letterKey } from '@/lib/domain/citation/library/similar';
import { archiveOf, linkStateOf, type LinkState } from '@/lib/domain/citation/links';

/** The indexed columns of a source, made from its record. Null where the record has no such identifier, empty where it has no such words. */
export type DerivedSource = {
  readonly type: string;
  readonly title: string;
  /** Letters and digits of the title, and of the first maker's name: what finds records that look like one work. */
  readonly titleKey: string;
  readonly makerKey: string;
  readonly authorsText: string;
  readonly container: string;
  readonly issuedYear: number | null;
  readonly language: string;
  readonly doi: string | null;
  readonly isbn13: string | null;
  readonly issn: string | null;
  readonly pmid: string | null;
  readonly pmcid: string | null;
  readonly urlKey: string | null;
  /** Host of the address, in lower case and without port. */
  readonly host: string;
  readonly producer: string;
  readonly licence: string;
  readonly access: string;
  readonly retracted: boolean;
  readonly urlStatus: LinkState;
  readonly archiveUrl: string;
  readonly archiveDate: string;
};

/** What the library indexes of a record; a description stands in for a missing title. */
export const deriveSource = (csl: CslItem): DerivedSource => ({
  type: csl.type,
  ...wordsOf(csl),
  ...makersOf(csl),
  ...identifiersOf(csl),
  ...customOf(csl),
});

function wordsOf(csl: CslItem) {
  const title = csl.title ?? csl.note?.slice(0, 500) ?? '';
  const container = csl['container-title'] ?? '';
  const language = csl.language ?? '';
  return { title, titleKey: letterKey(title), container, language, issuedYear: yearOf(csl.issued) };
}

function makersOf(csl: CslItem) {
  const makers = csl.author ?? csl.editor ?? [];
  const makerKey = letterKey(makers[0]?.family ?? makers[0]?.literal ?? '');
  return { authorsText: makers.map(naturalName).join('; '), makerKey };
}

const normal = (text: string | undefined, read: (text: string) => Identifier): string | null => {
  if (text === undefined) return null;
  const found = read(text);
  return found.ok ? found.value : null;
};

const identifiersOf = (csl: CslItem) => ({
  doi: normal(csl.DOI, readDoi),
  isbn13: normal(csl.ISBN, readIsbn),
  issn: normal(csl.ISSN, readIssn),
  pmid: normal(csl.PMID?.replace(/^(?=\d+$)/u, 'pmid:'), readPmid),
  pmcid: normal(csl.PMCID, readPmcid),
  urlKey: csl.URL === undefined ? null : urlKey(csl.URL),
  host: csl.URL !== undefined && URL.canParse(csl.URL) ? new URL(csl.URL).hostname : '',
});

function customOf(csl: CslItem) {
  const own = (field: string) => {
    const value = csl.custom?.[field];
    return typeof value === 'string' ? value : '';
  };
  const archive = archiveOf(csl);
  return {
    producer: own('producer'),
    licence: own('licence'),
    access: own('access'),
    retracted: typeof csl.custom?.['retracted'] === 'object',
    urlStatus: linkStateOf(csl),
    archiveUrl: archive?.url ?? '',
    archiveDate: archive?.date ?? '',
  };
}
