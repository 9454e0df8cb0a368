import { describe, expect, test } from 'vitest';
import type { Article, Section } from '@/lib/domain/article';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { isMoreThanWording, lookHere } from '@/lib/domain/diff/meaning/meaning';
import { diffRevisions } from '@/lib/domain/diff/revision';
import type { Block } from '@/lib/domain/prose/body';
import { cite, doc, type InlineInput, link, p, quote, withId } from '@/lib/domain/prose/builder';

const source = '11111111-1111-4111-8111-111111111111';
const later = '22222222-2222-4222-8222-222222222222';
const frozen = (id: string, page: string): FrozenCitation => ({
  id,
  sourceId: 'work',
  sourceKey: 'goodarzi-2006',
  sourceState: 'state',
  csl: { type: 'book', title: 'Syria and Iran' },
  stub: false,
  locators: [{ label: 'page', value: page }],
  quote: '',
  note: '',
  supports: 'supports',
});
const citations = new Map([frozen(source, '12'), frozen(later, '14')].map((one) => [one.id, one]));
const padding =
  'The relations between these states have been the subject of very long and careful study by many people. ';
const sectionOf = (...blocks: readonly Block[]): Section => ({
  id: 's',
  level: 2,
  heading: 'Early',
  body: doc(...blocks),
});
const articleOf = (...sections: readonly Section[]): Article => ({
  title: 'Iran',
  facts: [],
  related: [],
  attribution: '',
  sections,
});
const say = (...parts: readonly InlineInput[]) =>
  articleOf(sectionOf(withId('pad', p(padding.repeat(4))), withId('b', p(...parts))));
const looks = (before: Article, after: Article) => diffRevisions(before, after, citations).lookHere;
const show = (before: Article, after: Article) => looks(before, after).map(({ sentence }) => sentence);
const codes = (before: Article, after: Article) =>
  isMoreThanWording(diffRevisions(before, after)).map(({ code }) => code);

