import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  differenceFrom,
  listsOfSections,
  sectionsOfLists,
  type Manifest,
  outlineLines,
  readOutline,
  readStored,
  withDifference,
} from '@/lib/revisions/columns';
import { sha256 } from '@/lib/system/crypto';

const ids = Array.from({ length: 6 }, (_, at) => `01a21a48-0000-7000-8000-00000000000${at}`);
const word = fc.constantFrom('', 'Iran', 'Syria');
const entries = fc.shuffledSubarray(ids, { minLength: 1 }).chain((chosen) =>
  fc.tuple(
    ...chosen.map((sectionId) =>
      fc.record({
        sectionId: fc.constant(sectionId),
        level: fc.integer({ min: 1, max: 3 }),
        contentHash: fc.constantFrom(sha256('one'), sha256('two')),
      }),
    ),
  ),
);
const manifests: fc.Arbitrary<Manifest> = fc.record({
  title: word,
  facts: fc.array(
    fc.record({
      key: fc.constantFrom('Capital', 'Area'),
      value: fc.constantFrom('1', '2'),
      confirmed: fc.boolean(),
      citations: fc.constant([]),
    }),
  ),
  related: fc.array(word),
  attribution: word,
  sections: entries,
});
const base = '01a21a48-0000-7000-8000-000000000009';

it('a difference with its base is the manifest again, after it was stored, too', () => {
  fc.assert(
    fc.property(manifests, manifests, (before, after) => {
      const difference = differenceFrom(base, before, after);
      expect(withDifference(before, difference)).toEqual(after);
      expect(readStored(JSON.parse(JSON.stringify(difference)))).toEqual(difference);
      expect(readStored(JSON.parse(JSON.stringify(after)))).toEqual(after);
    }),
  );
});

it('holds one text when one text differs', () => {
  fc.assert(
    fc.property(manifests, (before) => {
      const [first, ...rest] = before.sections;
      if (!first) throw new Error('A manifest has a section');
      const after = { ...before, sections: [{ ...first, contentHash: sha256('three') }, ...rest] };
      expect(differenceFrom(base, before, after)).toEqual({ base, texts: { [first.sectionId]: sha256('three') } });
    }),
  );
});

it('does not make up a text for a section that has none', () => {
  const before = { title: '', facts: [], related: [], attribution: '', sections: [] };
  const lost = { base, outline: [{ sectionId: ids[0] ?? '', level: 1 }], texts: {} };
  expect(() => withDifference(before, lost)).toThrow(/has no text/u);
});

it('the lists of a version are its sections again; a list that is too short is refused', () => {
  fc.assert(
    fc.property(manifests, ({ sections }) => {
      const lists = listsOfSections(sections);
      expect(sectionsOfLists(lists)).toEqual(sections);
      expect(() => sectionsOfLists({ ...lists, sectionHashes: lists.sectionHashes.slice(1) })).toThrow(/no text/u);
    }),
  );
});

it('an outline is stored in lines and read back', () => {
  fc.assert(
    fc.property(manifests, ({ sections }) => {
      const outline = sections.map(({ sectionId, level }) => ({ sectionId, level }));
      expect(readOutline(JSON.parse(JSON.stringify(outlineLines(outline))))).toEqual(outline);
    }),
  );
  expect(() => readOutline(['not a line'])).toThrow(/sectionId/u);
  expect(() => readOutline([`7:${base}`])).toThrow(/level/u);
});
