import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { verifyEvents } from '@/lib/db/chain';
import { useDatabase } from '@/lib/db/testing';
import { systemActor } from '@/lib/db/transaction';
import { states } from '@/lib/domain/workflow/transitions';
import { importDocument } from '@/lib/transfer/commands/import';
import { forgetEnv } from '@/lib/system/env';
import { seed } from '@/seeds/seed';

useDatabase();

const setDemo = (value: string) => {
  process.env['DEMO'] = value;
  forgetEnv();
};
beforeAll(() => setDemo('1'));
afterAll(() => setDemo(''));

describe('seeding', () => {
  it('makes five live articles through the commands, each as version 1 with its note', async () => {
    await seed({ demo: true });
    const versions = await db().version.findMany({ where: { number: 1 }, orderBy: { changeNote: 'asc' } });
    expect(versions.map((version) => version.changeNote)).toEqual([
      'Imported from 000_c7b4680ba10cece5.txt.',
      'Imported from 001_e1a7c8dc3dc81742.txt.',
      'Imported from 002_e86dc33efd75fa0d.txt.',
      'Imported from 003_bf2227530097bb77.txt.',
      'Imported from 004_ba928c7ece01ed7b.txt.',
    ]);
    expect(await db().article.count({ where: { state: 'published' } })).toBe(5);
    expect(await db().version.count()).toBe(6);
  });

  it('tells a story with a revision in every state', async () => {
    const rows = await db().revision.groupBy({ by: ['state'] });
    expect(rows.map((row) => row.state).toSorted()).toEqual(states.toSorted());
    expect(await db().comment.count()).toBeGreaterThan(2);
    expect(await db().source.count({ where: { completeness: 'described' } })).toBe(0);
  });

  it('keeps the text of the files word for word', async () => {
    const article = await db().article.findUniqueOrThrow({ where: { slug: 'pakistan-syria-relations' } });
    const rows = await db().$queryRaw<{ text: string }[]>`
      select body_words(c.body) as text from version v join version_section s on s.version_id = v.id join section_content c on c.hash = s.content_hash
      where v.article_id = ${article.id}::uuid and v.number = 1 order by s.position`;
    const file = await readFile('seeds/documents/003_bf2227530097bb77.txt', 'utf8');
    const words = (text: string) => text.split(/\s+/).filter(Boolean);
    const inFile = new Set(words(file));
    const stored = rows.flatMap((row) => words(row.text));
    expect(stored.length).toBeGreaterThan(2000);
    expect(stored.filter((word) => !inFile.has(word))).toEqual([]);
  });

  it('changes nothing when it runs again', async () => {
    const count = async () => [
      ...[await db().version.count(), await db().revision.count(), await db().article.count()],
      await db().importRun.count(),
    ];
    const before = await count();
    expect(await seed({ demo: true })).toEqual(expect.arrayContaining([expect.stringContaining('unchanged')]));
    expect(await count()).toEqual(before);
  });

  it('makes a revision of a changed file, never an overwrite', async () => {
    const bytes = await readFile('seeds/documents/000_c7b4680ba10cece5.txt');
    const changed = Buffer.concat([bytes, Buffer.from('\n\nOne more paragraph.\n')]).toString('base64');
    const { outcome, number } = await importDocument(systemActor, {
      fileName: '000_c7b4680ba10cece5.txt',
      base64: changed,
    });
    expect(outcome).toBe('revised');
    const revision = await db().revision.findUniqueOrThrow({
      where: { number: number ?? 0 },
      include: { workingCopies: true },
    });
    expect(revision.state).toBe('draft');
    expect(revision.workingCopies).toHaveLength(1);
  });

  it('leaves a chain of events that verifies', async () => {
    await expect(verifyEvents()).resolves.toMatchObject({ broken: null });
  });
});
