import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doc, p, cite } from '@/lib/domain/prose/builder';
import { sha256 } from '@/lib/system/crypto';
import {
  readExport,
  recordFile,
  versionFile,
  writeJson,
  type RecordFile,
  type VersionFile,
} from '@/lib/transfer/formats/article-json';
import { aChain, aCitation, citationIds } from '@/lib/transfer/formats/out/testing';
import { verifyExport } from '@/lib/transfer/formats/verify-export';

const [one, two] = citationIds;
const history = doc(p('History.'));
const { proof, hashes } = aChain([
  { title: 'First', sections: { '': doc(p('Lead.')), History: history } },
  {
    title: 'Second',
    sections: { '': doc(p('Lead, corrected.', cite(one))), History: history },
    citations: [aCitation(one, 'A')],
  },
  {
    title: 'Third',
    sections: { '': doc(p('Lead, again.', cite(one), cite(two))), History: history },
    citations: [aCitation(two, 'B', { quote: 'as it was' }), aCitation(one, 'A')],
  },
]);
const found = { slug: 'first', address: 'https://stet.example.org/articles/first/versions/3' };
const lastContents = Object.fromEntries(
  Object.entries(proof.contents).filter(([hash]) => proof.chain.at(-1)?.includes(hash)),
);
const version = versionFile({ ...proof, contents: lastContents }, { ...found, hashes, anchors: ['main', 'history'] });
const record = recordFile(proof, { ...found, hashes });

/** What is found after a file was saved and read again. */
function faultsOf(file: VersionFile | RecordFile): string[] {
  const read = readExport(writeJson(file));
  if (typeof read === 'string') return [read];
  return verifyExport(read, sha256).map(({ version: number, what }) => `${number}: ${what}`);
}
const replaced = (texts: readonly string[], at: number, find: string, by: string) =>
  texts.map((text, index) => (index === at ? text.replace(find, by) : text));
const withChain = (chain: readonly string[]): VersionFile => ({ ...version, proof: { ...version.proof, chain } });

it('finds nothing in a version and in a record as they were made', () => {
  expect(faultsOf(version)).toEqual([]);
  expect(faultsOf(record)).toEqual([]);
});

it('says what a version says, for people', () => {
  expect(version).toMatchObject({
    ...{ format: 'stet/1', what: 'version', title: 'Third', number: 3, contributors: ['Amal'], reviewers: ['Jonas'] },
    ...{ unreviewed: null, facts: [{ key: 'Capital', value: 'Tehran', citations: [] }], related: ['Another article'] },
    sections: [
      { id: 'section-', level: 1, heading: '', anchor: 'main', text: 'Lead, again.' },
      { id: 'section-History', level: 2, heading: 'History', anchor: 'history', text: 'History.' },
    ],
    citations: [{ id: one }, { id: two, quote: 'as it was' }],
    hash: hashes.at(-1),
  });
  expect(Object.keys(record.proof.contents)).toHaveLength(4);
});

