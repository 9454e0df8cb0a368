import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { sectionsOf } from '@/lib/web/public/testing';
import { articleAnswer, versionAnswer } from '@/lib/pages/answers/article';
import { renewPages } from '@/lib/pages/live/renew';
import { saveHead } from '@/lib/revisions/commands/head';
import { saveSection } from '@/lib/revisions/commands/save';
import { openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { addSection } from '@/lib/revisions/commands/section';
import { joinSections } from '@/lib/revisions/commands/structure';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { forgetEnv } from '@/lib/system/env';
import { saveSite } from '@/lib/pages/commands';
import { publicRoute } from '@/lib/web/public/route';

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await people();
});

const stored = (articleId: string) => db().livePage.findUnique({ where: { articleId } });
const slugOf = async (id: string) => (await db().article.findUniqueOrThrow({ where: { id } })).slug;

/** A page as the framework makes it on demand. */
async function onDemand(slug: string): Promise<Response> {
  const request = new Request(`http://localhost/articles/${slug}`);
  return publicRoute(articleAnswer)(request, { params: Promise.resolve({ slug }) });
}

/** A revision with this change, published. */
async function revise(articleId: string, what: (number: number) => Promise<unknown>) {
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await what(number);
  await finish(number);
}

async function finish(number: number) {
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  await publish(cast.jonas, number);
}

/** Joins the section at that place with the one before it. */
async function join(number: number, at: number) {
  const { headSeq: expectedHeadSeq, sections } = await getEditScreen(cast.amal, number);
  const [first, second] = sections.slice(at - 1, at + 1).map(({ sectionId, seq }) => ({ sectionId, expectedSeq: seq }));
  if (!first || !second) throw new Error(`No section ${at}`);
  await joinSections(cast.amal, { number, ...second, previous: first, expectedHeadSeq });
}

/** A revision with another head, published. */
async function republish(articleId: string, change: { title?: string; related?: string[]; heading?: string }) {
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  const { title, headSeq, sections } = await getEditScreen(cast.amal, number);
  const head = { title: change.title ?? title, facts: [], related: change.related ?? [], attribution: '' };
  await saveHead(cast.amal, { number, expectedHeadSeq: headSeq, ...head });
  const { sectionId = '', seq: expectedSeq = 0, body, heading: old = '' } = sections[1] ?? {};
  await saveSection(cast.amal, { number, sectionId, expectedSeq, heading: change.heading ?? old, body });
  await finish(number);
}

describe('the bytes of a live page', () => {
  it('are made at publish, in every coding, and equal to what is made on demand', async () => {
    const { articleId } = await publishedArticle(cast);
    const row = await stored(articleId);
    const made = await onDemand(await slugOf(articleId));
    const html = await made.text();
    expect(Buffer.from(row?.identity ?? []).toString()).toBe(html);
    expect(gunzipSync(row?.gzip ?? Buffer.of()).toString()).toBe(html);
    expect(brotliDecompressSync(row?.brotli ?? Buffer.of()).toString()).toBe(html);
    expect(made.headers.get('etag')).toBe(row?.etag);
    for (const [name, value] of Object.entries(row?.headers ?? {})) expect(made.headers.get(name)).toBe(value);
  });

  it('are one row an article, overwritten by the next publish with a higher number', async () => {
    const { articleId } = await publishedArticle(cast);
    const before = await stored(articleId);
    await republish(articleId, { title: 'Another title' });
    const after = await stored(articleId);
    expect(after?.path).toBe(before?.path);
    expect(Number(after?.seq)).toBeGreaterThan(Number(before?.seq));
    expect(Buffer.from(after?.identity ?? []).toString()).toContain('Another title');
    expect(await db().livePage.count({ where: { articleId } })).toBe(1);
  });

  it('leave the rows of search alone that have not changed, and write all anew after other code made them', async () => {
    const { articleId } = await publishedArticle(cast);
    const rows = () =>
      db().$queryRaw<{ heading: string; written: string }[]>`
        select heading, xmin::text as written from live_section where article_id = ${articleId}::uuid order by position`;
    const before = await rows();
    await republish(articleId, { heading: 'Other history' });
    const after = await rows();
    expect(after.map(({ heading }) => heading)).toEqual(['', 'Other history']);
    expect(after[0]).toEqual(before[0]);
    expect(after[1]?.written).not.toBe(before[1]?.written);
    await db().livePage.update({ where: { articleId }, data: { renderer: 'older code' } });
    await renewPages();
    const anew = await rows();
    expect(anew.map(({ heading }) => heading)).toEqual(['', 'Other history']);
    expect(anew[0]?.written).not.toBe(after[0]?.written);
  });

  it('move with a renamed article and go with a withdrawn one', async () => {
    const { articleId } = await publishedArticle(cast);
    const old = (await stored(articleId))?.path;
    const { slug, changedPaths } = await renameArticle(cast.jonas, { articleId, slug: `moved ${articleId}` });
    expect(changedPaths.toSorted()).toEqual([`/articles/${slug}`, old ?? ''].toSorted());
    expect((await stored(articleId))?.path).toBe(`/articles/${slug}`);
    const gone = await withdrawArticle(cast.rosa, { articleId, reason: 'Wrong.' });
    expect(gone.changedPaths).toEqual([`/articles/${slug}`]);
    expect(await stored(articleId)).toBeNull();
    expect((await onDemand(slug)).status).toBe(410);
  });
});

