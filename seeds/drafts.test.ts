import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { seed } from '@/seeds/seed';

useDatabase();

it('outside demo mode makes no person and leaves the documents as drafts of the robot', async () => {
  await seed({ demo: false });
  expect(await db().user.count({ where: { role: { not: 'system' } } })).toBe(0);
  expect(await db().revision.groupBy({ by: ['state'], _count: true })).toEqual([{ state: 'draft', _count: 5 }]);
  expect(await db().version.count()).toBe(0);
});
