import { describe, expect, it } from 'vitest';
import { createArticle, redirectArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { getArticleOverview, listArticles } from '@/lib/articles/queries/articles';
import { db } from '@/lib/db/client';
import { countQueries, useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import { startThread } from '@/lib/reviews/commands/thread';
import { getReviewScreen } from '@/lib/reviews/queries';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { copyRevision, openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { listRevisions } from '@/lib/revisions/queries/lists';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const rowOf = (id: string) => db().article.findUniqueOrThrow({ where: { id } });
const slugOf = async (id: string) => (await rowOf(id)).slug;
const unique = (word: string) => `${word} ${newId().slice(-12)}`;
const slugged = (title: string) => title.toLowerCase().replaceAll(' ', '-');

async function opened(cast: Cast, articleId: string, text?: string): Promise<number> {
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  if (text) await write(cast.amal, number, 0, prose(text));
  return number;
}

async function bringBack(cast: Cast, articleId: string): Promise<void> {
  const { number } = await restoreVersion(cast.amal, { articleId, version: 1, why: '' });
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  await publish(cast.jonas, number);
}

describe('creating an article', () => {
  it.each([
    ['Pakistan–Syria relations', 'pakistan-syria-relations'],
    ['  Çelebi & Ørsted: 1946! ', 'celebi-rsted-1946'],
    ['العلاقات', 'العلاقات'],
    ['???', 'article'],
  ])('%s has the address %s', async (title, slug) => {
    const { amal } = await people();
    const { articleId, number } = await createArticle(amal, { title });
    expect(await slugOf(articleId)).toBe(slug);
    expect(await getRevision(amal, number)).toMatchObject({ state: 'draft', liveNumber: null, baseNumber: null });
    expect((await rowOf(articleId)).state).toBe('unpublished');
  });

  it('with a taken title gets the next free number, also of addresses that once were', async () => {
    const cast = await people();
    const title = unique('Taken');
    const slug = slugged(title);
    const first = await publishedArticle(cast, title);
    const second = await createArticle(cast.amal, { title });
    await renameArticle(cast.jonas, { articleId: first.articleId, slug: unique('moved') });
    const third = await createArticle(cast.amal, { title });
    const ids = [second.articleId, third.articleId];
    expect(await Promise.all(ids.map(slugOf))).toEqual([`${slug}-2`, `${slug}-3`]);
  });

  it('by four people at once under one title makes four articles with four addresses', async () => {
    const { amal, yusuf, jonas, nora } = await people();
    const title = unique('At once');
    const made = await Promise.all([amal, yusuf, jonas, nora].map((actor) => createArticle(actor, { title })));
    const slugs = await Promise.all(made.map(({ articleId }) => slugOf(articleId)));
    const slug = slugged(title);
    expect(slugs.toSorted()).toEqual([slug, `${slug}-2`, `${slug}-3`, `${slug}-4`]);
  });

  it('by a double click makes one', async () => {
    const { amal } = await people();
    const input = { opId: newId(), title: unique('Twice') };
    const [one, two] = await Promise.all([createArticle(amal, input), createArticle(amal, input)]);
    expect(one).toEqual(two);
  });
});

describe('renaming', () => {
  it('keeps the old address for ever, and both ways', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const old = await slugOf(articleId);
    const slug = slugged(unique('new-name'));
    expect(await renameArticle(cast.jonas, { articleId, slug: ` ${slug.toUpperCase()} ` })).toMatchObject({ slug });
    const kept = await db().articleSlug.findMany({ where: { articleId }, select: { slug: true } });
    expect(kept.map((row) => row.slug).toSorted()).toEqual([old, slug].toSorted());
    await renameArticle(cast.jonas, { articleId, slug: old });
    expect(await slugOf(articleId)).toBe(old);
    expect(await db().articleSlug.count({ where: { articleId } })).toBe(2);
    expect(await renameArticle(cast.jonas, { articleId, slug: old })).toMatchObject({ slug: old });
  });

  it('refuses an address that another article has or had, and one without letters', async () => {
    const cast = await people();
    const [one, two] = [await publishedArticle(cast), await publishedArticle(cast)];
    const had = await slugOf(one.articleId);
    const has = slugged(unique('has'));
    await renameArticle(cast.jonas, { articleId: one.articleId, slug: has });
    for (const slug of [had, has, '!!!']) {
      const attempt = renameArticle(cast.jonas, { articleId: two.articleId, slug });
      await expect(attempt).rejects.toEqual(refused('invalid'));
    }
  });

  it('of two articles to one address at once succeeds for one', async () => {
    const cast = await people();
    const made = [await publishedArticle(cast), await publishedArticle(cast)];
    const slug = slugged(unique('wanted'));
    const rename = ({ articleId }: { articleId: string }) => renameArticle(cast.jonas, { articleId, slug });
    const results = await Promise.allSettled(made.map(rename));
    const reasons = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toEqual([refused('invalid')]);
  });

  it('is for reviewers, and not for a withdrawn or an unknown article', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    await expect(renameArticle(cast.amal, { articleId, slug: 'x' })).rejects.toEqual(refused('forbidden'));
    await expect(renameArticle(cast.nora, { articleId: newId(), slug: 'x' })).rejects.toEqual(refused('not_found'));
    await withdrawArticle(cast.rosa, { articleId, reason: 'Not ours.' });
    await expect(renameArticle(cast.nora, { articleId, slug: 'x' })).rejects.toEqual(refused('wrong_state'));
  });
});

describe('withdrawing and redirecting', () => {
  it('is for admins and published articles, and keeps the reason and all versions', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const withdraw = (actor: Cast['rosa'], id = articleId) =>
      withdrawArticle(actor, { articleId: id, reason: 'Under dispute.' });
    for (const actor of [cast.amal, cast.jonas]) await expect(withdraw(actor)).rejects.toEqual(refused('forbidden'));
    await withdraw(cast.rosa);
    expect(await rowOf(articleId)).toMatchObject({ state: 'withdrawn', stateReason: 'Under dispute.' });
    expect(await db().version.count({ where: { articleId } })).toBe(1);
    await expect(withdraw(cast.rosa)).rejects.toEqual(refused('wrong_state'));
    const unpublished = await createArticle(cast.amal, { title: unique('Draft') });
    await expect(withdraw(cast.rosa, unpublished.articleId)).rejects.toEqual(refused('wrong_state'));
    await bringBack(cast, articleId);
    expect(await rowOf(articleId)).toMatchObject({ state: 'published', stateReason: '' });
  });

  it('leads to another published article only, never to itself, never in a circle', async () => {
    const cast = await people();
    const [a, b, c] = [await publishedArticle(cast), await publishedArticle(cast), await publishedArticle(cast)];
    const draft = await createArticle(cast.amal, { title: unique('Draft') });
    const redirect = (actor: Cast['rosa'], from: { articleId: string }, to: { articleId: string }) =>
      redirectArticle(actor, { articleId: from.articleId, toArticleId: to.articleId, reason: 'Joined.' });
    await expect(redirect(cast.jonas, a, b)).rejects.toEqual(refused('forbidden'));
    await expect(redirect(cast.rosa, a, a)).rejects.toEqual(refused('invalid'));
    await expect(redirect(cast.rosa, a, draft)).rejects.toEqual(refused('invalid'));
    await expect(redirect(cast.rosa, draft, a)).rejects.toEqual(refused('wrong_state'));
    await expect(redirect(cast.rosa, a, { articleId: newId() })).rejects.toEqual(refused('not_found'));
    await redirect(cast.rosa, a, b);
    expect(await rowOf(a.articleId)).toMatchObject({ state: 'redirected', redirectToId: b.articleId });
    await expect(redirect(cast.rosa, b, a)).rejects.toEqual(refused('invalid'));
    await redirect(cast.rosa, b, c);
    await expect(redirect(cast.rosa, c, a)).rejects.toEqual(refused('invalid'));
    await bringBack(cast, a.articleId);
    expect(await rowOf(a.articleId)).toMatchObject({ state: 'published', redirectToId: null });
    await redirect(cast.rosa, c, a);
    await expect(redirect(cast.rosa, a, b)).rejects.toEqual(refused('invalid'));
  });

  it('of two articles to each other at once succeeds for one', async () => {
    const cast = await people();
    const [a, b] = [await publishedArticle(cast), await publishedArticle(cast)];
    const redirect = (articleId: string, toArticleId: string) =>
      redirectArticle(cast.rosa, { articleId, toArticleId, reason: 'Joined.' });
    const both = [redirect(a.articleId, b.articleId), redirect(b.articleId, a.articleId)];
    const results = await Promise.allSettled(both);
    const reasons = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(reasons).toEqual([refused('invalid')]);
  });
});

