import { type Coverage, coverageOf, noJudgement } from '@/lib/domain/citation/coverage';
import type { Body } from '@/lib/domain/prose/body';
import { doc, p } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { plainText } from '@/lib/domain/prose/text';
import { placedTimeline } from '@/lib/domain/timeline/placed';
import { oneOf, randomOf } from '@/lib/proof/bench/corpus/random';
import { sentence, sentences } from '@/lib/proof/bench/corpus/words';
import { contentHashOf } from '@/lib/revisions/content';

type Entry = ReturnType<typeof placedTimeline>[number];

/** The text of a section as it is stored, with what is derived from it. */
export type Passage = {
  readonly heading: string;
  readonly body: Body;
  readonly text: string;
  readonly hash: string;
  readonly coverage: Coverage;
  readonly words: number;
  /** Dated statements; those in the text lead to their sentence. */
  readonly events: readonly Entry[];
};

/** How many different sections there are, and how many forms each has: one sentence more is another in each further one. */
export const passageCount = 1500;
const formCount = 4;

const topics =
  'Background History Trade Diplomacy Culture Migration Energy Transport Education Security Treaties Visits Borders Aid Science'.split(
    ' ',
  );
const eras = ['', ' before 1960', ' in the 1970s', ' since 1990'];

/** Brings a text into its stored form by the code that the editor's saves go through. */
export function makePassage(seed: string, heading: string, paragraphs: readonly string[]): Passage {
  const body = normalise(doc(...paragraphs.map((text) => p(text))), seed);
  const text = plainText(body);
  return {
    ...{ heading, body, text, hash: contentHashOf({ heading, body }) },
    coverage: coverageOf(body, noJudgement),
    words: `${heading}\n${text}`.match(/\S+/gu)?.length ?? 0,
    events: placedTimeline([{ id: seed, heading, body, anchor: 'main' }]),
  };
}

function formsOf(index: number): Passage[] {
  const random = randomOf('passage', index);
  const heading = oneOf(random, topics) + oneOf(random, eras);
  const all = sentences(random, 7);
  return Array.from({ length: formCount }, (_, form) => {
    if (form > 0) all[form] = sentence(random);
    return makePassage(`passage ${index}`, heading, [all.slice(0, 4).join(' '), all.slice(4).join(' ')]);
  });
}

const made = new Map<number, readonly Passage[]>();

/** A section in one of its forms: about 105 words in two paragraphs under a heading. */
export function passageOf(index: number, form: number): Passage {
  const forms = made.get(index) ?? formsOf(index);
  made.set(index, forms);
  const found = forms[form % formCount];
  if (!found) throw new Error(`There is no passage ${index}.`);
  return found;
}
