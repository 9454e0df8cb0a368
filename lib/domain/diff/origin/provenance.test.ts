import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import { edited, randomEdit } from '@/lib/domain/diff/apply/edits';
import { type Choose, randomArticle } from '@/lib/domain/diff/apply/random';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { blockText } from '@/lib/domain/prose/text';
import { carryProvenance, noProvenance, type Provenance, wordsLength } from '@/lib/domain/diff/origin/provenance';

/** Where the words came from after a row of versions. */
function history(versions: readonly Article[]): Provenance {
  return versions.reduce<{ known: Provenance; last: Article | null }>(
    ({ known, last }, now, at) => ({
      known: carryProvenance(known, diffRevisions(last, now), now, at + 1),
      last: now,
    }),
    { known: noProvenance, last: null },
  ).known;
}

/** Sections of paragraphs; the id of a paragraph stands before a colon. */
const article = (...sections: readonly (readonly string[])[]): Article => ({
  ...{ title: 'Relations', facts: [], related: [], attribution: '' },
  sections: sections.map((paragraphs, at) => ({
    ...{ id: `s${at}`, level: at === 0 ? 1 : 2, heading: at === 0 ? '' : `Part ${at}` },
    body: doc(...paragraphs.map((one) => withId(one.split(':')[0] ?? '', p(one.slice(one.indexOf(':') + 1))))),
  })),
});

/** The words of an article, each stretch with its version: "1:Iran sold oil. |2:It ended." */
function told(versions: readonly Article[]): string[] {
  const { blocks } = history(versions);
  return (versions.at(-1)?.sections ?? []).flatMap(({ body }) =>
    body.content.map((block) => {
      let at = 0;
      const runs = blocks.get(block.attrs.id) ?? [];
      return runs
        .map(({ version, length }) => {
          at += length;
          return `${version}:${blockText(block).slice(at - length, at)}`;
        })
        .join('|');
    }),
  );
}

const [one, two, three] = ['Iran sold oil to Syria. ', 'Russia stood aside then. ', 'The deal ended in 2012. '];

describe('who wrote what', () => {
  const cases: [string, Article[], string[]][] = [
    ['of a first version', [article([`a:${one}${two}`])], [`1:${one}${two}`]],
    [
      'of a word',
      [article([`a:${one}${two}`]), article([`a:${one.replace('oil', 'gas')}${two}`])],
      [`1:Iran sold |2:gas|1: to Syria. ${two}`],
    ],
    ['of a sentence added', [article([`a:${one}`]), article([`a:${one}${two}`])], [`1:${one}|2:${two}`]],
    ['through a split', [article([`a:${one}${two}`]), article([`a:${one}`, `b:${two}`])], [`1:${one}`, `1:${two}`]],
    ['through a join', [article([`a:${one}`, `b:${two}`]), article([`a:${one}${two}`])], [`1:${one}${two}`]],
    [
      'through a move to another section',
      [article([`a:${one}${two}`], [`b:${three}`]), article([`a:${one}`], [`b:${three}${two}`])],
      [`1:${one}`, `1:${three}${two}`],
    ],
    [
      'through a move of a paragraph',
      [article([`a:${one}`, `c:${two}`], [`b:${three}`]), article([`a:${one}`], [`b:${three}`, `d:${two}`])],
      [`1:${one}`, `1:${three}`, `1:${two}`],
    ],
    [
      'through a restore',
      [article([`a:${one}${two}`]), article([`a:${one}`]), article([`a:${one}${three}`]), article([`a:${one}${two}`])],
      [`1:${one}${two}`],
    ],
    [
      'through a restore of what was written otherwise for a while',
      [article([`a:${one}${two}`]), article([`a:${one.replace('oil', 'gas')}${two}`]), article([`a:${one}${two}`])],
      [`1:${one}${two}`],
    ],
  ];
  test.each(cases)('%s', (_, versions, expected) => {
    expect(told(versions)).toEqual(expected);
  });

  test('adds up to the words of every block, whatever was done', () => {
    const check = (choose: Choose) => {
      const versions = [randomArticle(choose)];
      for (let step = 0; step < 4; step += 1) versions.push(edited(versions.at(-1) as Article, randomEdit(choose)));
      const { blocks } = history(versions);
      const all = (versions.at(-1) as Article).sections.flatMap(({ body }) => body.content);
      const sums = all.map(({ attrs }) => (blocks.get(attrs.id) ?? []).reduce((sum, { length }) => sum + length, 0));
      expect(sums).toEqual(all.map(wordsLength));
      expect([...blocks.values()].flat().every(({ version }) => version <= versions.length)).toBe(true);
    };
    fc.assert(
      fc.property(fc.gen(), (generate) => check((below) => generate(fc.nat, below - 1))),
      { numRuns: 100 },
    );
  });
});