/** One article as lists show it and as single reads show it. */
async function bothReads(actor: Actor, articleId: string) {
  const here = (await listRevisions(actor)).filter((line) => line.articleId === articleId);
  const listed = here.map(({ number, state, isStale, liveNumber, turn, author, mayPublish, articleState }) => ({
    ...{ number, state, isStale, liveNumber, turn, author, mayPublish, articleState },
  }));
  const frames = await Promise.all(here.map(({ number }) => getRevision(actor, number)));
  const single = frames.map(({ number, state, isStale, liveNumber, turn, author, actions, articleState }) => ({
    ...{ number, state, isStale, liveNumber, turn, author, mayPublish: actions.publish.ok, articleState },
  }));
  const overview = await getArticleOverview(actor, articleId);
  const article = (await listArticles(actor)).find(({ id }) => id === articleId);
  return {
    fromLists: { revisions: listed, lines: here, article: [article?.title, article?.liveNumber, article?.state] },
    fromSingles: {
      revisions: single,
      lines: overview.open,
      article: [overview.title, overview.live?.number, overview.state],
    },
  };
}

describe('lists', () => {
  it('give an article both statuses, and find it by words of its title and by its state', async () => {
    const cast = await people();
    const title = unique('Listed');
    const { articleId } = await publishedArticle(cast, title);
    const first = await opened(cast, articleId, 'Another lead.');
    await submit(cast.amal, first);
    const second = await opened(cast, articleId);
    const [line, ...more] = await listArticles(cast.yusuf, { q: title.toUpperCase() });
    expect(more).toEqual([]);
    expect(line).toMatchObject({ id: articleId, state: 'published', liveNumber: 1, title });
    expect(line?.open.map((open) => [open.number, open.state]).toSorted()).toEqual([
      [first, 'in_review'],
      [second, 'draft'],
    ]);
    await withdrawArticle(cast.rosa, { articleId, reason: 'Not ours.' });
    expect(await listArticles(cast.yusuf, { q: title, state: 'published' })).toEqual([]);
    expect(await listArticles(cast.yusuf, { q: title, state: 'withdrawn' })).toHaveLength(1);
  });

  it('call an unpublished article what its overview calls it', async () => {
    const cast = await people();
    const title = unique('First title');
    const { articleId, number } = await createArticle(cast.amal, { title });
    await discardRevision(cast.amal, { number, reason: '' });
    const both = async () => {
      const overview = await getArticleOverview(cast.amal, articleId);
      const line = (await listArticles(cast.amal)).find((article) => article.id === articleId);
      return [overview.title, line?.title];
    };
    const ended = await both();
    expect(ended).toEqual([title, title]);
    const copy = await copyRevision(cast.amal, { number });
    await db().revision.update({
      where: { number: copy.number },
      data: { title: 'Second title', headSeq: 1, updatedById: cast.amal.id },
    });
    const going = await both();
    expect(going).toEqual(['Second title', 'Second title']);
  });

  it('show each person what single reads show', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    await opened(cast, articleId);
    const approved = await opened(cast, articleId, 'Another lead.');
    await submit(cast.amal, approved);
    await approve(cast.nora, approved);
    const stale = await opened(cast, articleId, 'A third lead.');
    await publish(cast.jonas, approved);
    await submit(cast.amal, stale);
    for (const actor of Object.values(cast)) {
      const { fromLists, fromSingles } = await bothReads(actor, articleId);
      expect(fromLists).toEqual(fromSingles);
      expect(fromLists.revisions.map(({ isStale }) => isStale)).toEqual([true, true]);
    }
  });

  it('show what is approved to those who may publish it as theirs, exactly as the revision does', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await opened(cast, articleId, 'Another lead.');
    await submit(cast.amal, number);
    await approve(cast.nora, number);
    for (const actor of Object.values(cast)) {
      const line = (await listRevisions(actor)).find((one) => one.number === number);
      const single = await getRevision(actor, number);
      expect([line?.mayPublish, line?.turn]).toEqual([single.actions.publish.ok, single.turn]);
    }
  });
});

