import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { DiffMode } from '@/components/prose/change-words';
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