describe('lookHere', () => {
  const cases: [string, string, string, string[]][] = [
    ['number', 'It sent 2,000 men to the coast.', 'It sent 3,000 men to the coast.', ['Number changed: 2,000 → 3,000']],
    [
      'number in words',
      'It sent two ships to the coast.',
      'It sent three ships to the coast.',
      ['Number changed: two → three'],
    ],
    [
      'date',
      'It began on 12 March 2011 in the south.',
      'It began on 15 March 2011 in the south.',
      ['Date changed: 12 March 2011 → 15 March 2011'],
    ],
    ['year', 'It began in 1979 in the south.', 'It began in 1980 in the south.', ['Date changed: 1979 → 1980']],
    [
      'name',
      'In time the men of Assad came back.',
      'In time the men of Saddam came back.',
      ['Name changed: Assad → Saddam'],
    ],
    ['hedge', 'It reportedly sent men to the coast.', 'It sent men to the coast.', ['Hedge removed: reportedly']],
    ['negation', 'It did send men to the coast.', 'It did not send men to the coast.', ['Negation added: not']],
    [
      'contraction',
      'It would send men to the coast.',
      "It wouldn't send men to the coast.",
      ["Negation added: wouldn't"],
    ],
    [
      'quotation',
      'They called it "his full weight" at once.',
      'They called it "his whole weight" at once.',
      ['Quotation changed: "his full weight" → "his whole weight"'],
    ],
    ['wording only', 'It quickly sent men to the coast.', 'It promptly sent men to the coast.', []],
    ['first word of a sentence', 'Men came to the coast at last.', 'Soldiers came to the coast at last.', []],
  ];
  test.each(cases)('%s', (_, before, after, expected) => {
    expect(show(say(before), say(after))).toEqual(expected);
  });

  const base = 'It sent men to the coast.';
  const marked: [string, readonly InlineInput[], readonly InlineInput[], string[]][] = [
    ['citation added', [base], [base, cite(source)], ['Citation of “Syria and Iran”, page 12 added.']],
    [
      'citation removed',
      [base, cite(source)],
      [base],
      [`The citation of “Syria and Iran”, page 12 was removed, its text stayed: “${base}”.`],
    ],
    [
      'another page',
      [base, cite(source)],
      [base, cite(later)],
      ['Citation of “Syria and Iran”, page 12 changed to “Syria and Iran”, page 14.'],
    ],
    ['link', [base], [link('https://a.example/', base)], [`Link to https://a.example/ added to “${base}”.`]],
    [
      'citation gone with its sentence',
      [base, cite(source), ' More came.'],
      ['More came.'],
      ['Citation removed: “Syria and Iran”, page 12'],
    ],
  ];
  test.each(marked)('%s', (_, before, after, expected) => {
    expect(show(say(...before), say(...after))).toEqual(expected);
  });

  test.each<[string, Partial<FrozenCitation>, string]>([
    ['bearing', { supports: 'partly' }, 'the source says part of this'],
    ['quoted words', { quote: 'men were sent' }, 'the words “men were sent”'],
    ['record', { sourceState: 'corrected' }, 'the corrected record of the source'],
    ['note', { note: 'Seen in the archive' }, 'its note'],
  ])('another %s of the same place', (_, more, expected) => {
    const known = new Map([frozen(source, '12'), { ...frozen(later, '12'), ...more }].map((one) => [one.id, one]));
    const { lookHere: found } = diffRevisions(say(base, cite(source)), say(base, cite(later)), known);
    expect(found.map(({ sentence }) => sentence)).toEqual([
      `Citation of “Syria and Iran”, page 12 changed to ${expected}.`,
    ]);
  });

  test('a moved sentence says nothing, its numbers are the same', () => {
    const before = say('It sent 20 men to the coast. Then the war began. It ended.');
    expect(show(before, say('Then the war began. It ended. It sent 20 men to the coast.'))).toEqual([]);
  });

  test('a citation moved to another paragraph is one change, shown at both ends', () => {
    const at = (place: number) =>
      articleOf(
        sectionOf(...[base, padding].map((text, n) => withId(`b${n}`, n === place ? p(text, cite(source)) : p(text)))),
      );
    const diff = diffRevisions(at(0), at(1), citations);
    expect(diff.counts).toMatchObject({ citations: 1, total: 1 });
    expect(diff.sections[0]?.blocks.map(({ formatting }) => formatting.map(({ changeId }) => changeId))).toEqual([
      ['c1'],
      ['c1'],
    ]);
    expect(diff.lookHere.map(({ sentence }) => sentence)).toEqual([
      `The citation of “Syria and Iran”, page 12 moved from “${base}” to “${padding.slice(0, 60).trimEnd()}…”.`,
    ]);
  });

  test('each entry leads to a change of its section', () => {
    const [entry] = looks(say('It sent 20 men out.'), say('It sent 30 men out.'));
    expect(entry).toMatchObject({ kind: 'number', changeId: 'c1', sectionId: 's', before: '20', after: '30' });
    const diff = diffRevisions(say('It sent 20 men out.'), say('It sent 30 men out.'));
    expect(lookHere(diff)).toEqual(diff.lookHere);
  });

  test('headings, facts and who said it', () => {
    const said = (speaker: string) => sectionOf(withId('q', quote(speaker, 'We agreed.')));
    expect(show(articleOf(said('Assad')), articleOf(said('Khomeini')))).toEqual([
      'Speaker of the quotation changed from “Assad” to “Khomeini”.',
    ]);
    const before = say('x');
    const after = {
      ...before,
      facts: [{ key: 'Since', value: '1946', confirmed: false, citations: [] }],
      sections: before.sections.map((one) => ({ ...one, heading: 'Earlier' })),
    };
    expect(show(before, after)).toEqual([
      'Fact added: Since: 1946 (not confirmed)',
      'Heading changed: Early → Earlier',
    ]);
  });
});

describe('isMoreThanWording', () => {
  test('other words for the same thing are wording', () => {
    expect(codes(say('It quickly sent men out.'), say('It promptly sent men out.'))).toEqual([]);
  });

  const cases: [string, Article, Article, string[]][] = [
    ['a number', say('It sent 20 men out.'), say('It sent 30 men out.'), ['number']],
    ['a date', say('It began in 1979 there.'), say('It began in 1980 there.'), ['date']],
    ['a name', say('The men of Assad came.'), say('The men of Saddam came.'), ['name']],
    ['a negation', say('It did send men out.'), say('It did not send men out.'), ['negation']],
    ['a citation', say('It sent men out.'), say('It sent men out.', cite(source)), ['citation']],
    ['the title', say('x'), { ...say('x'), title: 'Syria' }, ['title']],
    ['a section', say('x'), articleOf(...say('x').sections, { ...sectionOf(p('y')), id: 't' }), ['section']],
    ['a fact', say('x'), { ...say('x'), facts: [{ key: 'a', value: 'b', confirmed: true, citations: [] }] }, ['fact']],
    ['many words', say('one that was'), say(`one that was and ${'more of it '.repeat(10)}`), ['words']],
  ];
  test.each(cases)('%s is more', (_, before, after, expected) => {
    expect(codes(before, after)).toEqual(expected);
  });
});
