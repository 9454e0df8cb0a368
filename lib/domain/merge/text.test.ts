import { expect, it } from 'vitest';
import { type Choice, conflictKey, settle } from '@/lib/domain/merge/settle';
import type { Body } from '@/lib/domain/prose/body';
import { bothTexts, mergeTexts, quietText, type Text } from '@/lib/domain/merge/text';
import { plainText } from '@/lib/domain/prose/text';

const words = {
  a: 'Both countries opened embassies in Tehran and Damascus in 1946.',
  b: 'A treaty of friendship was signed by the two governments in spring.',
  c: 'Trade between them grew slowly over the following decade.',
};
const block = (id: string, text: string) => ({
  type: 'paragraph' as const,
  attrs: { id },
  content: [{ type: 'text' as const, text }],
});
const draft = (heading: string, texts: Readonly<Record<string, string>>): Text => ({
  heading,
  body: { type: 'doc', content: Object.entries(texts).map(([id, text]) => block(id, text)) },
});
const base = draft('History', words);
const lines = (body: Body | null | undefined) => (body ? plainText(body).split('\n').filter(Boolean) : body);

it('joins different paragraphs and a heading in silence', () => {
  const yours = draft('History', { ...words, a: `${words.a} They were small.` });
  const theirs = draft('Early history', { ...words, c: `${words.c} Oil came later.` });
  const quiet = quietText(mergeTexts(base, yours, theirs));
  expect(quiet?.heading).toBe('Early history');
  expect(lines(quiet?.body)).toEqual([`${words.a} They were small.`, words.b, `${words.c} Oil came later.`]);
});

it('does not choose between two headings', () => {
  const made = mergeTexts(base, draft('Beginnings', words), draft('Early history', words));
  expect(made.heading).toBeNull();
  expect(quietText(made)).toBeNull();
});

const mine = 'A treaty of friendship was signed by the two governments in March 1946.';
const other = 'A treaty of friendship was signed by the two presidents in spring.';

it.each<[Choice, string[]]>([
  ['theirs', [other]],
  ['yours', [mine]],
  ['both', [other, mine]],
])('puts %s in the place of the conflict and keeps the other paragraphs of both', (choice, expected) => {
  const yours = draft('History', { ...words, a: `${words.a} They were small.`, b: mine });
  const theirs = draft('History', { ...words, b: other, c: `${words.c} Oil came later.` });
  const made = mergeTexts(base, yours, theirs);
  expect(quietText(made)).toBeNull();
  expect(settle(made.merged, new Map())).toBeNull();
  const choices = new Map(made.merged.conflicts.map((conflict) => [conflictKey(conflict), choice]));
  expect(lines(settle(made.merged, choices))).toEqual([
    `${words.a} They were small.`,
    ...expected,
    `${words.c} Oil came later.`,
  ]);
});

it('settles texts that two people put in at one place', () => {
  const added = (text: string) => draft('History', { a: words.a, [`n${text.length}`]: text, b: words.b, c: words.c });
  const made = mergeTexts(base, added('My new paragraph on consulates.'), added('Their new paragraph on airlines.'));
  const choices = new Map(made.merged.conflicts.map((conflict) => [conflictKey(conflict), 'both' as const]));
  expect(choices.size).toBe(1);
  expect(lines(settle(made.merged, choices))).toEqual([
    words.a,
    'Their new paragraph on airlines.',
    'My new paragraph on consulates.',
    words.b,
    words.c,
  ]);
});

it('offers both sides whole: each with what only the other changed', () => {
  const ours = draft('Beginnings', { ...words, a: mine, b: words.b });
  const theirs = draft('Early history', { ...words, a: other, c: `${words.c} Oil came later.` });
  const sides = bothTexts(mergeTexts(base, ours, theirs), ours, theirs);
  expect(sides.ours.heading).toBe('Beginnings');
  expect(lines(sides.ours.body)).toEqual([mine, words.b, `${words.c} Oil came later.`]);
  expect(sides.theirs.heading).toBe('Early history');
  expect(lines(sides.theirs.body)).toEqual([other, words.b, `${words.c} Oil came later.`]);
});
