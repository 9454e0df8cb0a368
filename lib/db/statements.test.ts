import { expect, it } from 'vitest';
import { makeStatementNames } from '@/lib/db/statements';

it('names what comes for the third time, and always the same', () => {
  const name = makeStatementNames();
  const [one, other] = [{ sql: 'select 1' }, { sql: 'select 2' }];
  expect([name(one), name(one), name(other)]).toEqual(['', '', '']);
  const first = name(one);
  expect(first).toMatch(/^stet_\d+$/u);
  expect([name(other), name(one)]).toEqual(['', first]);
  expect(name(other)).not.toBe(first);
});

it('gives each connection a few hundred names at most, and forgets rare texts', () => {
  const name = makeStatementNames();
  const names = new Set(
    Array.from({ length: 9000 }, (_, at) =>
      Array.from({ length: 4 }, () => name({ sql: `select ${at % 3000}` })),
    ).flat(),
  );
  expect(names.size).toBe(401);
});
