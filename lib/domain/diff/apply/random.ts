import type { Article, Fact, Section } from '@/lib/domain/article';
import type { Block, Body, Inline, ListItem, Paragraph, TableCell } from '@/lib/domain/prose/body';
import {
  articleLink,
  b,
  br,
  cite,
  doc,
  i,
  li,
  link,
  ol,
  p,
  quote,
  sub,
  table,
  td,
  th,
  ul,
} from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

/** A number from 0 up to, but not including, `below`: the source of everything random here. */
export type Choose = (below: number) => number;

const uuid = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;

/** One of several. */
export function oneOf<T>(choose: Choose, all: readonly [T, ...T[]]): T {
  return all[choose(all.length)] ?? all[0];
}

const many = <T>(choose: Choose, [least, most]: readonly [number, number], make: () => T): T[] =>
  Array.from({ length: least + choose(most - least + 1) }, make);

const sentence = (choose: Choose) =>
  oneOf(choose, [
    'Syria established relations in 1946. ',
    'Iran sent oil to Damascus. ',
    'Iran sent no oil to Damascus. ',
    'The two countries signed it. ',
    'Reportedly 2,000 men left. ',
    'They left the base at Latakia in the same year. ',
    'Short. ',
    '彼は来た。彼女は来なかった。',
    '👩‍👩‍👧 é one.',
  ]);

/** The id of a citation that random texts hold. */
export const randomCitation = (choose: Choose): string => uuid(oneOf(choose, ['1', '2', '3']));

const address = (choose: Choose) => oneOf(choose, ['https://a.example/', 'https://b.example/']);

function inline(choose: Choose): readonly Inline[] {
  const text = sentence(choose);
  const plain = (): readonly Inline[] => [{ type: 'text', text }];
  return oneOf<() => readonly Inline[]>(choose, [
    ...([plain, plain, plain] as const),
    () => b(text),
    () => i(text.slice(0, 9)),
    () => b(oneOf(choose, [' ', '  '])),
    () => link(address(choose), text),
    () => articleLink('iran', text),
    () => [cite(randomCitation(choose))],
    () => [br()],
  ])();
}

const paragraph = (choose: Choose): Paragraph => p(...many(choose, [0, 4], () => inline(choose)));

function item(choose: Choose): ListItem {
  const [first, second] = [paragraph(choose), paragraph(choose)];
  const [x, y] = [sentence(choose), sentence(choose)];
  return oneOf(choose, [li(first), li(first, second), li(first, ul(x, y)), li(first, ol(li(x, ul(y))), ul(y), second)]);
}

function cell(choose: Choose): TableCell {
  const [node, text] = [paragraph(choose), sentence(choose)];
  return oneOf(choose, [td(text), td(node), td(node, text), { ...td(text), attrs: { colspan: 2, rowspan: 1 } }]);
}

function grid(choose: Choose): Block {
  const rows = many(choose, [1, 3], () => many(choose, [1, 3], () => cell(choose)));
  return table(rows[0]?.map((_, at) => th(`Head ${at}`)) ?? [], ...rows);
}

/** Any block, without ids. */
export function randomBlock(choose: Choose): Block {
  return oneOf<() => Block>(choose, [
    ...([() => paragraph(choose), () => paragraph(choose), () => paragraph(choose)] as const),
    () => sub(...many(choose, [0, 2], () => inline(choose))),
    () => ul(...many(choose, [1, 3], () => item(choose))),
    () => ol(...many(choose, [1, 3], () => item(choose))),
    () => quote(oneOf(choose, ['', 'Assad', 'Khomeini']), ...many(choose, [1, 3], () => paragraph(choose))),
    () => grid(choose),
  ])();
}

/** The block with another id, whatever it is. */
export const withName = (name: string, block: Block): Block =>
  block.type === 'quotation'
    ? { ...block, attrs: { ...block.attrs, id: name } }
    : { ...block, attrs: { ...block.attrs, id: name } };

const fact = (choose: Choose): Fact => ({
  key: oneOf(choose, ['Capital', 'Since', 'Border']),
  value: oneOf(choose, ['Damascus', '1946', '1,500 km', '']),
  confirmed: choose(2) === 1,
  citations: many(choose, [0, 3], () => randomCitation(choose)),
});

/** A body of one to four blocks in its stored form. */
const randomBody = (choose: Choose, id: string): Body =>
  normalise(doc(...many(choose, [1, 4], () => randomBlock(choose))), id);

const section = (choose: Choose, id: string, isLead: boolean): Section => ({
  id,
  level: isLead ? 1 : 2 + choose(3),
  heading: isLead ? '' : oneOf(choose, ['Early years', 'Civil war', 'The civil war', 'Trade']),
  body: randomBody(choose, id),
});

/** An article of up to four sections, whose ids come from the same few, so that two of them share some. */
export function randomArticle(choose: Choose): Article {
  const ids = ['s2', 's3', 's4'].filter(() => choose(4) > 0);
  const turned = choose(3) === 0 ? ids.toReversed() : ids;
  return {
    title: oneOf(choose, ['Iran and Syria', 'Iran–Syria relations', 'Iran']),
    facts: many(choose, [0, 4], () => fact(choose)),
    related: many(choose, [0, 4], () => oneOf(choose, ['Iran', 'Syria', 'Iraq'])),
    attribution: oneOf(choose, ['', 'First published elsewhere.']),
    sections: [section(choose, 's1', true), ...turned.map((id) => section(choose, id, false))],
  };
}
