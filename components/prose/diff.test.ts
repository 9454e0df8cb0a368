import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DiffMode } from '@/lib/domain/actor';
import { diffSentence } from '@/components/prose/change-words';
import { ProseDiff } from '@/components/prose/diff';
import type { Article } from '@/lib/domain/article';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { b, cite, doc, emptyBody, li, p, quote, sub, table, ul, withId } from '@/lib/domain/prose/builder';

const lead = '00000000-0000-7000-8000-000000000011';
const war = '00000000-0000-7000-8000-000000000012';
const trade = '00000000-0000-7000-8000-000000000013';
const source = '00000000-0000-7000-8000-000000000021';

const before: Article = {
  title: 'Iran–Syria relations',
  facts: [{ key: 'Capital', value: 'Tehran', confirmed: false, citations: [] }],
  related: [],
  attribution: '',
  sections: [
    { id: lead, level: 1, heading: '', body: doc(withId('l1', p('Iran and Syria have long been allies.'))) },
    {
      id: war,
      level: 2,
      heading: 'Civil war',
      body: doc(
        withId(
          'w1',
          p(
            'In January 2023, Iranian officials reportedly told Syria they would no longer buy oil at below market prices.',
          ),
        ),
        withId('w2', sub('Aid')),
        withId('w3', ul(li('Oil from Iran.'), li('Wheat from Russia.'))),
        withId('w4', quote('Raisi', 'We stand together with our friends in Damascus.')),
        withId('w5', table(['Year', 'Barrels'], ['2021', '80,000'])),
        withId('w6', p('However, the trip aimed to enhance cooperation in energy and electricity sectors.')),
      ),
    },
  ],
};

const after: Article = {
  ...before,
  title: 'Relations of Iran and Syria',
  facts: [{ key: 'Capital', value: 'Damascus', confirmed: true, citations: [] }],
  sections: [
    ...before.sections.slice(0, 1),
    {
      id: war,
      level: 2,
      heading: 'The civil war',
      body: doc(
        withId('w6', p('However, the trip aimed to enhance cooperation in energy and electricity sectors.')),
        withId(
          'w1',
          p(
            'In January 2023, Iranian officials told Syria it could no longer buy oil at below-market prices.',
            cite(source),
          ),
        ),
        withId('w2', sub('Aid')),
        withId('w3', ul(li('Oil from Iran.'), li('Wheat from Ukraine.'))),
        withId('w4', quote('Raisi', p('We stand together with our ', b('friends'), ' in Damascus.'))),
        withId('w5', table(['Year', 'Barrels'], ['2021', '90,000'])),
      ),
    },
    { id: trade, level: 2, heading: 'Trade', body: doc(withId('t1', p('Trade grew. It fell later.'))) },
  ],
};

const diff = diffRevisions(before, after, new Map());
const render = (mode: DiffMode) =>
  renderToStaticMarkup(createElement(ProseDiff, { diff, mode, label: () => '1', textOf: () => 'The same words.' }));
const idsIn = (html: string) => [...html.matchAll(/ data-change="(c\d+)"/gu)].map((match) => match[1]);
const words = (html: string) =>
  html
    .replaceAll(/<span class="visually-hidden">.*?<\/span>/gu, '')
    .replaceAll(/<[^>]+>/gu, '')
    .replaceAll('&#x27;', "'");

