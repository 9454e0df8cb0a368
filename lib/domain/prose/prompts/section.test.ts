import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noJudgement } from '@/lib/domain/citation/coverage';
import { cite, doc, p, quote, table, withId } from '@/lib/domain/prose/builder';
import type { Body } from '@/lib/domain/prose/body';
import { promptsOf } from '@/lib/domain/prose/prompts/section';
import { passagesOf, statementWords } from '@/lib/domain/prose/statements';

const idOf = (n: number) => `00000000-0000-7000-8000-00000000000${n}`;
const [one, two, three] = [idOf(1), idOf(2), idOf(3)];
/** Citations one and two are of one source, three of another. */
const sourceOf = (id: string) => (id === three ? 'other' : 'source');
const judged = noJudgement;

const ask = (body: Body, base: Body | null) =>
  promptsOf({ body, base, judged, sourceOf }).map(({ kind, said, before, citations }) => ({
    ...{ kind, said },
    ...(before !== undefined && { before }),
    ...(citations && { citations }),
  }));

const plan = 'Both sides signed a long-term cooperation plan covering oil.';
const other = 'The embassy in the capital was opened again in the spring of 2008.';

describe('sources of new and changed statements', () => {
  it.each([
    ['a new long statement', doc(p(`${plan} ${other}`)), doc(p(plan)), [{ kind: 'source', said: other }]],
    ['a new short one', doc(p(`${plan} They met.`)), doc(p(plan)), []],
    ['a new one with a source', doc(p(plan, ' ', other, cite(one))), doc(p(plan)), []],
    ['an old one', doc(p(plan)), doc(p(plan)), []],
    ['one that moved to another paragraph', doc(p(other), p(plan)), doc(p(plan), p(other)), []],
    ['everything in a new section', doc(p(plan)), null, [{ kind: 'source', said: plan }]],
    [
      'a row of a table',
      doc(table(['Year', 'A long cooperation plan about oil and electricity'])),
      doc(p('')),
      [{ kind: 'source', said: 'Year A long cooperation plan about oil and electricity' }],
    ],
    [
      'a citation deleted while its statement stays',
      doc(p(plan)),
      doc(p(plan, cite(one))),
      [{ kind: 'source_lost', said: plan, before: plan, citations: [one] }],
    ],
    [
      'a statement with a source replaced by one without, however short',
      doc(p('Both sides signed a plan.')),
      doc(p('Both sides signed a plan about oil.', cite(one))),
      [
        {
          ...{ kind: 'source_lost', said: 'Both sides signed a plan.' },
          ...{ before: 'Both sides signed a plan about oil.', citations: [one] },
        },
      ],
    ],
    ['a statement with its source deleted', doc(p(plan)), doc(p(plan, ' ', other, cite(one))), []],
    [
      'a year changed under the same source, cited anew',
      doc(p('They signed a friendship treaty in 1954.', cite(two))),
      doc(p('They signed a friendship treaty in 1953.', cite(one))),
      [{ kind: 'figure_changed', said: '1954', before: '1953', citations: [two] }],
    ],
    [
      'a number changed under another source',
      doc(p('They signed eleven agreements.', cite(three))),
      doc(p('They signed twelve agreements.', cite(one))),
      [],
    ],
    [
      'words changed, the number not',
      doc(p('They signed 11 agreements there.', cite(one))),
      doc(p('They signed 11 agreements.', cite(one))),
      [],
    ],
    [
      'a number in words',
      doc(p('They signed twelve agreements.', cite(one))),
      doc(p('They signed eleven agreements.', cite(one))),
      [{ kind: 'figure_changed', said: 'twelve', before: 'eleven', citations: [one] }],
    ],
  ])('%s', (_name, body, base, expected) => expect(ask(body, base)).toEqual(expected));

  it('is silent where someone said that no source is needed, until the words change', () => {
    const exempt = { ...noJudgement, exempt: new Set([plan]) };
    const kinds = (text: string) =>
      promptsOf({ body: doc(p(text)), base: null, judged: exempt, sourceOf }).map(({ kind }) => kind);
    expect(kinds(plan)).toEqual([]);
    expect(kinds(plan.replace('oil', 'gas'))).toEqual(['source']);
  });
});

const found = (text: string) => {
  const body = doc(p(text));
  return promptsOf({ body, base: body, judged, sourceOf }).map(({ kind, said }) => `${kind}: ${said}`);
};

