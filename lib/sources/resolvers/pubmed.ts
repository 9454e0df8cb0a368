import { readDate } from '@/lib/domain/citation/dates';
import { jsonOf, membersOf, objectsIn, type Resolver, textIn } from '@/lib/sources/resolvers/resolver';

/** "Haddad LM" as PubMed writes people: the family's name, then initials. */
function personOf(name: string) {
  const [, family = '', initials = ''] = /^(.+) (\p{Lu}{1,4})$/u.exec(name.trim()) ?? [];
  return family === ''
    ? { literal: name.trim() }
    : { family, given: Array.from(initials, (sign) => `${sign}.`).join(' ') };
}

/** `2015 Feb 25` and `2015 Feb`. */
function dateOf(text: string) {
  const [year = '', month = '', day = ''] = text.trim().split(/\s+/u);
  return readDate([day, month, year].filter(Boolean).join(' '));
}

const idOf = (ids: unknown, kind: string) => objectsIn(ids).find((one) => one['idtype'] === kind)?.['value'];

/** Articles by their PubMed number (E-utilities, esummary). */
export const pubmed: Resolver = {
  name: 'PubMed',
  accept: 'application/json',
  address: ({ PMID }, base) =>
    PMID === undefined
      ? null
      : `${base}/entrez/eutils/esummary.fcgi?db=pubmed&retmode=json&id=${encodeURIComponent(PMID)}`,
  read: (text, { PMID = '' }) => {
    const article = membersOf(membersOf(membersOf(jsonOf(text))['result'])[PMID]);
    const title = textIn(article['title']);
    if (title === undefined) return null;
    return {
      type: 'article-journal',
      title: title.replace(/\.$/u, ''),
      author: objectsIn(article['authors']).flatMap((one) => {
        const name = textIn(one['name']);
        return name === undefined ? [] : [personOf(name)];
      }),
      'container-title': textIn(article['fulljournalname']),
      volume: textIn(article['volume']),
      issue: textIn(article['issue']),
      page: textIn(article['pages']),
      ISSN: textIn(article['issn']),
      DOI: textIn(idOf(article['articleids'], 'doi')),
      issued: dateOf(textIn(article['pubdate']) ?? ''),
    };
  },
};
