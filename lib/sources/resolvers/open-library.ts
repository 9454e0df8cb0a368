import { readDate } from '@/lib/domain/citation/dates';
import { readCommaName } from '@/lib/domain/citation/read/parts/names';
import { jsonOf, membersOf, objectsIn, type Resolver, textIn } from '@/lib/sources/resolvers/resolver';

const namesIn = (value: unknown): string[] => objectsIn(value).flatMap((one) => textIn(one['name']) ?? []);

/** "Lina Haddad" as a person: the last word is the family's. A single word stays whole. */
function personOf(name: string) {
  const words = name.trim().split(/\s+/u);
  const family = words.at(-1) ?? '';
  return words.length === 1 ? { literal: family } : readCommaName(`${family}, ${words.slice(0, -1).join(' ')}`);
}

/** Books by their ISBN. */
export const openLibrary: Resolver = {
  name: 'Open Library',
  accept: 'application/json',
  address: ({ ISBN }, base) =>
    ISBN === undefined ? null : `${base}/api/books?bibkeys=ISBN:${encodeURIComponent(ISBN)}&format=json&jscmd=data`,
  read: (text, { ISBN = '' }) => {
    const book = membersOf(membersOf(jsonOf(text))[`ISBN:${ISBN}`]);
    const title = textIn(book['title']);
    if (title === undefined) return null;
    return {
      type: 'book',
      title: [title, textIn(book['subtitle'])].filter(Boolean).join(': '),
      author: namesIn(book['authors']).flatMap((name) => personOf(name) ?? []),
      publisher: namesIn(book['publishers'])[0],
      'publisher-place': namesIn(book['publish_places'])[0],
      issued: readDate(textIn(book['publish_date']) ?? ''),
    };
  },
};
