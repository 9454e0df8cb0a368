import { stdout } from 'node:process';
import { describe, expect, test } from 'vitest';
import type { Article } from '@/lib/domain/article';
import { driftBeside } from '@/lib/domain/diff/meaning/drift';
import { real } from '@/lib/domain/diff/meaning/labelled';
import { diffRevisions } from '@/lib/domain/diff/revision';
import type { Inline } from '@/lib/domain/prose/body';
import { cite, doc, p, withId } from '@/lib/domain/prose/builder';

const idOf = (mark: string) => `${mark.repeat(8)}-1111-4111-8111-111111111111`;
const markOf = (id: string) => id[0] ?? '';

/** Text in which [a] to [f] are citations; paragraphs are divided by "|". */
const inlines = (text: string): Inline[] =>
  text
    .split(/(\[[a-f]\])/u)
    .filter((part) => part !== '')
    .map((part): Inline => (/^\[[a-f]\]$/u.test(part) ? cite(idOf(part[1] ?? 'a')) : { type: 'text', text: part }));
const article = (text: string): Article => ({
  ...{ title: 'Relations', facts: [], related: [], attribution: '' },
  sections: [
    {
      id: 's',
      level: 1,
      heading: '',
      body: doc(...text.split('|').map((one, n) => withId(`b${n}`, p(...inlines(one))))),
    },
  ],
});
const driftIn = (before: string, after: string) =>
  diffRevisions(article(before), article(after)).drift.map(({ kind, citationId }) => `${markOf(citationId)} ${kind}`);

type Words = readonly [sentence: keyof typeof real, from: string, to: string, isDrift: boolean];

/** Edits under a citation that stays at the end of its sentence. */
const words: readonly Words[] = [
  ['taliban', '2021', '2020', true],
  ['taliban', 'no diplomatic', 'diplomatic', true],
  ['taliban', 'the Assad regime and the Taliban', 'the Taliban and the Assad regime', false],
  ['roots', 'Sunni', 'Shia', true],
  ['roots', 'both being Sunni', 'both Sunni', false],
  ['haniyeh', 'October 2022', 'May 2022', true],
  ['haniyeh', 'Turkey', 'Qatar', true],
  ['haniyeh', 'In October 2022, Taliban', 'In October 2022, the Taliban', false],
  ['denounced', 'Lebanon, Syria and Yemen', 'Lebanon, Syria, and Yemen', false],
  ['denounced', 'Israeli attacks', 'alleged Israeli attacks', true],
  ['denounced', 'have also denounced', 'have denounced', false],
  ['cyrus', 'King of Achaemenid Persians', 'king of the Achaemenid Persians', false],
  ['cyrus', '539', '538', true],
  ['consulate', 'a consulate', 'an embassy', true],
  ['consulate', 'Following the', 'After the', false],
  ['consulate', 'established', 'establishes', false],
  ['khomeini', 'did not visit', 'visited', true],
  ['khomeini', 'However, Assad', 'Assad', false],
  ['ties', 'political and strategic', 'strategic and political', false],
  ['ties', 'strategic points', 'religious points', true],
  ['scud', '1986 and 1988', '1986 and 1989', true],
  ['scud', 'technology', 'tehcnology', false],
  ['scud', 'provided Iran with Scud B missiles', 'provided Scud B missiles to Iran', false],
  ['projects', 'several industrial projects', 'industrial projects', true],
  [
    'projects',
    'including cement factories, car assembly lines and silo',
    'including car assembly lines and silo',
    true,
  ],
  ['projects', 'implementing', 'the implementing of', false],
  ['killed', 'killed', 'wounded', true],
  ['killed', 'in combat in Syria', 'in combat within Syria', false],
  ['rouhani', 'would continue', 'will continue', false],
  ['rouhani', '3 August', '4 August', true],
  ['rouhani', 'stated', 'declared', false],
  ['base', 'agreed to fund', 'refused to fund', true],
  ['base', 'Latakia', 'Tartus', true],
  ['base', 'airport.', 'airport!', false],
  ['reportedly', 'reportedly told', 'told', true],
  ['reportedly', 'they would', 'it would', false],
  ['estimates', '10,000', '1,000', true],
  ['estimates', 'by the end', 'at the end', false],
  ['convoy', 'tons', 'tonnes', false],
  ['convoy', 'ten trucks', 'twelve trucks', true],
  ['model', 'could serve', 'will serve', true],
  ['airlines', 'flights', 'regular flights', true],
  ['camp', 'displaced persons', 'displaced people', false],
  ['umayyad', 'centered', 'centred', false],
];

type Shape = readonly [name: string, before: string, after: string, drift: readonly string[]];
const [one, two, three] = [real.consulate, real.base, real.suspended];

