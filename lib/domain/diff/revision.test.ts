import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Article, Fact, Section } from '@/lib/domain/article';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { blockText } from '@/lib/domain/prose/text';

const section = (id: string, heading: string, ...texts: string[]): Section => ({
  id,
  level: 2,
  heading,
  body: doc(...texts.map((text, index) => withId(`${id}p${index}`, p(text)))),
});
const fact = (key: string, value: string): Fact => ({ key, value, confirmed: true, citations: [] });
const article = (change: Partial<Article> = {}): Article => ({
  title: 'Iran–Syria relations',
  facts: [fact('Capital', 'Damascus'), fact('Since', '1946')],
  related: ['Iran', 'Syria'],
  attribution: '',
  sections: [
    section('s1', '', 'The lead says so.'),
    section('s2', 'Early', 'Once it was.'),
    section('s3', 'Late', 'Now it is.'),
  ],
  ...change,
});
const flags = (before: Article | null, after: Article) =>
  diffRevisions(before, after).sections.map(({ sectionId, flags: own }) => `${sectionId} ${own.join(' ')}`.trim());

describe('diffRevisions', () => {
  const [lead, early, late] = article().sections;
  if (!lead || !early || !late) throw new Error('No sections.');

  test('the same article has no change', () => {
    const diff = diffRevisions(article(), article());
    expect(diff.counts.total).toBe(0);
    expect(diff.lookHere).toEqual([]);
    expect(diff.sections.every(({ flags: own, blocks }) => own.length + blocks.length === 0)).toBe(true);
  });

  test('a new article is all new: one change per section', () => {
    expect(flags(null, article())).toEqual(['s1 added', 's2 added', 's3 added']);
    expect(diffRevisions(null, article({ facts: [], related: [] })).counts).toMatchObject({
      sections: 3,
      head: 1,
      total: 4,
    });
  });

  const cases: [string, readonly Section[], string[]][] = [
    ['renamed', [lead, { ...early, heading: 'Earlier' }, late], ['s1', 's2 renamed', 's3']],
    ['another level', [lead, early, { ...late, level: 3 }], ['s1', 's2', 's3 relevelled']],
    ['moved', [late, lead, early], ['s3 moved', 's1', 's2']],
    ['removed', [lead, late], ['s1', 's2 removed', 's3']],
    ['added', [lead, early, section('s4', 'Then', 'It went.'), late], ['s1', 's2', 's4 added', 's3']],
    ['text', [lead, section('s2', 'Early', 'Once it was not.'), late], ['s1', 's2 changed', 's3']],
  ];
  test.each(cases)('a section %s', (_, sections, expected) => {
    expect(flags(article(), article({ sections }))).toEqual(expected);
  });

  test('title, facts, related articles and attribution come first, numbered in order', () => {
    const after = article({
      title: 'Iran and Syria',
      facts: [fact('Since', '1947'), fact('Border', 'none')],
      related: ['Syria', 'Iran', 'Iraq'],
      attribution: 'First published elsewhere.',
    });
    const diff = diffRevisions(article(), after);
    expect(diff.title.changeId).toBe('c1');
    expect(diff.facts.map(({ kind, changeId, after: own }) => `${changeId} ${kind} ${own?.key ?? ''}`.trim())).toEqual([
      'c2 removed',
      'c3 edited Since',
      'c4 added Border',
    ]);
    expect(diff.related.map(({ kind, title }) => `${kind} ${title}`)).toEqual(['moved Iran', 'added Iraq']);
    expect(diff.attribution.changeId).toBe('c7');
    expect(diff.counts).toMatchObject({ head: 7, total: 7 });
  });
});

