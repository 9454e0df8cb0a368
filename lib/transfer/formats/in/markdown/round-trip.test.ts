import { array, assert, constantFrom, property, record, string, tuple } from 'fast-check';
import { expect, it } from 'vitest';
import type { ImportedCitation, ImportedSource } from '@/lib/transfer/formats/document';
import { supportKinds, type FrozenCitation } from '@/lib/domain/citation/citation';
import type { Section } from '@/lib/domain/article';
import type { Block } from '@/lib/domain/prose/body';
import { cite, doc, p } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { readMarkdown } from '@/lib/transfer/formats/in/markdown/index';
import { writeMarkdown } from '@/lib/transfer/formats/markdown-out';
import { block } from '@/lib/transfer/formats/out/arbitraries';
import { aCitation, aVersion, citationIds } from '@/lib/transfer/formats/out/testing';
import type { VersionOut } from '@/lib/transfer/formats/out/version-out';

const [one, two, three] = citationIds;
const citations = [
  aCitation(one, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'as *it* was', note: 'See also B.' }),
  aCitation(two, 'B', { supports: 'disputes' }),
  aCitation(three, 'A', { locators: [{ label: 'page', value: '12' }], quote: 'and so' }),
];

/** All that a use says, without what names it and its source in one place only. */
const sayings = ({ id: _id, sourceId: _source, sourceState: _state, ...said }: FrozenCitation) => said;

const some = (least: number) =>
  string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.trim().slice(0, 100))
    .filter((text) => text.length >= least && text.isWellFormed());
const details = record(
  {
    prefix: some(1),
    suffix: some(1),
    quoteLanguage: constantFrom('ar', 'de-AT'),
    quoteTranslation: some(1),
    reliabilityReason: some(1),
  },
  { requiredKeys: [] },
);
const anyUse = record({
  locators: constantFrom([], [{ label: 'page', value: '12' }], [{ label: 'timestamp', value: '00:12:30' }]),
  supports: constantFrom(...supportKinds),
  quote: some(0),
  note: some(0),
  details,
});

/** What was read, as the version that would be exported again. */
function again(version: VersionOut, markdown: string): VersionOut {
  const { document, sources, citations: read, report } = readMarkdown(Buffer.from(markdown), 'file.md');
  if (!document) throw new Error(report.issues.map(({ message }) => message).join('\n'));
  const { title, slug, attribution, related, facts, sections } = document;
  return {
    ...version,
    ...{ title, slug, related, attribution: attribution ?? '' },
    facts: facts.map(({ key, value, citations: ids = [] }) => ({ key, value, confirmed: true, citations: ids })),
    sections: sections
      .filter(({ kind }) => kind === 'body')
      .map(({ level, heading, blocks }, at): Section => ({
        id: `s${at}`,
        level,
        heading,
        body: stored(`s${at}`, blocks),
      })),
    citations: read.map(({ source: at, ...use }) => frozen(use, sources[at])),
  };
}

const frozen = (use: Omit<ImportedCitation, 'source'>, source: ImportedSource | undefined): FrozenCitation => {
  const { csl, key = '', stub } = source ?? { csl: { type: 'document' }, stub: true };
  return { ...use, csl, stub, sourceId: `source-${key}`, sourceKey: key, sourceState: 'state' };
};

/** A text as it is stored. */
const stored = (id: string, blocks: readonly Block[]) =>
  blocks.length > 0 ? normalise(doc(...blocks), id) : doc({ type: 'paragraph', attrs: { id: '' } });

const heading = constantFrom('History', 'Deep # heading', 'a*b* [x]', '@key & co', '1. First', 'العربية', 'See', '- x');
const section = record({ level: constantFrom(2, 3, 4), heading, blocks: array(block, { maxLength: 3 }) });

it('writes a file of ours again to the letter after reading it', () => {
  assert(
    property(
      tuple(array(block, { maxLength: 3 }), array(section, { maxLength: 3 }), constantFrom(0, 1, 2)),
      ([lead, sections, facts]) => {
        const version = aVersion(stored('lead', lead), {
          title: 'Iran: "a" # b',
          slug: 'iran-a',
          citations,
          related: ['Live', 'Not *yet*'],
          facts: [
            { key: 'Area | size', value: '5 *km*', confirmed: true, citations: [two] },
            { key: 'Since', value: '1946', confirmed: true, citations: [] },
          ].slice(0, facts),
          sections: [
            { id: 'lead', level: 1, heading: '', body: stored('lead', lead) },
            ...sections.map(({ blocks, ...rest }, at) => ({ id: `s${at}`, ...rest, body: stored(`s${at}`, blocks) })),
          ],
        });
        const once = writeMarkdown(version);
        expect(writeMarkdown(again(version, once))).toBe(once);
      },
    ),
    { numRuns: 100 },
  );
});

it('gives back every use with its place, kind of support, quoted words and note, at the mark where it stood', () => {
  assert(
    property(array(tuple(constantFrom('A', 'B'), anyUse), { minLength: 1, maxLength: 6 }), (uses) => {
      const cited = uses.map(([book, { details: more, ...said }], at) =>
        aCitation(`018f0000-0000-7000-8000-00000000010${at}`, book, { ...said, ...more }),
      );
      const last = cited.at(-1);
      const body = doc(p('A', ...cited.slice(0, -1).map(({ id }) => cite(id)), '.'));
      const facts = [{ key: 'Since', value: '1946', confirmed: true, citations: last ? [last.id] : [] }];
      const once = aVersion(stored('lead', body.content), { citations: cited, facts });
      expect(again(once, writeMarkdown(once)).citations.map(sayings)).toEqual(cited.map(sayings));
    }),
    { numRuns: 200 },
  );
});

it('gives back words, marks, tables, lists and citations of a section as they were', () => {
  const body = doc(
    ...([
      {
        type: 'paragraph',
        attrs: { id: '' },
        content: [
          { type: 'text', text: 'H' },
          { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
          { type: 'text', text: 'O, m' },
          { type: 'text', text: '2', marks: [{ type: 'superscript' }] },
          { type: 'citation', attrs: { id: one } },
        ],
      },
    ] satisfies Block[]),
  );
  const read = readMarkdown(Buffer.from(writeMarkdown(aVersion(body, { citations }))), 'file.md');
  expect(read.document?.sections[0]?.blocks[0]).toMatchObject({
    content: [
      { text: 'H' },
      { text: '2', marks: [{ type: 'subscript' }] },
      { text: 'O, m' },
      { text: '2', marks: [{ type: 'superscript' }] },
      { type: 'citation' },
    ],
  });
  expect(read.citations).toMatchObject([
    { source: 0, locators: [{ label: 'page', value: '12' }], quote: 'as *it* was', note: 'See also B.' },
  ]);
  expect(read.sources).toEqual([{ key: 'bookA', stub: false, csl: citations[0]?.csl }]);
});
