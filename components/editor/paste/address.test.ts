import { getSchema } from '@tiptap/core';
import { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { describe, expect, it } from 'vitest';
import { addressIn, linkedTo, unlinkAddress } from '@/components/editor/paste/address';
import { extensions } from '@/components/editor/schema/extensions';

const schema = getSchema([...extensions]);
const at = 'https://levant.example.org/tea';
const text = (words: string, href?: string, isBold = false) => ({
  ...{ type: 'text', text: words },
  marks: [...(isBold ? [{ type: 'bold' }] : []), ...(href === undefined ? [] : [{ type: 'link', attrs: { href } }])],
});
const docOf = (...content: object[]) =>
  schema.nodeFromJSON({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'aaaaaaaaaaa1' }, content }] });

describe('a text that is a web address', () => {
  it.each([
    [at, at],
    [` ${at}\n`, at],
    [`${at} and more`, null],
    [`See ${at}`, null],
    ['levant.example.org', null],
    ['javascript:alert(1)', null],
    ['', null],
  ])('%j', (given, expected) => expect(addressIn(given)).toBe(expected));
});

describe('the words that lead to an address', () => {
  it('are found whole, and the nearest of several', () => {
    const doc = docOf(text('Tea', at), text(' is sold', at, true), text(' and '), text('oil', at));
    expect(linkedTo(doc, at, 0)).toEqual({ from: 1, to: 12 });
    expect(linkedTo(doc, at, 20)).toEqual({ from: 17, to: 20 });
    expect(linkedTo(doc, 'https://example.org/', 0)).toBeNull();
  });
});

describe('taking the link away for a source', () => {
  const after = (...content: object[]) => {
    let state = EditorState.create({ doc: docOf(...content) });
    const view = { state, dispatch: (tr: EditorState['tr']) => void (state = state.apply(tr)) };
    unlinkAddress(view as unknown as EditorView, at);
    return state;
  };

  it('takes an address that stands alone out of the text', () => {
    const state = after(text('Tea is sold. '), text(at, at));
    expect(state.doc.textContent).toBe('Tea is sold. ');
    expect(state.selection.head).toBe(state.doc.content.size - 1);
  });

  it('leaves words as they are, with the caret behind them', () => {
    const state = after(text('Tea is sold', at), text('.'));
    expect(state.doc.toJSON()).toEqual(docOf({ type: 'text', text: 'Tea is sold.' }).toJSON());
    expect(state.selection.head).toBe(12);
  });
});