describe('ProseDiff', () => {
  const all = Array.from({ length: diff.counts.total }, (_, at) => `c${at + 1}`);

  it.each(['inline', 'side', 'list'] as const)('gives each change one address: %s', (mode) => {
    const ids = idsIn(render(mode));
    expect(ids).toHaveLength(all.length);
    expect(new Set(ids)).toEqual(new Set(all));
  });

  it('names no change twice in "result only"', () => {
    const ids = idsIn(render('result'));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says number, kind and section of a change, and what was inserted and deleted', () => {
    const html = render('inline');
    expect(html).toMatch(/aria-label="Change \d+ of \d+, edited sentence, The civil war"/u);
    expect(html).toContain('[inserted: ');
    expect(html).toContain('[deleted: ');
    expect(html).toMatch(/<del>.*reportedly/u);
    expect(html).not.toContain(' style=');
  });

  it('shows only the words after in "result only"', () => {
    const text = words(render('result'));
    expect(text).toContain('Iranian officials told Syria it could no longer');
    expect(text).not.toContain('officials reportedly told');
  });

  it('folds unchanged sections to one line', () => {
    expect(render('inline')).toContain('<bdi>Summary</bdi>: not changed');
  });

  it('unfolds a huge section part by part, each fold with how much changed in it, and loses no change', () => {
    const at = (thing: string): Article => ({
      ...before,
      sections: [
        {
          ...{ id: lead, level: 1, heading: '' },
          body: doc(...Array.from({ length: 130 }, (_, n) => withId(`b${n}`, p(`Paragraph ${n} says ${thing}.`)))),
        },
      ],
    });
    const huge = diffRevisions(at('one thing'), at('another thing'), new Map());
    const html = renderToStaticMarkup(createElement(ProseDiff, { diff: huge, mode: 'inline', label: () => '1' }));
    expect([...html.matchAll(/<summary>(.*?)<\/summary>/gu)].map(([, summary]) => summary)).toEqual([
      'Paragraphs 61 to 120: 60 changed ones',
      'Paragraphs 121 to 130: 10 changed ones',
    ]);
    expect(idsIn(html)).toHaveLength(huge.counts.total);
  });

  it('lists changes with their kind, and both sides of what is not words', () => {
    const html = render('list');
    expect(html).toContain('<th scope="col">What kind</th>');
    const rows = [...html.matchAll(/<tr id="c\d+".*?<\/tr>/gu)].map(([row]) => words(row.replaceAll('</td>', ' | ')));
    expect(rows.find((row) => row.includes('set in bold'))).toMatch(
      /friends \(none\) \| friends \(bold\) \| Formatting added/u,
    );
    expect(rows.find((row) => row.includes('Edited cell'))).toMatch(/80,000 \| 90,000 \| Edited cell/u);
    expect(rows.find((row) => row.includes('Source added'))).not.toMatch(/nothing/u);
    expect(rows.some((row) => row.startsWith('Paragraph moved'))).toBe(false);
  });

  it('lines items and rows up side by side, each change in a pair of its own', () => {
    const html = render('side');
    const pairs = [...html.matchAll(/<div class="pair">.*?<\/div><div>.*?<\/div><\/div>/gu)].map(([pair]) =>
      words(pair),
    );
    expect(pairs.some((pair) => pair.includes('Wheat from Russia.') && pair.includes('Wheat from Ukraine.'))).toBe(
      true,
    );
    expect(pairs.some((pair) => pair.includes('Oil from Iran.') && pair.includes('Wheat from'))).toBe(false);
  });

  it('takes a row that came for one change, and an empty one too', () => {
    const of = (...rows: string[][]): Article => ({
      ...before,
      sections: [{ id: lead, level: 1, heading: '', body: doc(withId('t', table(['Year', 'Barrels'], ...rows))) }],
    });
    const rows = diffRevisions(of(['2021', '80,000']), of(['2021', '80,000'], ['2022', '90,000'], ['', '']));
    expect(rows.counts).toMatchObject({ added: 2, total: 2 });
    for (const mode of ['inline', 'side', 'list'] as const) {
      const html = renderToStaticMarkup(createElement(ProseDiff, { diff: rows, mode, label: () => '1' }));
      expect(idsIn(html)).toEqual(['c1', 'c2']);
      expect(words(html)).toContain('90,000');
    }
  });

  it('says to and from which section a sentence and a paragraph moved', () => {
    const said = 'The two signed a plan of defence in Damascus that year.';
    const of = (first: Article['sections'][number]['body'], second: typeof first): Article => ({
      ...before,
      sections: [
        { id: lead, level: 1, heading: '', body: first },
        { id: war, level: 2, heading: 'Civil war', body: second },
      ],
    });
    const plain = withId('x', p('It is so.'));
    const moved = diffRevisions(
      of(doc(plain), doc(withId('y', p(`${said} It went on.`)), withId('z', p('A whole paragraph that moves.')))),
      of(
        doc(withId('x', p(`It is so. ${said}`)), withId('z', p('A whole paragraph that moves.'))),
        doc(withId('y', p('It went on.'))),
      ),
    );
    const shown = words(
      renderToStaticMarkup(createElement(ProseDiff, { diff: moved, mode: 'inline', label: () => '1' })),
    );
    expect(shown).toContain('moved here from Civil war');
    expect(shown).toContain('moved from here to Summary');
    expect(shown).toContain('Moved from here to Summary:');
    expect(moved.counts).toMatchObject({ moved: 2, total: 2 });
  });

  it('counts in one sentence', () => {
    expect(diffSentence(diff)).toMatch(/^\d+ changes in 2 sections: /u);
    const same = diffRevisions(before, before, new Map());
    expect(diffSentence(same)).toBe('No change.');
  });

  it('shows a new article whole', () => {
    const fresh = diffRevisions(
      null,
      { ...after, sections: [{ id: lead, level: 1, heading: '', body: emptyBody(lead) }] },
      new Map(),
    );
    expect(() =>
      renderToStaticMarkup(createElement(ProseDiff, { diff: fresh, mode: 'inline', label: () => '1' })),
    ).not.toThrow();
  });
});
