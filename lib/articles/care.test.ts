import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { setCare } from '@/lib/articles/commands/care';
import { createArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { listArticles } from '@/lib/articles/queries/articles';
import { countDueArticles, getCare, listDueArticles, listOwners } from '@/lib/articles/queries/care';
import { getWorkCounts } from '@/lib/articles/queries/work';
import type { RefusalCode } from '@/lib/domain/refusal';
import { type Cast, people, publishedArticle } from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await people();
});
afterEach(() => setClock(null));

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const careOf = async (articleId: string) => {
  const { reviewBy, isDue, owner } = await getCare(cast.amal, articleId);
  return { reviewBy, isDue, owner: owner?.name ?? null };
};
const events = (articleId: string) =>
  db().event.findMany({ where: { subjectId: articleId, action: 'care_for_article' }, orderBy: { id: 'asc' } });

describe('the review date and the owner of an article', () => {
  it('are set each by itself, shown, and cleared; every change is in the audit log, none twice', async () => {
    const { articleId } = await publishedArticle(cast);
    setClock(() => new Date('2026-11-26T23:59:59Z'));
    expect(await careOf(articleId)).toEqual({ reviewBy: null, isDue: false, owner: null });
    const articleIds = [articleId];
    expect(await setCare(cast.amal, { articleIds, reviewBy: '2026-11-27' })).toEqual({ changed: 1 });
    expect(await setCare(cast.amal, { articleIds, ownerId: cast.jonas.id })).toEqual({ changed: 1 });
    expect(await setCare(cast.nora, { articleIds, reviewBy: '2026-11-27' })).toEqual({ changed: 0 });
    expect(await careOf(articleId)).toEqual({ reviewBy: '2026-11-27', isDue: false, owner: 'Jonas' });
    setClock(() => new Date('2026-11-27T00:00:00Z'));
    expect(await careOf(articleId)).toMatchObject({ isDue: true });
    const [row] = (await listArticles(cast.amal)).filter(({ id }) => id === articleId);
    expect(row).toMatchObject({ reviewBy: '2026-11-27', isDue: true, owner: { name: 'Jonas' } });
    await setCare(cast.amal, { articleIds, reviewBy: null, ownerId: null });
    expect(await careOf(articleId)).toEqual({ reviewBy: null, isDue: false, owner: null });
    const none = { reviewBy: null, ownerId: null };
    expect((await events(articleId)).map(({ payload }) => payload)).toEqual([
      { before: none, after: { ...none, reviewBy: '2026-11-27' } },
      { before: { ...none, reviewBy: '2026-11-27' }, after: { reviewBy: '2026-11-27', ownerId: cast.jonas.id } },
      { before: { reviewBy: '2026-11-27', ownerId: cast.jonas.id }, after: none },
    ]);
  });

  it('are set for many at once, for all of them or none', async () => {
    const ids = [
      (await publishedArticle(cast)).articleId,
      (await createArticle(cast.amal, { title: newId() })).articleId,
    ];
    const set = (articleIds: string[], more: object) => setCare(cast.amal, { articleIds, ...more });
    expect(await set(ids, { ownerId: cast.amal.id })).toEqual({ changed: 2 });
    await expect(set([...ids, newId()], { reviewBy: '2027-01-01' })).rejects.toEqual(refused('not_found'));
    await expect(set(ids, { ownerId: newId() })).rejects.toEqual(refused('not_found'));
    for (const id of ids) expect(await careOf(id)).toEqual({ reviewBy: null, isDue: false, owner: 'Amal' });
  });

  it('an owner who left stays until another is chosen, and is offered no more', async () => {
    const { yusuf } = await people();
    const { articleId } = await publishedArticle(cast);
    await setCare(cast.amal, { articleIds: [articleId], ownerId: yusuf.id });
    await db().user.update({ where: { id: yusuf.id }, data: { disabledAt: new Date(0) } });
    expect((await listOwners(cast.amal)).map(({ id }) => id)).not.toContain(yusuf.id);
    expect((await getCare(cast.amal, articleId)).people[0]).toEqual({ id: yusuf.id, name: 'Yusuf' });
    await setCare(cast.amal, { articleIds: [articleId], reviewBy: '2027-01-01', ownerId: yusuf.id });
    expect(await careOf(articleId)).toMatchObject({ reviewBy: '2027-01-01', owner: 'Yusuf' });
    const other = (await publishedArticle(cast)).articleId;
    await expect(setCare(cast.amal, { articleIds: [other], ownerId: yusuf.id })).rejects.toEqual(refused('not_found'));
  });
});

describe('articles past their review date', () => {
  it('are listed and counted as stale while they are live, the longest overdue first', async () => {
    setClock(() => new Date('2026-11-27T12:00:00Z'));
    const before = await getWorkCounts(cast.amal);
    const [late, later, next] = [
      await publishedArticle(cast),
      await publishedArticle(cast),
      await publishedArticle(cast),
    ];
    const draft = await createArticle(cast.amal, { title: newId() });
    const set = (articleId: string, reviewBy: string) => setCare(cast.amal, { articleIds: [articleId], reviewBy });
    await set(late.articleId, '2026-11-27');
    await set(later.articleId, '2026-01-02');
    await set(next.articleId, '2026-11-28');
    await set(draft.articleId, '2026-01-01');
    const due = async () => (await listDueArticles(cast.amal)).map(({ id }) => id);
    expect(await due()).toEqual([later.articleId, late.articleId]);
    const after = await getWorkCounts(cast.amal);
    expect([after.dueArticles - before.dueArticles, after.stale - before.stale]).toEqual([2, 2]);
    await withdrawArticle(cast.rosa, { articleId: late.articleId, reason: 'Wrong.' });
    expect(await due()).toEqual([later.articleId]);
    expect(await countDueArticles()).toBe(1);
  });
});