describe('words of a statement', () => {
  it.each([
    ['Relations are currently frozen.', ['time_bound: currently']],
    ['The current Syrian president lives there.', ['time_bound: current Syrian president']],
    ['Trade has grown in recent years.', ['time_bound: in recent years']],
    ['It is still a member.', ['time_bound: still']],
    ['They are now allies, as of 2024.', ['time_bound: now']],
    ['The embassy closed last year.', ['time_bound: last year']],
    ['It plans to open a bank in the near future.', ['time_bound: in the near future']],
    ['Today they are partners.', ['time_bound: Today']],
    ['They met in October.', ['no_year: October']],
    ['They met on May 4.', ['no_year: May 4']],
    ['She was was there.', ['doubled_word: was was']],
    ['He came in 1951 when has been accredited a minister.', ['missing_word: when has been']],
    ['It hopes to strengthenits army.', ['run_together: strengthenits']],
    ['They improved relations.The war ended.', ['run_together: relations.The']],
    ['The Iran-Iraq War ended in 1988.', ['hyphen_names: Iran-Iraq']],
    ['He said: "We agree.', ['odd_quotes: "']],
    ['He said that we agree”.', ['odd_quotes: ”']],
    ["They stand with the people.'", ["odd_quotes: '"]],
    ['He said "yes" and “no”.', ['mixed_quotes: “']],
    ["Syria's and Iran’s borders.", ['mixed_quotes: ’']],
  ])('%s', (text, expected) => expect(found(text)).toEqual(expected));
});

describe('no alarm', () => {
  it.each([
    'The current in the river was strong.',
    'It was still a member in 1979.',
    'They were still at war in 1979.',
    "Today's Syria and present-day Iraq were provinces.",
    'He was then the president.',
    'As of 12 May 2024 they had met twice.',
    'The most recent census was held in 2004.',
    'The Future Movement won in 2005.',
    'They met in October 2024 and on May 4, 2025.',
    'May 2024 was calm.',
    'He had had enough, and said that that was so.',
    'Boutros Boutros went to Baden Baden.',
    'When has been the best time?',
    'Relations since when have been good.',
    'He visits the city, uses it, and admits limits.',
    'See www.example.org.Example for U.S. Army reports.',
    'The al-Assad family, Zia-ul-Haq and the Six-Day War.',
    'Syrian-led talks, anti-Iran groups and Sino-Iranian ties.',
    'A Syrian-American businessman of the Pak-Syria committee.',
    'The Iran–Iraq War ended in 1988.',
    'He said: "We agree." Then he said "no".',
    "The people's and states' rights in 'free' Damascus.",
    "He said: 'We agree.'",
    'He said: "We are currently at war, and will win in October."',
  ])('%s', (text) => expect(found(text)).toEqual([]));

  it('in a quotation that goes on in the next paragraph', () => {
    const body = doc(p('He said: “We agree.'), p('“And we will sign.”'));
    expect(promptsOf({ body, base: body, judged, sourceOf })).toEqual([]);
  });
  it('about the words of a block quotation', () => {
    const body = doc(quote('Someone', 'We are currently at war with with them.'));
    expect(promptsOf({ body, base: body, judged, sourceOf })).toEqual([]);
  });
});

describe('places', () => {
  const words = fc.constantFrom(
    ...['It is still here. ', 'They met in October. ', 'Mr. ', '"We ', 'agree." ', 'the the ', 'Iran-Iraq ', 'x. '],
    ...['Both sides signed a plan in 1953. ', '’s ', "'s ", '12 ', 'é'],
  );
  const texts = fc.array(fc.array(words).map((all) => all.join('')));

  it('name the very words, within the statement that they are bound to, in the order of the text', () => {
    fc.assert(
      fc.property(texts, (paragraphs) => {
        const body = doc(...paragraphs.map((text, at) => withId(`b${at}`, p(text))));
        const passages = passagesOf(body);
        const prompts = promptsOf({ body, base: null, judged, sourceOf });
        for (const { blockId, from, to, said, statement } of prompts) {
          const passage = passages.find((candidate) => candidate.blockId === blockId);
          expect(passage?.text.slice(from, to)).toBe(said);
          const holders = passage?.statements.filter((candidate) => candidate.from <= from && to <= candidate.to) ?? [];
          expect(holders.map(({ text }) => statementWords(text))).toContain(statement);
        }
        const order = prompts.map(({ blockId, from }) => Number(blockId.slice(1)) * 10_000 + from);
        expect(order).toEqual(order.toSorted((a, b) => a - b));
      }),
    );
  });
});
