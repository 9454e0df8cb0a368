import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { useDatabase } from '@/lib/db/testing';
import { cite as mark } from '@/lib/domain/prose/builder';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, type Cast, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';
import { verifyVersions } from '@/lib/versions/chain';

const database = useDatabase();
let admin: postgres.Sql;
let cast: Cast;

async function publishNext(articleId: string, ...text: Parameters<typeof prose>): Promise<void> {
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await write(cast.amal, number, 0, prose(...text));
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  await publish(cast.jonas, number);
}

/** Three versions of one article, the last with a citation, and one version of another. */
beforeAll(async () => {
  admin = postgres(database().adminUrl, { max: 1, onnotice: () => undefined });
  cast = await people();
  const { articleId } = await publishedArticle(cast, 'First article');
  await publishNext(articleId, 'The lead says something else.');
  const { sourceId } = await createSource(cast.amal, { csl: { type: 'book', title: 'A book' }, stub: false });
  const { number } = await openRevision(cast.amal, { articleId, name: 'A source', why: '' });
  const { citationId } = await cite(cast.amal, {
    ...{ number, sourceId, locators: [{ label: 'page', value: '12' }] },
    ...{ quote: 'as it was', note: '', supports: 'supports', replacesId: null },
  });
  await write(cast.amal, number, 0, prose(['The lead has a source.', mark(citationId)]));
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  await publish(cast.jonas, number);
  await publishedArticle(cast, 'Second article');
});
afterAll(() => admin.end());

const tables = ['version', 'version_citation', 'section_content', 'article', 'review'] as const;

/** Changes rows as someone with all power over the database could, looks, and puts them back. */
async function tampered(change: string) {
  await admin`set session_replication_role = replica`;
  for (const table of tables) {
    await admin`alter table ${admin(table)} disable trigger all`;
    await admin`create table ${admin(`kept_${table}`)} as select * from ${admin(table)}`;
  }
  await admin.unsafe(change);
  const report = await verifyVersions();
  for (const table of tables) {
    await admin`delete from ${admin(table)}`;
    await admin`insert into ${admin(table)} select * from ${admin(`kept_${table}`)}`;
    await admin`drop table ${admin(`kept_${table}`)}`;
    await admin`alter table ${admin(table)} enable trigger all`;
  }
  await admin`set session_replication_role = origin`;
  return report;
}

test('what was published holds together', async () => {
  expect(await verifyVersions()).toEqual({ articles: 2, versions: 4, contents: 6, faults: [] });
});

const second = `(select v.id from version v join article a on a.id = v.article_id where a.slug = 'first-article' and v.number = 2)`;
const third = second.replace('number = 2', 'number = 3');

test.each([
  [
    'a changed word',
    `update section_content set body = replace(body::text, 'something else', 'nothing')::jsonb
      where hash = (select content_hash from version_section where version_id = ${second} and position = 0)`,
    [[2, /text of section 0 .*content hash/u]],
  ],
  [
    'a changed title',
    `update version set title = 'Another' where id = ${second}`,
    [
      [2, /head hash/u],
      [2, /version hash/u],
    ],
  ],
  ['a changed note', `update version set change_note = 'Nothing' where id = ${second}`, [[2, /version hash/u]]],
  ['an invented approval', `update version set approvals = '[]' where id = ${second}`, [[2, /version hash/u]]],
  [
    'an invented reason',
    `update review set open_points = '[{"point": "Sourced", "reason": "Said later."}]'
      where revision_id = (select revision_id from version where id = ${second})`,
    [[2, /version hash/u]],
  ],
  [
    'an unreadable record',
    `update version set approvals = '[{"a": 1}]' where id = ${second}`,
    [[2, /cannot be read/u]],
  ],
  [
    'another time',
    `update version set published_at = published_at - interval '1 year' where id = ${third}`,
    [[3, /version hash/u]],
  ],
  [
    'a changed level',
    `update version set section_levels[2] = 3 where id = ${second}`,
    [
      [2, /head hash/u],
      [2, /version hash/u],
    ],
  ],
  [
    'a changed quotation',
    `update version_citation set frozen = jsonb_set(frozen, '{quote}', '"as it was not"') where version_id = ${third}`,
    [
      [3, /head hash/u],
      [3, /version hash/u],
    ],
  ],
  [
    'a citation filed elsewhere',
    `update version_citation set source_id = '${newId()}' where version_id = ${third}`,
    [[3, /another source/u]],
  ],
  [
    'another hash',
    `update version set hash = repeat('a', 64) where id = ${second}`,
    [
      [3, /does not name the hash/u],
      [2, /version hash/u],
    ],
  ],
  [
    'a removed version',
    `delete from version where id = ${second}`,
    [
      [3, /a version is missing/u],
      [0, /is published, but its version is gone/u],
    ],
  ],
  [
    'a version cut off at the end',
    `delete from version where id = ${third}`,
    [
      [0, /live version is not the newest/u],
      [0, /is published, but its version is gone/u],
    ],
  ],
  [
    'an older version set live',
    `update article set live_version_id = ${second} where slug = 'first-article'`,
    [[0, /live version is not the newest/u]],
  ],
] as const)('%s is found and located', async (_name, change, expected) => {
  const { faults } = await tampered(change);
  expect(faults).toEqual(
    expected.map(([version, what]) => ({ article: 'first-article', version, what: expect.stringMatching(what) })),
  );
});

test('after all of this the chain is whole again', async () => {
  expect((await verifyVersions()).faults).toEqual([]);
});
