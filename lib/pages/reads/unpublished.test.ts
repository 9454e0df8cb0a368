import { afterAll, beforeAll, expect, it } from 'vitest';
import { createArticle } from '@/lib/articles/commands/article';
import { listCitedSourcesEndpoint } from '@/lib/contract/reads/sources';
import { compareVersionsEndpoint, getVersionEndpoint } from '@/lib/contract/reads/versions';
import type { Actor } from '@/lib/domain/actor';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { api, asker, origin } from '@/lib/pages/reads/testing';
import { cite } from '@/lib/revisions/commands/cite';
import { saveHead } from '@/lib/revisions/commands/head';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { createSource } from '@/lib/sources/commands/record';
import { forgetEnv } from '@/lib/system/env';
import { defineRead } from '@/lib/web/public/read';
import { approve, publish, revise, submit } from '@/seeds/desk';
import { seed } from '@/seeds/seed';

useDatabase();

const slug = 'iran-syria-relations';
const iran = `${api}/articles/${slug}`;
const unseen = { source: '', fact: 'Xylotomous', draft: 'Quagmirelet', title: 'Zephyrstone' };
const { ask, bodyOf, problemOf } = asker(defineRead);

beforeAll(async () => {
  process.env['DEMO'] = '1';
  process.env['NEXTAUTH_URL'] = origin;
  forgetEnv();
  await seed({ demo: true });
  const [amal, jonas] = await Promise.all([personOf('amal'), personOf('jonas')]);
  await publishGuess(amal, jonas);
  await plantDrafts(amal);
}, 60_000);

async function personOf(handle: string): Promise<Actor> {
  const { id, name, role } = await db().user.findUniqueOrThrow({ where: { handle } });
  return { id, name, role: role as Actor['role'] };
}

afterAll(() => {
  delete process.env['DEMO'];
  delete process.env['NEXTAUTH_URL'];
  forgetEnv();
});

/** Publishes a version with a fact that nobody confirmed, and a source that only this fact cites. */
async function publishGuess(amal: Actor, jonas: Actor): Promise<void> {
  const words = 'took Syria as part of his empire';
  const number = await revise(amal, slug, 'A guess', [{ find: words, replace: `${words}, then` }]);
  const csl = { type: 'book', title: `The ${unseen.fact} book`, publisher: 'Harbour Press' };
  unseen.source = (await createSource(amal, { csl, stub: false })).sourceId;
  const place = { locators: [], quote: unseen.fact, note: unseen.fact, supports: 'supports' } as const;
  const { citationId } = await cite(amal, { number, sourceId: unseen.source, ...place, locators: [] });
  const { title, facts, related, attribution, headSeq } = await getEditScreen(amal, number);
  const kept = facts.map((fact) => ({ ...fact, citations: [...fact.citations] }));
  const guess = { key: 'Guess', value: `A ${unseen.fact}`, confirmed: false, citations: [citationId] };
  const head = { title, facts: [...kept, guess], related: [...related], attribution };
  await saveHead(amal, { number, expectedHeadSeq: headSeq, ...head });
  await submit(amal, number, 'update', 'Said it more clearly.');
  await approve(jonas, number);
  await publish(jonas, number);
}

/** Words that nobody published: in a draft of a live article, in an article that never was live, in a source that only they cite. */
async function plantDrafts(amal: Actor): Promise<void> {
  const words = 'including the former president Bashar Assad himself';
  const csl = { type: 'book', title: `The ${unseen.draft} book`, publisher: 'Harbour Press' };
  const { sourceId } = await createSource(amal, { csl, stub: false });
  const replace = `${words} in ${unseen.draft} of 1987`;
  const number = await revise(amal, slug, unseen.draft, [{ find: words, replace, cite: { sourceId } }]);
  const { facts, related, headSeq } = await getEditScreen(amal, number);
  const fact = { key: unseen.draft, value: unseen.draft, confirmed: true, citations: [] };
  const kept = facts.map((one) => ({ ...one, citations: [...one.citations] }));
  const head = { title: unseen.title, facts: [...kept, fact], related: [...related, unseen.draft] };
  await saveHead(amal, { number, expectedHeadSeq: headSeq, ...head, attribution: unseen.draft });
  await createArticle(amal, { title: unseen.title });
}

it('leaves out facts that nobody confirmed, and the sources that only they cite', async () => {
  const { facts, citations } = await bodyOf(getVersionEndpoint, `${iran}/versions/3`);
  expect(facts.map(({ key }) => key)).not.toContain('Guess');
  expect(citations).toEqual([]);
  const compared = await bodyOf(compareVersionsEndpoint, `${iran}/compare?from=2&to=3`);
  expect([compared.changes?.facts, compared.citations]).toEqual([[], []]);
  const { sources } = await bodyOf(listCitedSourcesEndpoint, `${api}/sources?limit=100`);
  expect(sources.map(({ id }) => id)).not.toContain(unseen.source);
  expect((await problemOf(`${api}/sources/${unseen.source}`)).status).toBe(404);
});

it('shows no word that was not published, and nobody’s address', async () => {
  const known = await db().revision.findMany({ select: { id: true, articleId: true } });
  const drafts = await db().article.findMany({ where: { state: 'unpublished' }, select: { id: true, slug: true } });
  const library = await db().source.findMany({ select: { id: true } });
  const keys = [
    ...known.flatMap(({ id, articleId }) => [id, articleId]),
    ...drafts.flatMap((one) => Object.values(one)),
    slug,
  ];
  const addresses = [
    ...[...new Set(keys)].flatMap((key) =>
      [
        '',
        '/sections',
        '/sections/main',
        '/citations',
        '/events',
        '/versions',
        '/versions/1',
        '/versions/3',
        '/versions/4',
        '/compare',
      ].map((rest) => `${api}/articles/${key}${rest}`),
    ),
    ...library.map(({ id }) => `${api}/sources/${id}`),
    ...[`${api}/articles?limit=100`, `${api}/sources?limit=100`, `${api}/events?limit=100&from=1987&to=1987`],
    ...[unseen.draft, unseen.title, unseen.fact, '1987'].map((word) => `${api}/search?q=${word}`),
  ];
  const emails = (await db().user.findMany({ select: { email: true } })).map(({ email }) => email).filter(Boolean);
  const words = [unseen.draft, unseen.title, unseen.fact, ...emails].map((word) => word.toLowerCase());
  let shown = 0;
  for (const address of addresses) {
    const response = await ask(address);
    const text = (await response.text()).toLowerCase();
    if (response.status === 200) shown += 1;
    const said = words.filter((word) => text.includes(word) && !address.toLowerCase().includes(word));
    expect([address, said]).toEqual([address, []]);
    expect(response.status).toBeLessThan(500);
  }
  expect(shown).toBeGreaterThan(50);
});
