import { houseReference } from '@/lib/domain/citation/house';
import { sourceLinks } from '@/lib/domain/citation/links';
import type { CslItem } from '@/lib/domain/citation/citation';
import { safeHref } from '@/lib/domain/prose/address';
import type { Inline, Mark } from '@/lib/domain/prose/body';
import type { Note } from '@/lib/transfer/formats/out/version-out';

/** Words with marks as inline nodes; none for no words. */
export const inlineText = (words: string, marks: readonly Mark[] = []): Inline[] =>
  words === '' ? [] : [{ type: 'text', text: words, marks }];

/** Words that lead to an address. */
export const inlineLink = (words: string, href: string) => inlineText(words, [{ type: 'link', attrs: { href } }]);

/** Whether the address is spelled out beside a title that leads to it: for paper. */
type Medium = 'screen' | 'paper';

/** A source in house style with its place, what became of its address, and a second address of it. */
export function referenceInlines(csl: CslItem, place: string, medium: Medium): Inline[] {
  const { nodes } = houseReference(csl, place === '' ? {} : { locator: place });
  const isLinked = nodes.some(({ href }) => href !== undefined && safeHref(href) !== null);
  const { second, note } = sourceLinks(csl);
  const reference = nodes
    .filter(({ printOnly }) => medium === 'paper' || !printOnly || !isLinked)
    .flatMap(({ text, italic, href }) =>
      inlineText(text, [
        ...(italic ? [{ type: 'italic' } as const] : []),
        ...(href === undefined ? [] : [{ type: 'link', attrs: { href } } as const]),
      ]),
    );
  return [
    ...reference,
    ...(note === null ? [] : inlineText(` (${note})`)),
    ...(second === null ? [] : [...inlineText(' ('), ...inlineLink(second.words, second.href), ...inlineText(')')]),
  ];
}

/** A note: the reference with its place, the words that were quoted from it, and remarks. */
export const noteInlines = (note: Note, medium: Medium): Inline[] => [
  ...referenceInlines(note.citation.csl, note.place, medium),
  ...note.quotes.flatMap((quote) => inlineText(` “${quote}”`)),
  ...note.remarks.flatMap((remark) => inlineText(` ${remark}`)),
  ...(note.bearing === '' ? [] : inlineText(` ${note.bearing}`)),
];
