import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import postgres from 'postgres';
import { expect, test } from 'vitest';

import { migrate } from '@/lib/db/migrate';
import { createTestDatabase, dropTestDatabase } from '@/lib/db/testing';
import { systemActor } from '@/lib/db/transaction';
import { newId, sha256 } from '@/lib/system/crypto';

const ours = path.join(process.cwd(), 'prisma', 'migrations');
const name = '20261127180000_store_each_thing_once';
const [person, article, version, revision, open] = [newId(), newId(), newId(), newId(), newId()];
const sections = [newId(), newId(), newId()];
const hash = (at: number) => sha256(`text ${at}`);
const outline = JSON.stringify(sections.map((sectionId, at) => ({ sectionId, level: at + 1 })));
const body = JSON.stringify({ type: 'doc' });
const approval = { reviewId: newId(), reviewer: 'Jonas', at: '2026-11-20T08:00:00.000Z' };

/** One version of three sections, with its published revision and an open one, as a database of before holds them. */
async function fill(sql: postgres.Sql): Promise<void> {
  await sql`set session_replication_role = replica`;
  for (const table of ['section_content', 'section', 'revision', 'working_copy', 'version', 'version_section']) {
    await sql`alter table ${sql(table)} disable trigger user`;
  }
  for (const [at, section] of sections.entries()) {
    await sql`insert into section (id, article_id) values (${section}, ${article})`;
    await sql`insert into section_content (hash, heading, body, text, schema_version) values (${hash(at)}, ${`H${at}`}, ${body}::text::jsonb, '', 1)`;
    await sql`insert into version_section (version_id, position, section_id, level, content_hash)
      values (${version}, ${2 - at}, ${section}, ${at + 1}, ${hash(at)})`;
  }
  for (const [id, state] of [[revision, 'published'] as const, [open, 'draft'] as const]) {
    await sql`insert into revision (id, article_id, state, name, title, facts, related, outline, head_hash, created_by_id)
      values (${id}, ${article}, ${state}, 'N', 'T', '[]', '[]', ${outline}::text::jsonb, ${sha256(id)}, ${person})`;
    await sql`insert into working_copy (revision_id, section_id, heading, body, content_hash, saved_by_id)
      values (${id}, ${sections[0] ?? ''}, 'H0', ${body}::text::jsonb, ${hash(0)}, ${person}),
        (${id}, ${sections[1] ?? ''}, 'Taken out', ${body}::text::jsonb, ${sha256('nowhere else')}, ${person})`;
  }
  await sql`insert into version (id, article_id, number, revision_id, publish_request_id, kind, change_note, title, facts, related, approvals,
      contributors, content_hash, hash, published_by_id, published_at)
    values (${version}, ${article}, 1, ${revision}, ${newId()}, 'update', '', 'T', '[]', '[]',
      ${JSON.stringify([{ ...approval, reasons: [{ point: 'P', reason: 'R' }] }])}::text::jsonb, '[]', ${sha256('c')}, ${sha256('v')}, ${person}, now())`;
  await sql`insert into event (actor_id, action, subject_type, subject_id, payload)
    select ${systemActor.id}, 'test', 'step', step::text, '{}' from generate_series(1, 3) step`;
  await sql`insert into outbox (kind, payload, done_at) values ('done', '{}', now()), ('waiting', '{}', null)`;
  for (const table of ['section_content', 'section', 'revision', 'working_copy', 'version', 'version_section']) {
    await sql`alter table ${sql(table)} enable trigger user`;
  }
}

test('a database with data comes to the same by migration: rows of sections, texts, approvals, what waits', async () => {
  const database = await createTestDatabase('template0');
  const folder = await mkdtemp(path.join(tmpdir(), 'stet-migrations-'));
  const admin = postgres(database.adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const before = (await readdir(ours)).filter((one) => one < name);
    for (const one of before) await cp(path.join(ours, one), path.join(folder, one), { recursive: true });
    await migrate(database.ownerUrl, folder);
    await fill(admin);
    const rows = admin`select version_id, position, section_id, level, content_hash from version_section order by position`;
    const was = [...(await rows)];
    expect(was).toHaveLength(3);
    const log = [...(await admin`select prev_hash, hash, event_text(event) as text from event order by id`)];
    await cp(ours, folder, { recursive: true });
    expect(await migrate(database.ownerUrl, folder)).toContain(name);
    const events = await admin`
      select encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash, event_text(event) as text from event order by id`;
    expect([...events]).toEqual(log);
    expect(log.map((event) => event['hash'])).toEqual(log.map((event) => sha256(String(event['text']))));
    const now =
      await admin`select version_id, position, section_id, level, content_hash from version_section order by position`;
    expect([...now]).toEqual(was);
    expect([...(await admin`select approvals from version`)]).toEqual([{ approvals: [approval] }]);
    const copies = await admin`select r.state, w.heading, w.body is null as gone, w.content_hash from working_copy w
      join revision r on r.id = w.revision_id order by r.state, w.heading`;
    expect(copies.map(({ state, heading, gone }) => [state, heading, gone])).toEqual([
      ['draft', 'H0', false],
      ['draft', 'Taken out', false],
      ['published', 'H0', true],
      ['published', 'Taken out', false],
    ]);
    const [kept] = await admin`select outline from revision where id = ${open}`;
    expect(kept?.['outline']).toEqual(sections.map((section, at) => `${at + 1}:${section}`));
    expect([...(await admin`select kind from outbox`)]).toEqual([{ kind: 'waiting' }]);
  } finally {
    await admin.end();
    await rm(folder, { recursive: true });
    await dropTestDatabase(database);
  }
});
