import { describe, expect, it } from 'vitest';
import { createArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { liveTitles, searchTitles } from '@/lib/articles/queries/titles';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { articleLink, doc, p } from '@/lib/domain/prose/builder';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, people, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';

useDatabase();

describe('searching titles to link to', () => {
  it('finds articles whether live or not, the closest first, and nothing stands for other letters', async () => {
    const cast = await people();
    await publishedArticle(cast, 'Chad–Nepal relations');
    await publishedArticle(cast, 'Trade of Chad–Nepal relations');
    await createArticle(cast.amal, { title: 'Chad and 100% tea' });
    const found = async (q: string) =>
      (await searchTitles(cast.amal, { q })).articles.map(({ title, isLive }) => [title, isLive]);
    expect(await found('chad nepal')).toEqual([
      ['Chad–Nepal relations', true],
      ['Trade of Chad–Nepal relations', true],
    ]);
    expect(await found('100% tea')).toEqual([['Chad and 100% tea', false]]);
    expect(await found('Ch_d')).toEqual([]);
    expect((await found('')).length).toBe(3);
  });

  it('a text tells which of its links lead somewhere; a published one keeps the others, to be counted as wanted', async () => {
    const cast = await people();
    const there = await publishedArticle(cast, 'Tea of Nepal');
    const { articleId } = await publishedArticle(cast, 'Tea');
    const { number } = await openRevision(cast.amal, { articleId, name: 'Links', why: '' });
    const links = [articleLink('tea-of-nepal', 'there'), ' and ', articleLink('tea-of-chad', 'nowhere')];
    await write(cast.amal, number, 0, doc(p(...links.flat())));
    const { leadsTo } = await getEditScreen(cast.amal, number);
    expect(leadsTo).toEqual([{ slug: 'tea-of-nepal', title: 'Tea of Nepal', isLive: true }]);
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    const kept = await db().liveLink.findMany({ where: { articleId }, orderBy: { slug: 'asc' } });
    expect(kept.map(({ slug }) => slug)).toEqual(['tea-of-chad', 'tea-of-nepal']);
    await withdrawArticle(cast.rosa, { articleId: there.articleId, reason: 'Wrong.' });
    expect(await liveTitles(db(), ['tea-of-nepal'])).toEqual([]);
  });
});