describe('the number of queries', () => {
  it('does not grow with articles, revisions, sections, threads or reviews', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const number = await opened(cast, articleId, 'Another lead.');
    await submit(cast.amal, number);
    const measure = async () => ({
      articles: await countQueries(() => listArticles(cast.jonas)),
      revisions: await countQueries(() => listRevisions(cast.jonas)),
      review: await countQueries(() => getReviewScreen(cast.jonas, number)),
      overview: await countQueries(() => getArticleOverview(cast.jonas, articleId)),
    });
    const few = await measure();
    for (let made = 0; made < 3; made += 1) {
      await createArticle(cast.amal, { title: unique('Many') });
      await opened(cast, articleId, `Lead ${made}.`);
      const target = { number, sectionId: null, quote: '', prefix: '', suffix: '', mustResolve: false };
      await startThread(cast.yusuf, { ...target, text: `Comment ${made}.` });
      await approve(cast.nora, number).catch(() => null);
      const { headSeq, sections } = await getEditScreen(cast.amal, number);
      const after = sections[0]?.sectionId ?? '';
      await addSection(cast.amal, { number, expectedHeadSeq: headSeq, heading: `New ${made}`, level: 2, after });
    }
    expect(await measure()).toEqual(few);
    const { review, ...lists } = few;
    for (const count of Object.values(lists)) {
      expect(count).toBeGreaterThan(0);
      expect(count).toBeLessThan(40);
    }
    // The review screen asks after parts and owners, what was viewed, the talk, looks and the list besides.
    expect(review).toBeLessThan(55);
  });
});
