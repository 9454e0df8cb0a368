import { getSchema } from '@tiptap/core';
import { history, redo, undo } from '@tiptap/pm/history';
import { EditorState, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { assert, constantFrom, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { insertBlocks } from '@/components/editor/paste/insert-blocks';
import { dropPending, pendingPlugin, settlePending } from '@/components/editor/paste/pending';
import { blockIdsPlugin } from '@/components/editor/schema/block-ids';
import { extensions } from '@/components/editor/schema/extensions';
import type { Block, Body } from '@/lib/domain/prose/body';
import { cite, doc, li, p, quote, sub, table, ul } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

const schema = getSchema(extensions);
const place = '00000000-0000-7000-8000-000000000001';
const made = '00000000-0000-7000-8000-000000000002';

/** What of a view the functions use: a state, and a way to change it. */
class Desk {
  state: EditorState;
  readonly isDestroyed = false;
  constructor(body: Body, at: number, pending: ReadonlySet<string> = new Set()) {
    const plugins = [history(), blockIdsPlugin(), pendingPlugin(pending)];
    const state = EditorState.create({ schema, doc: schema.nodeFromJSON(normalise(body, 's')), plugins });
    this.state = state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(at))));
  }
  readonly dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr);
  };
  get view(): EditorView {
    return this as unknown as EditorView;
  }
  get text(): string {
    return this.state.doc.textBetween(
      0,
      this.state.doc.content.size,
      '|',
      ({ attrs }) => `[${String(attrs['id']).slice(-1)}]`,
    );
  }
}

describe('putting blocks in', () => {
  it('in the middle of a paragraph the ends go on in it', () => {
    const desk = new Desk(doc(p('One two')), 5);
    insertBlocks(desk.view, [p('and'), p('more ')]);
    expect(desk.text).toBe('One and|more two');
  });

  const bodies: readonly Body[] = [
    doc(p('One two')),
    doc(sub('Head'), p()),
    doc(ul('a', li('b', ul('c')))),
    doc(quote('Eden', 'Peace')),
    doc(table(['a', 'b'], ['c', 'd'])),
  ];
  const pastes: readonly (readonly Block[])[] = [
    [p('x')],
    [sub('H'), p('x'), ul('y', li('z', ul('w')))],
    [table(['q', 'r']), quote('', 's')],
    [p('x'), table(['q', 'r']), p('t')],
  ];
  it('anywhere in any text no word is lost, the schema holds, and one undo takes it out', () => {
    assert(
      property(constantFrom(...bodies), constantFrom(...pastes), nat(20), (body, blocks, at) => {
        const size = schema.nodeFromJSON(normalise(body, 's')).content.size;
        const desk = new Desk(body, Math.min(at, size));
        const before = desk.state.doc;
        const words = (text: string) => (text.match(/[a-zA-Z]/gu) ?? []).toSorted().join('');
        insertBlocks(desk.view, blocks);
        const put = blocks.map((block) => schema.nodeFromJSON(block).textContent).join('');
        expect(words(desk.state.doc.textContent)).toBe(words(before.textContent + put));
        desk.state.doc.check();
        undo(desk.state, desk.dispatch);
        expect(desk.state.doc.eq(before)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe('citations that are made after the paste', () => {
  const pasted = (pending: ReadonlySet<string>) => {
    const desk = new Desk(doc(p('Begin.')), 7, pending);
    insertBlocks(desk.view, [p(' Tea', cite(place), ' and salt', cite(place), '.')]);
    return desk;
  };
  it('stand nowhere until they are made, then at their places, wherever these have moved', () => {
    const desk = pasted(new Set([place]));
    expect(desk.text).toBe('Begin. Tea and salt.');
    desk.dispatch(desk.state.tr.insertText('Well. ', 1));
    expect(settlePending(desk.view, place, made)).toBe(true);
    expect(desk.text).toBe('Well. Begin. Tea[2] and salt[2].');
    expect(settlePending(desk.view, place, made)).toBe(false);
  });
  it('one undo takes them with the paste, one redo brings both', () => {
    const desk = pasted(new Set([place]));
    settlePending(desk.view, place, made);
    const after = desk.state.doc;
    undo(desk.state, desk.dispatch);
    expect(desk.text).toBe('Begin.');
    redo(desk.state, desk.dispatch);
    expect(desk.state.doc.eq(after)).toBe(true);
  });
  it('are forgotten when the words are gone, and when the person gives them up', () => {
    const desk = pasted(new Set([place]));
    undo(desk.state, desk.dispatch);
    expect([settlePending(desk.view, place, made), desk.text]).toEqual([false, 'Begin.']);
    const other = pasted(new Set([place]));
    dropPending(other.view, place);
    expect([settlePending(other.view, place, made), other.text]).toEqual([false, 'Begin. Tea and salt.']);
  });
});