describe('moves between sections', () => {
  const sentence = 'Syria and Iran signed a plan of defence in that year. ';
  const [one, two] = [section('s1', '', 'The lead says so.'), section('s2', 'Early', `${sentence}Once it was.`)];
  const of = (...sections: Section[]) => article({ facts: [], related: [], sections });
  const ends = (before: Article, after: Article) => {
    const diff = diffRevisions(before, after);
    const parts = diff.sections.flatMap(({ sectionId, blocks }) =>
      blocks.flatMap((block) => [block, ...statementsOfBlock(block)]).map((part) => ({ sectionId, ...part })),
    );
    const moved = parts.filter(({ kind }) => kind === 'moved');
    return {
      total: diff.counts,
      ends: moved.map(({ sectionId, side, elsewhere, changeId }) => `${sectionId} ${side} ${elsewhere} ${changeId}`),
    };
  };

  test('a sentence: shown at both ends, counted once', () => {
    const after = of(section('s1', '', `The lead says so. ${sentence}`), section('s2', 'Early', 'Once it was.'));
    expect(ends(of(one, two), after)).toMatchObject({
      total: { moved: 1, total: 1 },
      ends: ['s1 to s2 c1', 's2 from s1 c1'],
    });
  });

  test('a block into a new section, and out of one that went', () => {
    const block = withId('b', p(sentence));
    const withBlock = (own: Section): Section => ({ ...own, body: doc(...own.body.content, block) });
    const three = section('s3', 'Late', 'Now it is.');
    expect(ends(of(one, withBlock(two)), of(one, two, withBlock(three)))).toMatchObject({
      total: { moved: 1, sections: 1, total: 2 },
      ends: ['s2 from s3 c1', 's3 to s2 c1'],
    });
    expect(ends(of(one, two, withBlock(three)), of(withBlock(one), two))).toMatchObject({
      total: { moved: 1, sections: 1, total: 2 },
      ends: ['s1 to s3 c1', 's3 from s1 c1'],
    });
  });

  test('a sentence that was touched on the way is no move', () => {
    const touched = of(
      section('s1', '', `The lead says so. ${sentence.replace('plan', 'pact')}`),
      section('s2', 'Early', 'Once it was.'),
    );
    expect(ends(of(one, two), touched).total).toMatchObject({ moved: 0, added: 1, deleted: 1 });
  });
});

describe('facts', () => {
  const cited = (...citations: string[]): Article =>
    article({ facts: [{ ...fact('Capital', 'Damascus'), citations }] });
  test.each<[string, string[], string[], string[]]>([
    ['added', [], ['a'], ['added null a']],
    ['removed', ['a', 'b'], ['b'], ['removed a null']],
    ['at another place', ['a', 'b'], ['b', 'a'], ['moved a a']],
  ])('a citation %s is named', (_, before, after, expected) => {
    const [change] = diffRevisions(cited(...before), cited(...after)).facts;
    expect(change?.fields).toEqual(['citations']);
    expect(change?.formatting.map(({ action, before: own, after: other }) => `${action} ${own} ${other}`)).toEqual(
      expected,
    );
    expect(change?.formatting.every(({ changeId }) => changeId === change.changeId)).toBe(true);
  });
});

describe('a real section', () => {
  const text = readFileSync('seeds/documents/002_e86dc33efd75fa0d.txt', 'utf8');
  const [, part = ''] = text.split('===Syrian Civil War (2011–2024)===\n');
  const paragraphs = (part.split('\n==')[0] ?? '').split(/\n+/u).filter((line) => line.trim() !== '');
  const before = article({ sections: [section('s', 'Syrian Civil War', ...paragraphs)] });
  const moved = 'It also agreed to fund a large military base at Latakia airport. ';
  const deleted =
    'Other Iranian officials have made similar pronouncements identifying the U.S. government as the origin of the uprising. ';
  const edits: [string, string][] = [
    ['The Guardian claimed that in May 2011', 'The Guardian reported that in June 2011'],
    ['Iran reportedly assisted', 'Iran assisted'],
    ['These troops have served in roles as advisors', 'These troops served as advisors'],
    [moved, ''],
    [deleted, ''],
    ['Iran has been sending troops', `${moved}Iran has been sending troops`],
    ['According to some estimates', 'Nobody outside knew their names. According to some estimates'],
  ];
  const after = article({
    sections: [
      section(
        's',
        'Syrian Civil War',
        ...paragraphs.map((line) => edits.reduce((now, [a, b]) => now.replace(a, b), line)),
      ),
    ],
  });

  test('a realistic edit gives few fragments of the right kinds', () => {
    const diff = diffRevisions(before, after);
    expect(diff.counts).toMatchObject({ edited: 3, added: 1, deleted: 1, moved: 1, total: 6 });
    const statements = diff.sections.flatMap(({ blocks }) => blocks.flatMap(statementsOfBlock));
    const fragments = statements.flatMap(({ words }) =>
      words.filter(({ kind, text: own }) => kind !== 'same' && own.trim() !== ''),
    );
    expect(fragments.length).toBeLessThanOrEqual(20);
    expect(diff.sections[0]?.blocks.map(({ after: own }) => (own ? blockText(own) : ''))).toEqual(
      after.sections[0]?.body.content.map(blockText),
    );
  });

  test('says where to look first', () => {
    expect(diffRevisions(before, after).lookHere.map(({ kind, sentence }) => `${kind}: ${sentence}`)).toEqual(
      expect.arrayContaining(['date: Date changed: May 2011 → June 2011', 'hedge: Hedge removed: reportedly']),
    );
  });
});