/** Edits that move or drop citations, or sentences with them. */
const shapes: readonly Shape[] = [
  ['removed, the sentence stays', `${one}[a] ${two}`, `${one} ${two}`, ['a citation-removed']],
  ['one of two removed', `${one}[a][b] ${two}`, `${one}[b] ${two}`, ['a citation-removed']],
  ['removed and the sentence edited', `${one}[a]`, one.replace('1946', '1947'), ['a citation-removed']],
  ['removed with its sentence', `${one}[a] ${two}`, two, []],
  ['moved to the next sentence', `${one}[a] ${two}`, `${one} ${two}[a]`, ['a citation-moved']],
  ['moved to another paragraph', `${one}[a]|${two}`, `${one}|${two}[a]`, ['a citation-moved']],
  ['two that changed places', `${one}[a] ${two}[b]`, `${one}[b] ${two}[a]`, ['a citation-moved', 'b citation-moved']],
  [
    'moved within its sentence',
    `Iran established a consulate[a] there in 1946.`,
    `Iran established a consulate there in 1946.[a]`,
    [],
  ],
  ['a second one added', `${one}[a]`, `${one}[a][b]`, []],
  ['added where there was none', one, `${one}[a]`, []],
  ['the sentence moved with it', `${one}[a] ${two} ${three}`, `${two} ${three} ${one}[a]`, []],
  ['the paragraph moved with it', `${one}[a]|${two}|${three}`, `${two}|${three}|${one}[a]`, []],
  ['another sentence edited', `${one}[a] ${two}`, `${one}[a] ${two.replace('large', 'small')}`, []],
  ['a sentence put before it', `${one}[a]`, `${three} ${one}[a]`, []],
  ['its sentence written anew', `${one}[a]`, `Nobody there had any ships left by then.[a]`, ['a text-changed']],
  [
    'its sentence joined with the next',
    'Iran opened it in 1946.[a] Syria agreed to that.',
    'Iran opened it in 1946[a] and Syria agreed to that.',
    ['a text-changed'],
  ],
  ['a sentence put behind it', `${one}[a]`, `${one}[a] ${three}`, []],
  ['under two citations', `${one}[a][b]`, `${one.replace('1946', '1947')}[a][b]`, ['a text-changed', 'b text-changed']],
  ['nothing', `${one}[a] ${two}[b]`, `${one}[a] ${two}[b]`, []],
];

test(`precision and recall of drift over ${words.length + shapes.length} labelled edits`, () => {
  const cases: Shape[] = [
    ...words.map(([sentence, from, to, isDrift]): Shape => {
      const text: string = real[sentence];
      expect(text).toContain(from);
      return [`${from} → ${to}`, `${text}[a]`, `${text.replace(from, to)}[a]`, isDrift ? ['a text-changed'] : []];
    }),
    ...shapes,
  ];
  let [right, wrong, missed] = [0, 0, 0];
  const lines: string[] = [];
  for (const [name, before, after, wanted] of cases) {
    const told = driftIn(before, after);
    const [extra, lacking] = [
      told.filter((one_) => !wanted.includes(one_)),
      wanted.filter((one_) => !told.includes(one_)),
    ];
    right += wanted.length - lacking.length;
    wrong += extra.length;
    missed += lacking.length;
    if (extra.length > 0) lines.push(`  false alarm, ${extra.join()}: ${name}\n`);
    if (lacking.length > 0) lines.push(`  missed, ${lacking.join()}: ${name}\n`);
  }
  const [precision, recall] = [right / (right + wrong), right / (right + missed)];
  const found = `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`;
  stdout.write(`Citation drift, ${cases.length} labelled edits: ${found}\n${lines.join('')}`);
  expect(precision).toBeGreaterThanOrEqual(0.85);
  expect(recall).toBeGreaterThanOrEqual(0.95);
});

describe('drift', () => {
  test('names the change, and stands in "look here first"', () => {
    const diff = diffRevisions(article(`${one}[a]`), article(`${one.replace('1946', '1947')}[a]`));
    const [drift] = diff.drift;
    expect(drift).toMatchObject({ kind: 'text-changed', changeId: 'c1', sectionId: 's', before: one });
    expect(drift?.sentence).toBe('The citation of a source stayed, its text did not: “1946” became “1947”.');
    expect(diff.lookHere.map(({ kind, changeId }) => `${kind} ${changeId}`)).toContain('drift c1');
  });

  test('a fact that changed under its citation, and one whose citation went', () => {
    const of = (value: string, ...citations: string[]): Article => ({
      ...article(one),
      facts: [{ key: 'Since', value, confirmed: true, citations }],
    });
    const kinds = (before: Article, after: Article) => diffRevisions(before, after).drift.map(({ kind }) => kind);
    expect(kinds(of('1946', idOf('a')), of('1947', idOf('a')))).toEqual(['text-changed']);
    expect(kinds(of('1946', idOf('a')), of('1946'))).toEqual(['citation-removed']);
    expect(kinds(of('1946', idOf('a')), of('1946', idOf('a'), idOf('b')))).toEqual([]);
  });

  test('a source that is another since, a check that counts no more', () => {
    const after = one.replace('1946', '1947');
    const diff = diffRevisions(article(`${one}[a] ${two}[b]`), article(`${after}[a] ${two}[b]`));
    const use = { sectionId: 's', isOlderRecord: false, lapsed: null };
    const found = driftBeside(diff, [
      { ...use, citationId: idOf('a'), statement: after, lapsed: { by: 'Amal', because: 'words' } },
      { ...use, citationId: idOf('b'), statement: two, isOlderRecord: true },
      { ...use, citationId: idOf('b'), statement: two },
    ]);
    expect(found.map(({ kind, changeId, sentence }) => ({ kind, changeId, sentence }))).toEqual([
      {
        ...{ kind: 'verification-lapsed', changeId: 'c1' },
        sentence: 'Amal checked a source for other words: it has to be looked up again.',
      },
      {
        ...{ kind: 'source-changed', changeId: null },
        sentence: 'The record of a source was corrected since it was cited.',
      },
    ]);
  });
});
