import { readFile } from 'node:fs/promises';

import { expect, test } from 'vitest';

import { diffSchema } from '@/lib/db/schema-diff';
import { useDatabase } from '@/lib/db/testing';

const database = useDatabase();
const schema = () => readFile('prisma/schema.prisma', 'utf8');

test('the migrations make exactly the schema that the client is generated from', async () => {
  expect(await diffSchema(database().ownerUrl, await schema())).toContain('No difference detected');
});

test('a difference is found: a column, an index and a table that the migrations do not make', async () => {
  const changed = (await schema())
    .replace('  handle ', '  nickname String?\n  handle ')
    .replace(
      '  @@index([userId])\n  @@map("session")',
      '  @@index([userId])\n  @@index([expiresAt])\n  @@map("session")',
    )
    .concat('\nmodel Extra {\n  id Int @id\n}\n');
  const difference = await diffSchema(database().ownerUrl, changed);
  expect(difference).not.toContain('No difference detected');
  expect(difference).toMatch(/nickname/u);
  expect(difference).toMatch(/expires_at/u);
  expect(difference).toMatch(/Extra/u);
});
