import { getSchema } from '@tiptap/core';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockIdAt, blocksById, stretchOf } from '@/components/editor/prompts/places';
import { extensions } from '@/components/editor/schema/extensions';
import { br, cite, doc, li, p, quote, sub, table, ul, withId } from '@/lib/domain/prose/builder';
import type { Body } from '@/lib/domain/prose/body';
import { normalise } from '@/lib/domain/prose/normalise';
import { passagesOf } from '@/lib/domain/prose/statements';

const schema = getSchema(extensions);
const one = '00000000-0000-7000-8000-000000000001';
const docOf = (body: Body) => schema.nodeFromJSON(normalise(body, 'section'));

/** The words of a stretch as a passage has them. */
const wordsIn = (body: Body, from: number, to: number) =>
  docOf(body).textBetween(from, to, ' ', (node) => (node.type.name === 'hardBreak' ? ' ' : ''));

describe('where words stand in the editor', () => {
  it('is where their statement is, whatever stands between them', () => {
    const parts = fc.constantFrom('They met in 1946. ', 'It lasted. ', cite(one), br(), 'é ', 'Mr. Smith left. ');
    const texts = fc.array(fc.array(parts, { maxLength: 8 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(texts, (paragraphs) => {
        const body = normalise(
          doc(...paragraphs.flatMap((words) => [p(...words), quote('X', p(...words)), ul(li(p(...words)))])),
          'section',
        );
        const blocks = blocksById(docOf(body));
        for (const { blockId, row, statements } of passagesOf(body)) {
          for (const statement of statements) {
            const stretch = stretchOf(blocks, { blockId, row, from: statement.from, to: statement.to });
            expect(wordsIn(body, stretch?.from ?? 0, stretch?.to ?? 0)).toBe(statement.text);
          }
        }
      }),
    );
  });
  it('puts a citation that stands at the end of a statement behind its stretch', () => {
    const body = normalise(doc(withId('a', p('They met.', cite(one), ' It lasted.'))), 'section');
    const stretch = stretchOf(blocksById(docOf(body)), { blockId: 'a', row: null, from: 0, to: 9 });
    expect(stretch).toEqual({ from: 1, to: 10 });
  });
  it('is the whole row in a table, and nowhere for what is gone', () => {
    const body = normalise(doc(withId('t', table(['Year', 'Who'], ['1946', 'They']))), 'section');
    const blocks = blocksById(docOf(body));
    const row = stretchOf(blocks, { blockId: 't', row: 1, from: 0, to: 4 });
    expect(wordsIn(body, row?.from ?? 0, row?.to ?? 0)).toBe('1946 They');
    expect(stretchOf(blocks, { blockId: 't', row: 7, from: 0, to: 4 })).toBeNull();
    expect(stretchOf(blocks, { blockId: 'x', row: null, from: 0, to: 4 })).toBeNull();
  });
  it('names the paragraph at a position, and in a table the table', () => {
    const body = normalise(
      doc(withId('a', sub('Head')), withId('b', p('Text.')), withId('t', table(['1', '2']))),
      'section',
    );
    const all = docOf(body);
    const at = (words: string) => {
      let found = 0;
      all.descendants((node, position) => {
        if (node.isText && node.text === words) found = position;
      });
      return blockIdAt(all, found);
    };
    expect([at('Head'), at('Text.'), at('2')]).toEqual(['a', 'b', 't']);
  });
});
