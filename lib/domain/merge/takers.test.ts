import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIds } from '@/lib/domain/prose/block-ids';
import { doc, p, sub, withId } from '@/lib/domain/prose/builder';
import { joinBodies } from '@/lib/domain/merge/cut';
import { takersOf } from '@/lib/domain/merge/takers';

const section = (id: string, heading: string, ...words: string[]) => ({
  ...{ id, heading },
  body: doc(...words.map((text, at) => withId(`${id}-${at}`, p(text)))),
});
const [lead, history, trade] = [
  section('lead', '', 'A.'),
  section('h', 'History', 'B.', 'C.'),
  section('t', 'Trade', 'D.'),
];

describe('the section that took another’s text', () => {
  it('is the one that it was joined to, and none while it stands', () => {
    const joined = { ...history, body: joinBodies(history.body, trade) };
    expect(takersOf([lead, history, trade], [lead, joined])).toEqual(new Map([['t', 'h']]));
    expect(takersOf([lead, history, trade], [lead, trade, history])).toEqual(new Map());
  });

  it('is the one with most of its blocks, wherever they are now', () => {
    const [first, second, third] = [withId('1', p('B.')), withId('2', p('C.')), withId('3', p('D.'))];
    const gone = { id: 'h', heading: 'History', body: doc(first, second, third) };
    const after = [
      { ...lead, body: doc(...lead.body.content, first) },
      { ...trade, body: doc(second, ...trade.body.content, third) },
    ];
    expect(takersOf([lead, gone, trade], after)).toEqual(new Map([['h', 't']]));
  });

  it('is found by the heading when there was no text under it', () => {
    const empty = { id: 'e', heading: 'Overview', body: doc(withId('e-0', p())) };
    const joined = { ...history, body: doc(...history.body.content, sub('Overview')) };
    expect(takersOf([history, empty], [joined])).toEqual(new Map([['e', 'h']]));
  });

  it('is nobody for a section that was removed', () => {
    expect(takersOf([lead, history, trade], [lead, trade])).toEqual(new Map());
  });

  it('whatever is joined to what stands before it, is the one before', () => {
    const words = fc.array(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 6 }), fc.nat(), (texts, place) => {
        const before = texts.map((all, at) => section(`s${at}`, `Part ${at}`, ...all));
        const at = 1 + (place % (before.length - 1));
        const [first, second] = [before[at - 1] ?? lead, before[at] ?? lead];
        const after = before
          .filter(({ id }) => id !== second.id)
          .map((one) => (one.id === first.id ? { ...one, body: joinBodies(one.body, second) } : one));
        expect(takersOf(before, after)).toEqual(new Map([[second.id, first.id]]));
        expect(after.flatMap(({ body }) => blockIds(body))).toEqual(expect.arrayContaining(blockIds(second.body)));
      }),
    );
  });
});
