import { diffRevisions } from '@/lib/domain/diff/revision';
import type { Article } from '@/lib/domain/article';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { randomOf, below } from '@/lib/proof/bench/corpus/random';
import { sentence, sentences } from '@/lib/proof/bench/corpus/words';
import { interleaved, median } from '@/lib/proof/bench/measure/rounds';
import { atMost, type Chapter, short } from '@/lib/proof/bench/report';
import type { Suite } from '@/lib/proof/bench/suite';

const sizes = { 'of 3,000 words': { words: 3000, goal: 50 }, 'of 30,000 words': { words: 30_000, goal: 300 } } as const;
type Name = keyof typeof sizes;
type Pair = { readonly before: Article; readonly after: Article; readonly words: number };

const paragraphsOfSection = 6;
const sentencesOfParagraph = 5;
const wordsOf = (text: string) => text.split(' ').length;

/** `npm run bench -- diff`: comparing two states of an article as the review screen does (W1). */
export const diff: Suite = async ({ options }) => {
  const pairs = new Map(Object.entries(sizes).map(([name, { words }]) => [name, pairOf(words)]));
  const cases = [...pairs].map(([name, { before, after }]) => ({ name, run: async () => timeOf(before, after) }));
  // Once to warm up: the first comparison of a process also compiles.
  for (const { run } of cases) await run();
  return chapterOf(await interleaved(Math.max(9, options.rounds), cases), pairs);
};

async function timeOf(before: Article, after: Article): Promise<number> {
  const began = performance.now();
  const { counts } = diffRevisions(before, after);
  const took = performance.now() - began;
  if (counts.total === 0) throw new Error('The comparison found nothing.');
  return Promise.resolve(took);
}

/** An article of so many words, and the same with every third paragraph worked on: a sentence other, new, gone or moved. */
function pairOf(size: number): Pair {
  const random = randomOf('diff', size);
  let words = 0;
  const sections: { before: string[][]; after: string[][] }[] = [];
  while (words < size) {
    const before = Array.from({ length: paragraphsOfSection }, () => sentences(random, sentencesOfParagraph));
    words += before.flat().reduce((sum, one) => sum + wordsOf(one), 0);
    sections.push({ before, after: before.map((one, at) => (at % 3 === 1 ? worked(one, random) : one)) });
  }
  const article = (side: 'before' | 'after'): Article => ({
    ...{ title: 'An article', facts: [], related: [], attribution: '' },
    sections: sections.map((section, at) => ({
      ...{ id: `s${at}`, level: at === 0 ? 1 : 2, heading: `Section ${at}` },
      body: doc(...section[side].map((paragraph, nth) => withId(`s${at}-${nth}`, p(paragraph.join(' '))))),
    })),
  });
  return { before: article('before'), after: article('after'), words };
}

function worked(paragraph: readonly string[], random: () => number): string[] {
  const [first = '', ...rest] = paragraph;
  const kind = below(random, 4);
  if (kind === 0) return [sentence(random), ...rest];
  if (kind === 1) return [first, sentence(random), ...rest];
  if (kind === 2) return rest;
  return [...rest, first.replace(/ \S+ /u, ' another ')];
}

function chapterOf(found: ReadonlyMap<string, readonly number[]>, pairs: ReadonlyMap<string, Pair>): Chapter {
  const names = Object.keys(sizes) as Name[];
  const times = (name: Name) => found.get(name) ?? [];
  return {
    name: 'diff',
    rows: names.map((name) => ({
      ...{ number: 'W1', measure: `comparison ${name}`, unit: 'ms', goal: atMost(sizes[name].goal) },
      value: median(times(name)),
      detail: `${(pairs.get(name)?.words ?? 0).toLocaleString('en')} words, slowest ${short(Math.max(...times(name)))} ms`,
    })),
    tables: [],
    notes: [
      'Every third paragraph is worked on: a sentence is other, new, gone, or moved and changed. Sections, blocks, sentences, words and changes of meaning, as for the review screen.',
    ],
  };
}
