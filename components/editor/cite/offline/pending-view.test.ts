import { EditorState, TextSelection } from '@tiptap/pm/state';
import { getSchema } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import {
  endOf,
  findPlace,
  marksIn,
  pendingView,
  placeAt,
  standsIn,
} from '@/components/editor/cite/offline/pending-view';
import { CitationBook } from '@/components/editor/cite/citation-book';
import { PendingCitations } from '@/components/editor/cite/offline/pending';
import { orderOf } from '@/components/editor/cite/offline/send-citation';
import { emptyUse, sentUse } from '@/components/editor/cite/place-fields';
import { extensions } from '@/components/editor/schema/extensions';
import { statementAt, statementsAround } from '@/components/editor/cite/statement-at';

const schema = getSchema([...extensions]);
const words = (text: string) => ({ type: 'text', text });
const mark = { type: 'citation', attrs: { id: '01890000-0000-7000-8000-000000000001' } };
const paragraph = (id: string, ...content: object[]) => ({ type: 'paragraph', attrs: { id }, content });
const never = (): never => {
  throw new Error('Not in this schema');
};
const docOf = (...content: object[]) => schema.nodeFromJSON({ type: 'doc', content });
const caret = (doc: ReturnType<typeof docOf>, at: number) =>
  EditorState.create({ doc, selection: TextSelection.create(doc, at) });
const ids = ['aaaaaaaaaaa1', 'aaaaaaaaaaa2', 'aaaaaaaaaaa3'] as const;

describe('the place of a citation that waits', () => {
  const doc = docOf(
    paragraph(ids[0], words('First words.')),
    paragraph(ids[1], words('They met.'), mark, words(' They parted. They met again.')),
  );
  const behind = doc.resolve(0).doc.content.size - ' They met again.'.length - 1;

  it('is the paragraph and the words before it', () =>
    expect(placeAt(caret(doc, behind))).toEqual({ blockId: ids[1], before: 'They met. They parted.' }));

  it('is found again where it was, also when the paragraph has moved or grown', () => {
    const place = placeAt(caret(doc, behind));
    expect(findPlace(doc, place)).toBe(behind);
    const changed = docOf(
      paragraph(ids[2], words('New.')),
      paragraph(ids[1], words('In May. They met.'), mark, words(' They parted. They met again.')),
    );
    const at = findPlace(changed, place) ?? 0;
    expect(changed.textBetween(0, at, '|')).toBe('New.|In May. They met. They parted.');
  });

  it('is the end of the paragraph when the words are others now, and nowhere when it is gone', () => {
    const place = placeAt(caret(doc, behind));
    const other = docOf(paragraph(ids[1], words('Something else.')));
    expect(findPlace(other, place)).toBe('Something else.'.length + 1);
    expect(findPlace(docOf(paragraph(ids[0], words('They met. They parted.'))), place)).toBeNull();
  });
});

describe('a citation that waits in a text that is changed', () => {
  const order = orderOf(48, { id: 'a', reference: 'A book' }, sentUse(emptyUse));
  const doc = docOf(paragraph(ids[0], words('First words.')), paragraph(ids[1], words('They met in May.')));
  const pending = new PendingCitations('', null);
  pending.add(order, { blockId: ids[1], before: 'They met in May.' });
  const open = () => EditorState.create({ doc, plugins: [pendingView(new CitationBook([], pending))] });
  const end = doc.content.size - 1;

  it('goes with its words when the paragraph is split', () => {
    const state = open();
    const split = state.apply(
      state.tr.split(20, 1, [{ type: schema.nodes['paragraph'] ?? never(), attrs: { id: ids[2] } }]),
    );
    expect(marksIn(split).has(order.citeId)).toBe(true);
    expect(split.doc.textContent).toBe(doc.textContent);
  });

  it('does not come to stand behind other words when its own are deleted with their paragraph', () => {
    const state = open();
    const gone = state.apply(state.tr.delete(13, end));
    expect(gone.doc.textContent).toBe('First words.');
    const [item] = pending.all;
    expect(marksIn(gone).size).toBe(0);
    expect(item && standsIn(gone, marksIn(gone), item)).toBe(false);
  });

  it('is there again when they come back', () => {
    const state = open();
    const tr = state.tr.delete(13, end);
    const gone = state.apply(tr);
    const back = gone.apply(gone.tr.step(tr.steps[0]?.invert(state.doc) ?? never()));
    expect(back.doc.eq(doc)).toBe(true);
    expect(marksIn(back).has(order.citeId)).toBe(true);
  });
});

describe('the end of a text', () => {
  it('is behind the last words, where a citation finds it again', () => {
    const doc = docOf(paragraph(ids[0], words('First.')), paragraph(ids[1], words('They met.'), mark));
    const place = endOf(doc);
    expect(place).toEqual({ blockId: ids[1], before: 'They met.' });
    expect(findPlace(doc, place ?? { blockId: '', before: '' })).toBe(doc.content.size - 1);
  });
});

describe('the statements of a paragraph', () => {
  const doc = docOf(paragraph(ids[0], words('Mr. Smith came. He left.'), mark, words(' He came back.')));
  const around = statementsAround(caret(doc, 20), null);

  it('are named with the one that the caret stands in', () =>
    expect(around.map(({ words: text, isHere }) => [text, isHere])).toEqual([
      ['Mr. Smith came.', false],
      ['He left.', true],
      ['He came back.', false],
    ]));

  it('have a place behind them, and behind what they cite already', () =>
    expect(around.map(({ behind }) => doc.textBetween(1, behind, '', '[1]'))).toEqual([
      'Mr. Smith came.',
      'Mr. Smith came. He left.[1]',
      'Mr. Smith came. He left.[1] He came back.',
    ]));
});

describe('the statement that a citation is for', () => {
  const doc = docOf(paragraph(ids[0], words('Mr. Smith came. He left in 1951. He came back.')));
  it.each([
    [16, 'Mr. Smith came.'],
    [20, 'He left in 1951.'],
    [46, 'He came back.'],
  ])('at %i', (at, expected) => expect(statementAt(caret(doc, at), null)).toBe(expected));

  it('is what is selected, where something is', () => {
    const state = EditorState.create({ doc, selection: TextSelection.create(doc, 17, 24) });
    expect(statementAt(state, null)).toBe('He left');
  });
});
