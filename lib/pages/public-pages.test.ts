import { describe, expect, it } from 'vitest';
import { keyOf, type PublicPage, PublicPages } from '@/lib/pages/public-pages';

const page = (seq: bigint | null, bytes = 10): PublicPage => ({
  ...{ status: 200, headers: {}, listed: [], seq },
  forms: { identity: { etag: `"${seq}"`, body: new Uint8Array(bytes) } },
});

describe('the pages in memory', () => {
  it('never give way to an older one, whoever comes first', () => {
    const pages = new PublicPages();
    pages.put('/a', page(5n));
    pages.put('/a', page(4n));
    pages.put('/a', page(null));
    expect(pages.get('/a')?.seq).toBe(5n);
    pages.put('/a', page(6n));
    expect(pages.get('/a')?.seq).toBe(6n);
  });

  it('lose what was made on demand at any change, and keep what is stored', () => {
    const pages = new PublicPages();
    pages.put('/a', page(1n));
    pages.put('/', page(null));
    pages.changed();
    expect([pages.get('/a')?.seq, pages.get('/'), pages.changes]).toEqual([1n, undefined, 1]);
    expect(pages.stored()).toEqual(new Map([['/a', 1n]]));
  });

  it('are bounded by weight: what was asked for longest ago goes first, the newest stays however heavy', () => {
    const pages = new PublicPages(5000);
    for (const name of ['/a', '/b', '/c']) pages.put(name, page(1n, 500));
    expect(pages.size).toBe(3);
    pages.get('/a');
    pages.put('/d', page(1n, 500));
    expect([pages.get('/b'), pages.get('/a') === undefined]).toEqual([undefined, false]);
    pages.put('/e', page(1n, 50_000));
    expect([pages.size, pages.get('/e') === undefined]).toEqual([1, false]);
    pages.drop('/e');
    pages.put('/a', page(1n, 500));
    pages.put('/b', page(1n, 500));
    expect(pages.size).toBe(2);
  });
});

it.each([
  ['', [], '/a'],
  ['utm_source=x', [], '/a'],
  ['to=2&from=1&x=3', ['from', 'to'], '/a?from=1&to=2'],
  ['from=', ['from'], '/a'],
  ['from=1&from=2', ['from'], '/a?from=1'],
  ['q=a%26b+c', ['q'], '/a?q=a%26b+c'],
])('the key of /a?%s with %j is %s', (query, listed, key) => {
  expect(keyOf('/a', new URLSearchParams(query), listed)).toBe(key);
});
