import postgres from 'postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { createArticle } from '@/lib/articles/commands/article';
import { getStatements } from '@/lib/articles/queries/statements';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Body } from '@/lib/domain/prose/body';
import { articleAnswer } from '@/lib/pages/answers/article';
import { catchUpOrigins } from '@/lib/pages/live/origins';
import { readSite } from '@/lib/pages/queries/site';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { approve, type Cast, people, prose, publish, submit, write } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';

const database = useDatabase();

let cast: Cast;
let articleId: string;

type Step = {
  readonly by: 'amal' | 'yusuf';
  readonly checkedBy: 'jonas' | 'nora';
  readonly body: (number: number) => Body | Promise<Body>;
};

async function step({ by, checkedBy, body }: Step): Promise<void> {
  const { number } = await openRevision(cast[by], { articleId, name: 'Next', why: '' });
  await write(cast[by], number, 0, await body(number));
  await submit(cast[by], number);
  await approve(cast[checkedBy], number);
  await publish(cast[checkedBy], number);
}

/** A citation of a new book in a revision. */
async function citation(number: number) {
  const csl = { type: 'book', title: 'Harbours of the north' };
  const { sourceId } = await createSource(cast.yusuf, { csl, stub: false });
  const use = { sourceId, locators: [], quote: '', note: '', supports: 'supports' as const };
  const { citationId } = await cite(cast.yusuf, { number, ...use });
  return { type: 'citation' as const, attrs: { id: citationId } };
}

/** Takes back what was carried, as the tables' owner, who alone can. */
async function forget(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => undefined });
  await sql`alter table version_origin disable trigger user`;
  await sql`delete from version_origin`;
  await sql`alter table version_origin enable always trigger never_changes`;
  await sql`alter table version_origin enable always trigger never_emptied`;
  await sql.end();
}

const told = async () => {
  const { sections } = await getStatements(cast.amal, articleId);
  return (sections ?? []).flatMap(({ statements }) =>
    statements.map(({ text, versions, sources }) => [
      text,
      versions
        .map(({ number, contributors, reviewers }) => `${number} ${contributors.join()} ${reviewers.join()}`)
        .join(' | '),
      sources.map(({ reference, since }) => `${since} ${reference}`).join(),
    ]),
  );
};

const [tea, ships, port] = ['They traded tea.', 'Ships went twice a year.', 'A port was built in 1946.'];
const amals = '1 Amal Jonas';
const yusufs = '2 Yusuf Nora';

beforeAll(async () => {
  cast = await people();
  const made = await createArticle(cast.amal, { title: 'Fiji–Peru relations' });
  ({ articleId } = made);
  await write(cast.amal, made.number, 0, prose(`${tea} ${ships}`));
  await submit(cast.amal, made.number);
  await approve(cast.jonas, made.number);
  await publish(cast.jonas, made.number);
});

describe('who wrote a statement', () => {
  it('is told of a first version without a row for it', async () => {
    expect(await told()).toEqual([
      [tea, amals, ''],
      [ships, amals, ''],
    ]);
    expect(await db().versionOrigin.count()).toBe(0);
  });

  it('is carried when a version is published: through a new sentence with a source, a split and a change', async () => {
    await step({
      by: 'yusuf',
      checkedBy: 'nora',
      body: async (number) => prose([`${tea} ${ships} ${port}`, await citation(number)]),
    });
    const book = 'Harbours of the north';
    expect(await told()).toEqual([
      [tea, amals, ''],
      [ships, amals, ''],
      [port, yusufs, expect.stringContaining(book)],
    ]);
    await step({
      by: 'amal',
      checkedBy: 'jonas',
      body: () => prose(tea, `${ships.replace('twice', 'thrice')} ${port}`),
    });
    expect(await told()).toEqual([
      [tea, amals, ''],
      ['Ships went thrice a year.', '1 Amal Jonas | 3 Amal Jonas', ''],
      [port, yusufs, ''],
    ]);
  });

  it('comes back with a restore', async () => {
    const { number } = await restoreVersion(cast.amal, { articleId, version: 2, why: '' });
    await submit(cast.amal, number);
    await approve(cast.nora, number);
    await publish(cast.nora, number);
    expect(await told()).toEqual([
      [tea, amals, ''],
      [ships, amals, ''],
      [port, yusufs, expect.stringMatching(/^2 /)],
    ]);
  });

  it('is the same when it is worked out afterwards, for versions from before it was kept', async () => {
    const before = await told();
    const kept = await db().versionOrigin.findMany({ orderBy: { number: 'asc' } });
    expect(kept.map(({ number }) => number)).toEqual([2, 3, 4]);
    await forget(database().ownerUrl);
    expect((await getStatements(cast.amal, articleId)).sections).toBeNull();
    expect(await catchUpOrigins()).toBe(3);
    expect(await told()).toEqual(before);
    expect(await db().versionOrigin.findMany({ orderBy: { number: 'asc' } })).toEqual(kept);
    expect(await catchUpOrigins()).toBe(0);
  });

  it('is shown to readers who ask for it, and nobody else', async () => {
    const slug = (await db().article.findUniqueOrThrow({ where: { id: articleId } })).slug;
    const site = await readSite(db());
    const ask = async (query: string) => {
      const { body } = await articleAnswer({ path: '', params: { slug }, query: new URLSearchParams(query), site });
      return String(body);
    };
    const html = await ask('sourcing=1');
    expect(html).toContain('aria-label="From version 2">v2</a>');
    expect(html).toMatch(/id="from-version-2".*Written by <bdi>Yusuf<\/bdi>\. Approved by Nora\..*Came with source/su);
    expect(html).not.toMatch(/<script(?! type="application\/ld\+json")/u);
    expect(await ask('')).not.toMatch(/from-version|Who wrote this/u);
  });
});
