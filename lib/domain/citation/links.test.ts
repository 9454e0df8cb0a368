import { expect, it } from 'vitest';
import { linkStates, sourceLinks } from '@/lib/domain/citation/links';

const url = 'https://example.org/a';
const archive = 'https://archive.example/a';
const item = (custom: Record<string, unknown>) => ({ type: 'webpage' as const, URL: url, custom });
const kept = { archiveUrl: archive, archiveDate: '2023-05-03' };
const archived = { words: 'Archived copy, 3 May 2023', href: archive };

it.each([
  [{}, { title: url, second: null, note: null }],
  [kept, { title: url, second: archived, note: null }],
  [
    { ...kept, urlStatus: 'live' },
    { title: url, second: archived, note: null },
  ],
  [
    { ...kept, urlStatus: 'dead' },
    { title: archive, second: { words: 'Original', href: url }, note: null },
  ],
  [
    { ...kept, urlStatus: 'deviated' },
    { title: archive, second: { words: 'Original', href: url }, note: null },
  ],
  [{ urlStatus: 'dead' }, { title: null, second: null, note: 'no longer available' }],
  [
    { ...kept, urlStatus: 'usurped' },
    { title: archive, second: null, note: null },
  ],
  [{ urlStatus: 'unfit' }, { title: null, second: null, note: 'no longer available' }],
  [
    { urlStatus: 'nonsense', archiveUrl: 7 },
    { title: url, second: null, note: null },
  ],
  [
    { archiveUrl: archive, archiveDate: 'long ago' },
    { title: url, second: { words: 'Archived copy, long ago', href: archive }, note: null },
  ],
])('of a source with %j', (custom, links) => {
  expect(sourceLinks(item(custom))).toEqual(links);
});

it('leads to the DOI before the address, and never to what is unfit', () => {
  expect(sourceLinks({ type: 'article-journal', URL: url, DOI: '10.5555/1' }).title).toBe('https://doi.org/10.5555/1');
  for (const urlStatus of linkStates.filter((state) => state === 'unfit' || state === 'usurped')) {
    expect(JSON.stringify(sourceLinks(item({ ...kept, urlStatus })))).not.toContain(url);
  }
});
