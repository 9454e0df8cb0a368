import { afterAll, beforeAll, expect, it } from 'vitest';
import { rates } from '@/lib/contract/limits';
import { searchEndpoint } from '@/lib/contract/reads/site-wide';
import { useDatabase } from '@/lib/db/testing';
import { searchAnswer } from '@/lib/pages/answers/search';
import { readSearch } from '@/lib/pages/reads/search';
import { setClock } from '@/lib/system/clock';
import { defineRead } from '@/lib/web/public/read';
import { atSearchRate, publicRoute } from '@/lib/web/public/route';

useDatabase();

// One window of the limit, however long the test takes.
const at = new Date('2026-11-26T12:00:00Z');
beforeAll(() => setClock(() => at));
afterAll(() => setClock(null));

const searchPage = publicRoute(searchAnswer, { admit: atSearchRate });
const searchRead = defineRead(searchEndpoint, readSearch, atSearchRate);

it('lets an address search so often in a minute, on the page and by program together, and says when it can go on', async () => {
  const ask = (path: string, address: string) => {
    const request = new Request(`http://localhost${path}`, { headers: { 'x-stet-address': address } });
    const route = path.startsWith('/api') ? searchRead : searchPage;
    return route(request, { params: Promise.resolve({}) });
  };
  const statuses = new Set<number>();
  for (let count = 0; count < rates.search.count; count += 1) {
    statuses.add((await ask(count % 2 === 0 ? '/search?q=Syria' : '/api/v1/search?q=Syria', '192.0.2.1')).status);
  }
  expect([...statuses]).toEqual([200]);
  const page = await ask('/search?q=Syria', '192.0.2.1');
  expect([page.status, page.headers.get('cache-control')]).toEqual([429, 'no-store']);
  expect(Number(page.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await page.text()).toContain('Too many tries. You can try again in');
  const read = await ask('/api/v1/search?q=Syria', '192.0.2.1');
  expect(await read.json()).toMatchObject({ status: 429, code: 'rate_limited' });
  expect((await ask('/search?q=Syria', '192.0.2.2')).status).toBe(200);
});
