import { readDate } from '@/lib/domain/citation/dates';
import { readEdtf } from '@/lib/domain/citation/read/parts/dates';
import { readCommaName } from '@/lib/domain/citation/read/parts/names';
import { plainWords } from '@/lib/domain/citation/read/parts/words';
import type { Resolver } from '@/lib/sources/resolvers/resolver';

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]{0,2000})"|'([^']{0,2000})'|([^\\s"'>]{1,500}))`, 'iu').exec(
    tag,
  );
  return found ? (found[1] ?? found[2] ?? found[3]) : undefined;
};

/** What a page says of itself in `<meta>`: all values by name, in order. */
function metaOf(head: string): ReadonlyMap<string, string[]> {
  const values = new Map<string, string[]>();
  for (const [tag] of head.matchAll(/<meta\s[^>]{1,4000}>/giu)) {
    const name = (attribute(tag, 'name') ?? attribute(tag, 'property'))?.toLowerCase();
    const content = plainWords(attribute(tag, 'content') ?? '').words;
    if (name !== undefined && content !== '') values.set(name, [...(values.get(name) ?? []), content]);
  }
  return values;
}

const dated = (text: string) => {
  const day = /^\d{4}-\d{2}-\d{2}/u.exec(text)?.[0];
  return day === undefined ? readDate(text.replaceAll('/', '-')) : readEdtf(day);
};

const bodies = /^https?:|[@|]/u;
const personOf = (name: string) => {
  if (name.includes(',')) return readCommaName(name);
  const words = name.split(/\s+/u);
  if (words.length < 2 || words.length > 4) return { literal: name };
  return readCommaName(`${words.at(-1) ?? ''}, ${words.slice(0, -1).join(' ')}`);
};

/** Web pages by their own address: what their head says. */
export const page: Resolver = {
  name: 'the page',
  accept: 'text/html',
  isCut: true,
  address: ({ URL }) => URL ?? null,
  read: (text) => {
    const head = text.slice(0, 300_000);
    const meta = metaOf(head);
    const first = (...names: string[]) => names.flatMap((name) => meta.get(name) ?? [])[0];
    const spoken = /<title[^>]{0,200}>([^<]{1,1000})<\/title/iu.exec(head)?.[1];
    const title =
      first('citation_title', 'og:title', 'dc.title', 'twitter:title') ?? (spoken && plainWords(spoken).words);
    if (title === undefined || title === '') return null;
    const names = [...(meta.get('citation_author') ?? []), ...(meta.get('author') ?? [])].filter(
      (name) => !bodies.test(name),
    );
    const published = first('citation_publication_date', 'article:published_time', 'date', 'dc.date', 'dcterms.date');
    const html = /<html\s[^>]{0,2000}>/iu.exec(head)?.[0] ?? '';
    return {
      title,
      'container-title': first('og:site_name', 'citation_journal_title', 'application-name'),
      author: [...new Set(names)].slice(0, 50).flatMap((name) => personOf(name) ?? []),
      issued: published === undefined ? null : dated(published),
      DOI: first('citation_doi'),
      language: attribute(html, 'lang'),
    };
  },
};
