import { array, assert, constantFrom, oneof, property, record } from 'fast-check';
import { expect, it } from 'vitest';
import type { Inline } from '@/lib/domain/prose/body';
import { doc, p } from '@/lib/domain/prose/builder';
import { segmentsOf } from '@/lib/domain/prose/segments';
import { statementsOf } from '@/lib/domain/prose/statements';

const text = (words: string, ...marks: 'bold'[]): Inline =>
  marks.length > 0
    ? { type: 'text', text: words, marks: marks.map((type) => ({ type })) }
    : { type: 'text', text: words };
const cite = (id: string): Inline => ({ type: 'citation', attrs: { id } });
const shown = (nodes: readonly Inline[]) =>
  nodes
    .map((node) => (node.type === 'text' ? node.text : node.type === 'citation' ? `[${node.attrs.id}]` : '/'))
    .join('');
const read = (...nodes: Inline[]) => segmentsOf(nodes).map((one) => `${one.statement ?? '-'} ${shown(one.nodes)}`);

it.each([
  ['two sentences', [text('One thing. Another.')], ['0 One thing.', '-  ', '1 Another.']],
  ['a source behind the stop', [text('One.'), cite('a'), text(' Two.')], ['0 One.[a]', '-  ', '1 Two.']],
  ['a source behind the blank', [text('One. '), cite('a'), text('Two.')], ['0 One. [a]', '1 Two.']],
  ['marks across the border', [text('One. T', 'bold'), text('wo.')], ['0 One.', '-  ', '1 Two.']],
  ['a piece without letters', [text('One. … Two.')], ['0 One.', '-  ', '1 … Two.']],
  ['only a source', [cite('a')], ['- [a]']],
  ['nothing', [], []],
])('%s', (_name, nodes, expected) => {
  expect(read(...nodes)).toEqual(expected);
});

it('joined they are the run, and they hold as many statements as the run has', () => {
  const words = constantFrom('One thing. ', 'Another', '. ', 'U. S. ', ' ', 'He said “no.” ', '3 May 1946', '… ');
  const node = oneof(
    words.map((one) => text(one)),
    constantFrom<Inline>(cite('a'), cite('b'), { type: 'hardBreak' }),
  );
  assert(
    property(record({ nodes: array(node, { maxLength: 8 }) }), ({ nodes }) => {
      const segments = segmentsOf(nodes);
      expect(shown(segments.flatMap((one) => one.nodes))).toBe(shown(nodes));
      const numbers = segments.flatMap(({ statement }) => (statement === null ? [] : [statement]));
      const statements = statementsOf(doc(p(...nodes)));
      expect(numbers).toEqual(statements.map((_, at) => at));
      const citations = segments.flatMap((one) =>
        one.statement === null ? [] : [one.nodes.flatMap((each) => (each.type === 'citation' ? [each.attrs.id] : []))],
      );
      expect(citations).toEqual(statements.map((one) => one.citations));
    }),
  );
});