describe('a version', () => {
  it.each<[string, VersionFile, readonly string[]]>([
    [
      'a word of an old manifest',
      withChain(replaced(proof.chain, 0, '"title":"First"', '"title":"Worst"')),
      ['1: title, facts', '2: it does not name the hash'],
    ],
    [
      'a name in the last manifest',
      withChain(replaced(proof.chain, 2, 'jonas', 'jonah')),
      ['3: its record was changed'],
    ],
    ['a broken manifest', withChain(replaced(proof.chain, 1, '{', '')), ['2: its manifest cannot be read']],
    [
      'a blank in a manifest',
      withChain(replaced(proof.chain, 1, '{', '{ ')),
      ['2: its manifest is not written', '3: it does not'],
    ],
    [
      'a removed version',
      withChain([0, 2].map((at) => proof.chain[at] ?? '')),
      ['2: version 3 stands in its place', '2: it does not'],
    ],
    ['the first version removed', withChain(proof.chain.slice(1)), ['1: version 2 stands', '1: it does not']],
    [
      'swapped versions',
      withChain([1, 0, 2].map((at) => proof.chain[at] ?? '')),
      ['1: version 2', '2: version 1', '3: it does not'],
    ],
    [
      'a word of a text',
      { ...version, proof: { ...version.proof, contents: changedText('again', 'never') } },
      ['3: the text under', '3: section 1 does not read'],
    ],
    [
      'a missing text',
      { ...version, proof: { ...version.proof, contents: {} } },
      ['3: the text of section 1 is missing'],
    ],
    ['a text too many', { ...version, proof }, ['0: the text under']],
    ['the title', { ...version, title: 'Fourth' }, ['3: its title is not']],
    ['the day', { ...version, publishedAt: '2027-11-22T08:00:00.000Z' }, ['3: its time of publishing']],
    ['the reviewers', { ...version, reviewers: ['Nora'] }, ['3: its list of reviewers']],
    ['the facts', { ...version, facts: [] }, ['3: its list of facts']],
    ['the readable text', { ...version, sections: changedSections('Lead, never.') }, ['3: section 1 does not read']],
    ['a section less', { ...version, sections: version.sections.slice(1) }, ['3: it has more or fewer sections']],
    ['a quotation', { ...version, citations: [aCitation(one, 'A'), aCitation(two, 'B')] }, ['3: its citations']],
    ['the hash', { ...version, hash: sha256('x') }, ['3: its record was changed']],
  ])('that has another %s is found out', (_name, file, expected) => {
    const faults = faultsOf(file);
    for (const words of expected) expect(faults).toContainEqual(expect.stringContaining(words));
  });

  it('with anything unknown in it is no file of this form', () => {
    expect(readExport(JSON.stringify({ ...version, more: 1 }))).toContain('no file of the form stet/1');
    expect(readExport('{')).toContain('cannot be read as JSON');
    expect(readExport(`{"what":${'['.repeat(100_000)}`)).toContain('cannot be read');
  });
});

function changedText(find: string, by: string) {
  const text = JSON.stringify(lastContents).replace(find, by);
  return JSON.parse(text) as VersionFile['proof']['contents'];
}
function changedSections(text: string): VersionFile['sections'] {
  return version.sections.map((section, at) => (at === 0 ? { ...section, text } : section));
}

describe('a record', () => {
  it.each<[string, RecordFile, string]>([
    ['title', { ...record, title: 'Second' }, '0: its title is not that of the newest'],
    ['number of versions', { ...record, versions: record.versions.slice(0, 2) }, '0: it lists more or fewer versions'],
    [
      'note of an old version',
      { ...record, versions: record.versions.map((old, at) => (at === 0 ? { ...old, changeNote: '' } : old)) },
      '1: its change note',
    ],
    [
      'order of sections',
      { ...record, versions: record.versions.map((old) => ({ ...old, sections: old.sections.toReversed() })) },
      '2: its sections',
    ],
    [
      'text of an old version',
      {
        ...record,
        proof: { ...proof, contents: JSON.parse(JSON.stringify(proof.contents).replace('corrected', 'x')) },
      },
      '2: the text under',
    ],
    ['last version', { ...record, proof: { ...proof, chain: proof.chain.slice(0, 2) } }, '0: the text under'],
  ])('that has another %s is found out', (_name, file, expected) => {
    expect(faultsOf(file)).toContainEqual(expect.stringContaining(expected));
  });
});

it('finds any sign that was changed, except in where the file is from', () => {
  const text = writeJson({ ...version, sections: version.sections.map((section) => ({ ...section, anchor: '' })) });
  const [from, to] = [text.indexOf('"slug"'), text.indexOf('"title"')];
  assert(
    property(integer({ min: 0, max: text.length - 2 }), (at) => {
      const place = at >= from && at < to ? 0 : at;
      const changed = `${text.slice(0, place)}${text[place] === 'e' ? 'a' : 'e'}${text.slice(place + 1)}`;
      const read = readExport(changed);
      expect(typeof read === 'string' ? [read] : verifyExport(read, sha256)).not.toEqual([]);
    }),
    { numRuns: 400 },
  );
});
