import * as fc from 'fast-check';
import type { Article, Fact, Section } from '@/lib/domain/article';
import type { Block, Inline } from '@/lib/domain/prose/body';
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

const uuid = (digit: string) => `${digit.repeat(8)}-1111-4111-8111-111111111111`;
const citationIds = ['1', '2', '3'].map(uuid);

const sentence = fc.constantFrom(
  'Syria established relations in 1946. ',
  'Iran sent oil to Damascus. ',
  'Iran sent no oil to Damascus. ',
  'The two countries signed it. ',
  'Reportedly 2,000 men left. ',
  'They left the base at Latakia in the same year. ',
  'Short. ',
  '彼は来た。彼女は来なかった。',
  '👩‍👩‍👧 é one.',
);
/** The id of a citation that random texts hold. */
export const anyCitation = fc.constantFrom(...citationIds);
const address = fc.constantFrom('https://a.example/', 'https://b.example/');
const inline: fc.Arbitrary<readonly Inline[]> = fc.oneof(
  { weight: 5, arbitrary: sentence.map((text): Inline[] => [{ type: 'text', text }]) },
  sentence.map((text) => b(text)),
  sentence.map((text) => i(text.slice(0, 9))),
  fc.constantFrom(' ', '  ').map((text) => b(text)),
  fc.tuple(address, sentence).map(([href, text]) => link(href, text)),
  sentence.map((text) => articleLink('iran', text)),
  anyCitation.map((id) => [cite(id)]),
  fc.constant([br()]),
);
const paragraph = fc.array(inline, { maxLength: 4 }).map((parts) => p(...parts));
const item = fc.oneof(
  paragraph.map((node) => li(node)),
  fc.tuple(paragraph, paragraph).map(([a, c]) => li(a, c)),
  fc.tuple(paragraph, sentence, sentence).map(([a, x, y]) => li(a, ul(x, y))),
  fc.tuple(paragraph, sentence, sentence, paragraph).map(([a, x, y, c]) => li(a, ol(li(x, ul(y))), ul(y), c)),
);
const items = fc.array(item, { minLength: 1, maxLength: 3 });
const cell = fc.oneof(
  sentence.map((text) => td(text)),
  paragraph.map((node) => td(node)),
  fc.tuple(paragraph, sentence).map(([node, text]) => td(node, text)),
  sentence.map((text) => ({ ...td(text), attrs: { colspan: 2, rowspan: 1 } })),
);

/** Any block, without ids. */
export const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  fc.array(inline, { maxLength: 2 }).map((parts) => sub(...parts)),
  items.map((all) => ul(...all)),
  items.map((all) => ol(...all)),
  fc
    .tuple(fc.constantFrom('', 'Assad', 'Khomeini'), fc.array(paragraph, { minLength: 1, maxLength: 3 }))
    .map(([speaker, all]) => quote(speaker, ...all)),
  fc
    .array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
    .map((rows) => table(rows[0]?.map((_, at) => th(`Head ${at}`)) ?? [], ...rows)),
);

/** The block with another id, whatever it is. */
export const withName = (name: string, block: Block): Block =>
  block.type === 'quotation'
    ? { ...block, attrs: { ...block.attrs, id: name } }
    : { ...block, attrs: { ...block.attrs, id: name } };

const anyFact: fc.Arbitrary<Fact> = fc.record({
  key: fc.constantFrom('Capital', 'Since', 'Border'),
  value: fc.constantFrom('Damascus', '1946', '1,500 km', ''),
  confirmed: fc.boolean(),
  citations: fc.array(anyCitation, { maxLength: 3 }),
});
const anyBody = (id: string) =>
  fc.array(anyBlock, { minLength: 1, maxLength: 4 }).map((blocks) => normalise(doc(...blocks), id));
const anySection = (id: string, isLead: boolean): fc.Arbitrary<Section> =>
  fc.record({
    id: fc.constant(id),
    level: isLead ? fc.constant(1) : fc.integer({ min: 2, max: 4 }),
    heading: isLead ? fc.constant('') : fc.constantFrom('Early years', 'Civil war', 'The civil war', 'Trade'),
    body: anyBody(id),
  });

/** Articles of up to four sections, whose ids come from the same few, so that two of them share some. */
export const anyArticle: fc.Arbitrary<Article> = fc
  .shuffledSubarray(['s2', 's3', 's4'], { minLength: 0, maxLength: 3 })
  .chain((ids) =>
    fc.record({
      title: fc.constantFrom('Iran and Syria', 'Iran–Syria relations', 'Iran'),
      facts: fc.array(anyFact, { maxLength: 4 }),
      related: fc.array(fc.constantFrom('Iran', 'Syria', 'Iraq'), { maxLength: 4 }),
      attribution: fc.constantFrom('', 'First published elsewhere.'),
      sections: fc.tuple(anySection('s1', true), ...ids.map((id) => anySection(id, false))),
    }),
  );
