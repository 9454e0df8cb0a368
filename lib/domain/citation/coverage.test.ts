import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  coverageOf,
  coverageOfAll,
  failedKey,
  noJudgement,
  percentSourced,
  sumCoverage,
  unsourced,
} from '@/lib/domain/citation/coverage';
import { cite, doc, p, quote, sub, table, ul } from '@/lib/domain/prose/builder';
import { statementsOf } from '@/lib/domain/prose/statements';

const one = '00000000-0000-7000-8000-000000000001';
const two = '00000000-0000-7000-8000-000000000002';
const text = doc(
  sub('No statement of 1946'),
  p('They met in 1946.', cite(one), ' They “agreed on all points”. It lasted.'),
  ul('A dozen treaties followed.'),
  quote('Someone', p('We said it.', cite(two)), p('Nobody heard.')),
  table(['Year', '1953']),
);

describe('coverage', () => {
  it('counts statements, quotations and statements with a figure', () => {
    expect(coverageOf(text, noJudgement)).toEqual({
      ...{ statements: 7, sourced: 2, exempt: 0 },
      quotations: { all: 2, sourced: 0 },
      figures: { all: 3, sourced: 1 },
    });
  });
  it('counts a quotation as sourced where the statement in which it ends is', () => {
    const body = doc(p('He said “They left. They will not come back.”', cite(one)), quote('X', p('Yes.', cite(two))));
    expect(coverageOf(body, noJudgement).quotations).toEqual({ all: 2, sourced: 2 });
  });
  it('leaves exempt statements out of what needs a source, while their words stay as they are', () => {
    const exempt = new Set(['It lasted.', 'A dozen treaties followed.', 'They met in 1946.']);
    const coverage = coverageOf(text, { ...noJudgement, exempt });
    expect(coverage).toMatchObject({ statements: 7, sourced: 2, exempt: 2, figures: { all: 2, sourced: 1 } });
    expect([unsourced(coverage), percentSourced(coverage)]).toEqual([3, 40]);
    const changed = doc(p('It lasted long.'));
    expect(coverageOf(changed, { ...noJudgement, exempt }).exempt).toBe(0);
  });
  it('reads the words of an exemption without regard to blanks and the form of letters', () => {
    const exempt = new Set(['Il a été là.']);
    expect(coverageOf(doc(p('Il  a e\u0301te\u0301 la\u0300. ')), { ...noJudgement, exempt }).exempt).toBe(1);
  });
  it('is lowered by flags on a statement and on a citation', () => {
    const failed = new Set([failedKey('They met in 1946.', one)]);
    expect(coverageOf(text, { ...noJudgement, failed }).sourced).toBe(1);
    const others = new Set([failedKey('They met in 1947.', one)]);
    expect(coverageOf(text, { ...noJudgement, failed: others }).sourced).toBe(2);
    expect(coverageOf(text, { ...noJudgement, flagged: new Set(['We said it.']) }).sourced).toBe(1);
    const both = doc(p('They met in 1946.', cite(one), cite(two)));
    expect(coverageOf(both, { ...noJudgement, failed }).sourced).toBe(1);
  });
  it('has no per cent where nothing needs a source, and 100 only for all', () => {
    const of = (statements: number, sourced: number, exempt = 0) =>
      percentSourced({ ...coverageOf(doc(p('')), noJudgement), statements, sourced, exempt });
    expect([of(0, 0), of(2, 0, 2), of(1000, 999), of(7, 7), of(3, 1)]).toEqual([null, null, 99, 100, 33]);
  });
  it('of an article is the sum over its sections, and no part exceeds the whole', () => {
    const words = fc.constantFrom(
      'They met in 1946. ',
      '“Yes,” he said. ',
      'It lasted. ',
      'p. 12 ',
      cite(one),
      cite(two),
    );
    const bodies = fc.array(fc.array(words).map((parts) => ({ body: doc(p(...parts)) })));
    const judged = fc.record({
      exempt: fc.uniqueArray(fc.constantFrom('It lasted.', 'They met in 1946.')).map((all) => new Set(all)),
      flagged: fc.uniqueArray(fc.constantFrom('“Yes,” he said.')).map((all) => new Set(all)),
      failed: fc
        .uniqueArray(fc.constantFrom(one, two))
        .map((all) => new Set(all.map((id) => failedKey('They met in 1946.', id)))),
    });
    fc.assert(
      fc.property(bodies, judged, (sections, by) => {
        const all = coverageOfAll(sections, by);
        expect(all).toEqual(sumCoverage(sections.map(({ body }) => coverageOf(body, by))));
        expect(all.statements).toBe(sections.flatMap(({ body }) => statementsOf(body)).length);
        expect(unsourced(all)).toBeGreaterThanOrEqual(0);
        expect(all.figures.all).toBeLessThanOrEqual(all.statements - all.exempt);
        expect(all.figures.sourced).toBeLessThanOrEqual(Math.min(all.figures.all, all.sourced));
        expect(all.quotations.sourced).toBeLessThanOrEqual(all.quotations.all);
      }),
    );
  });
});