describe('pages that name another article', () => {
  it('are made anew when it comes, moves and goes', async () => {
    const { articleId } = await publishedArticle(cast);
    const title = `Relations of ${articleId}`;
    await republish(articleId, { related: [title] });
    const html = async () => Buffer.from((await stored(articleId))?.identity ?? []).toString();
    expect(await html()).toContain('not yet written');

    const other = await publishedArticle(cast, title);
    expect((await stored(articleId))?.stale).toBe(true);
    expect(await renewPages()).toBe(1);
    expect(await html()).toContain(`href="/articles/${await slugOf(other.articleId)}"`);
    expect(await renewPages()).toBe(0);

    await renameArticle(cast.jonas, { articleId: other.articleId, slug: `other ${other.articleId}` });
    await renewPages();
    expect(await html()).toContain(`href="/articles/other-${other.articleId}"`);
    await withdrawArticle(cast.rosa, { articleId: other.articleId, reason: 'Wrong.' });
    await renewPages();
    expect(await html()).toContain('not yet written');
  });
});

describe('section anchors', () => {
  it('survive renaming: the old one leads to the section still, also in the version that has it', async () => {
    const { articleId } = await publishedArticle(cast);
    await republish(articleId, { heading: 'Early history' });
    const html = Buffer.from((await stored(articleId))?.identity ?? []).toString();
    const { ids, above } = sectionsOf(html);
    expect(ids).toContain('early-history');
    expect(above('early-history')).toEqual(['history']);
    const slug = await slugOf(articleId);
    const request = new Request(`http://localhost/articles/${slug}/versions/1`);
    const first = await publicRoute(versionAnswer)(request, { params: Promise.resolve({ slug, number: '1' }) });
    expect(sectionsOf(await first.text()).ids).toContain('history');
  });

  it('go to the section that has the name now when two want one', async () => {
    const { articleId } = await publishedArticle(cast);
    await republish(articleId, { heading: 'Later history' });
    await republish(articleId, { heading: 'History' });
    const html = Buffer.from((await stored(articleId))?.identity ?? []).toString();
    expect(html.match(/id="history"/gu)).toHaveLength(1);
    expect(sectionsOf(html).above('history')).toEqual(['later-history']);
  });

  it('of a joined section lead to the place of its text, and to it again when it comes back', async () => {
    const { articleId } = await publishedArticle(cast);
    await revise(articleId, async (number) => {
      const { headSeq, sections } = await getEditScreen(cast.amal, number);
      const after = sections[1]?.sectionId ?? '';
      await addSection(cast.amal, { number, expectedHeadSeq: headSeq, heading: 'Trade', level: 2, after });
      await write(cast.amal, number, 2, prose('Tea is sold.'));
    });
    await revise(articleId, (number) => join(number, 2));
    const html = async () => Buffer.from((await stored(articleId))?.identity ?? []).toString();
    const joined = await html();
    expect(joined).toContain('<h3 id="trade" dir="auto">Trade</h3>');
    expect(joined.match(/id="trade"/gu)).toHaveLength(1);

    // Without the subheading it leads to the top of the section; that one joined to the summary, it still leads to the text.
    await revise(articleId, async (number) => {
      const body = (await getEditScreen(cast.amal, number)).sections[1]?.body;
      const content = (body?.content ?? []).filter(({ type }) => type !== 'subheading');
      await write(cast.amal, number, 1, { type: 'doc', content });
    });
    expect(sectionsOf(await html()).above('history')).toEqual(['trade']);
    await revise(articleId, (number) => join(number, 1));
    expect(await html()).toContain('<h2 id="history" dir="auto">History</h2>');
    expect((await html()).match(/id="trade"/gu)).toHaveLength(1);
    const { number } = await restoreVersion(cast.amal, { articleId, version: 2, why: 'Again.' });
    await finish(number);
    expect(sectionsOf(await html()).ids).toEqual(expect.arrayContaining(['history', 'trade']));
    expect((await html()).match(/id="(?:trade|history)"/gu)).toHaveLength(2);
  });
});

describe('the site', () => {
  it('shows its new name on every page: older bytes are not current any more, and are made anew', async () => {
    const { articleId } = await publishedArticle(cast);
    const { seq: expectedSeq } = await db().site.findUniqueOrThrow({ where: { id: 1 } });
    const words = { tagline: 'Words.', publisher: '', licenceName: '', licenceUrl: '', contact: '' };
    await expect(saveSite(cast.jonas, { expectedSeq, name: 'Almanac', ...words })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { seq } = await saveSite(cast.rosa, { expectedSeq, name: 'Almanac', ...words });
    await expect(saveSite(cast.rosa, { expectedSeq, name: 'Other', ...words })).rejects.toMatchObject({
      code: 'stale',
    });
    expect((await stored(articleId))?.siteSeq).toBe(expectedSeq);
    expect(await (await onDemand(await slugOf(articleId))).text()).toContain('– Almanac</title>');
    expect(await renewPages(1000)).toBeGreaterThan(0);
    expect((await stored(articleId))?.siteSeq).toBe(seq);
    expect(Buffer.from((await stored(articleId))?.identity ?? []).toString()).toContain('– Almanac</title>');
  });
});

it('pages are made anew when the site moves to another origin', async () => {
  const { articleId } = await publishedArticle(cast);
  while ((await renewPages()) > 0) await Promise.resolve();
  process.env['NEXTAUTH_URL'] = 'https://moved.example';
  forgetEnv();
  while ((await renewPages()) > 0) await Promise.resolve();
  const moved = Buffer.from((await stored(articleId))?.identity ?? []).toString();
  delete process.env['NEXTAUTH_URL'];
  forgetEnv();
  expect(moved).toContain('https://moved.example/articles/');
  expect(moved).not.toContain('http://localhost');
});
