import type { CslName } from '@/lib/domain/citation/citation';
import { jsonOf, membersOf, objectsIn, type Resolver, textIn } from '@/lib/sources/resolvers/resolver';

/** Crossref's kinds of work in CSL's words (api.crossref.org/types). */
const types: Readonly<Record<string, string>> = {
  ...{ 'journal-article': 'article-journal', book: 'book', monograph: 'book', 'edited-book': 'book' },
  ...{ 'reference-book': 'book', 'book-chapter': 'chapter', 'book-section': 'chapter', 'book-part': 'chapter' },
  ...{ 'reference-entry': 'entry-encyclopedia', 'proceedings-article': 'paper-conference', report: 'report' },
  ...{ 'report-series': 'report', dissertation: 'thesis', dataset: 'dataset', 'posted-content': 'report' },
};

const people = (value: unknown) =>
  objectsIn(value).flatMap((one): CslName[] => {
    const [family, given, name, suffix] = ['family', 'given', 'name', 'suffix'].map((part) => textIn(one[part]));
    if (family !== undefined) return [{ family, ...(given ? { given } : {}), ...(suffix ? { suffix } : {}) }];
    return name === undefined ? [] : [{ literal: name }];
  });

/** Works by their DOI. */
export const crossref: Resolver = {
  name: 'Crossref',
  accept: 'application/json',
  address: ({ DOI }, base) => (DOI === undefined ? null : `${base}/works/${encodeURIComponent(DOI)}`),
  read: (text) => {
    const work = membersOf(membersOf(jsonOf(text))['message']);
    const title = textIn(work['title']);
    if (title === undefined) return null;
    const parts = membersOf(work['issued'])['date-parts'];
    return {
      type: types[textIn(work['type']) ?? ''] ?? 'document',
      title: [title, textIn(work['subtitle'])].filter(Boolean).join(': '),
      author: people(work['author']),
      editor: people(work['editor']),
      translator: people(work['translator']),
      'container-title': textIn(work['container-title']),
      publisher: textIn(work['publisher']),
      'publisher-place': textIn(work['publisher-location']),
      volume: textIn(work['volume']),
      issue: textIn(work['issue']),
      page: textIn(work['page']),
      ISSN: textIn(work['ISSN']),
      language: textIn(work['language']),
      ...(Array.isArray(parts) && Array.isArray(parts[0]) && parts[0][0]
        ? { issued: { 'date-parts': parts.slice(0, 1) } }
        : {}),
    };
  },
};
