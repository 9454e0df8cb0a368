import { articlePath } from '@/components/reader/view';
import type { Tx } from '@/lib/db/tx';
import { viewAnswer } from '@/lib/pages/answers/view';
import { recordCoverage } from '@/lib/pages/live/coverage';
import { recordDerived } from '@/lib/pages/live/derived';
import { bytesOf, encodeForms, best } from '@/lib/pages/encode';
import { forgetLive, indexLive } from '@/lib/pages/live/index-live';
import { findArticleById, getArticleView, leadsTo, type KnownArticle } from '@/lib/pages/queries/articles';
import { forgetWork, indexWork } from '@/lib/pages/live/work';
import { sortingOf } from '@/lib/pages/live/sorting';
import { rendererName } from '@/lib/pages/live/renderer';
import { readSite } from '@/lib/pages/queries/site';
import { now } from '@/lib/system/clock';

/**
 * Makes what readers get of an article true, in the transaction that changed it: the bytes of its live page, or none once it
 * has left. Call it under the article's lock, after article and version are written. Tells every process at commit, marks
 * the pages that lead to an article that came, went or moved, and answers the paths that changed.
 */
export async function storeLive(tx: Tx, articleId: string): Promise<string[]> {
  const before = await tx.livePage.findUnique({ where: { articleId }, select: { path: true, renderer: true } });
  const article = await findArticleById(tx, articleId);
  const isAnew = before?.renderer !== rendererName();
  const path = article?.liveNumber
    ? await writePage(tx, article, { number: article.liveNumber, isAnew })
    : await removePage(tx, articleId);
  if (path !== (before?.path ?? null)) await markLinking(tx, articleId);
  const paths = [...new Set([path, before?.path ?? null])].filter((one) => one !== null);
  await announce(tx, paths);
  return paths;
}

/** Tells every process, at commit, that something which readers see has changed: these live pages, and all that is made on demand. */
export async function announce(tx: Tx, paths: readonly string[]): Promise<void> {
  for (const path of paths.length > 0 ? paths : [''])
    await tx.$queryRaw`select pg_notify('public_pages', ${path})::text`;
  if (paths.length === 0) await nextChange(tx);
}

async function nextChange(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ seq: bigint }[]>`select nextval('public_change_seq') as seq`;
  return row?.seq ?? 0n;
}

type Writing = { readonly number: number; readonly isAnew: boolean };

async function writePage(tx: Tx, article: KnownArticle, { number, isAnew }: Writing): Promise<string | null> {
  await recordDerived(tx, article.id);
  await recordCoverage(tx, article.id, number);
  const site = await readSite(tx);
  const view = await getArticleView(tx, article, number, 'article');
  if (!view) return null;
  const answer = await viewAnswer(view, site);
  const { identity, gzip, br } = await encodeForms(bytesOf(answer), best);
  const path = articlePath(article.slug);
  const page = {
    ...{ path, versionId: article.liveVersionId ?? '', seq: await nextChange(tx), siteSeq: site.seq },
    ...{ title: view.title, ...sortingOf(view.title), updatedAt: new Date(view.updatedAt) },
    ...{ renderer: rendererName(), stale: false, headers: answer.headers, etag: identity.etag, madeAt: now() },
    ...{ identity: Buffer.from(identity.body), gzip: Buffer.from(gzip.body), brotli: Buffer.from(br.body) },
  };
  await tx.livePage.upsert({
    where: { articleId: article.id },
    create: { articleId: article.id, ...page },
    update: page,
  });
  if (isAnew) await forgetLive(tx, article.id);
  await indexLive(tx, article.id, view);
  const related = view.related.map(({ title }) => title);
  await indexWork(tx, article.id, { ...view, number, related });
  const slugs = leadsTo({ related, sections: view.sections });
  await tx.liveLink.deleteMany({ where: { articleId: article.id, slug: { notIn: slugs } } });
  await tx.liveLink.createMany({ data: slugs.map((slug) => ({ articleId: article.id, slug })), skipDuplicates: true });
  return path;
}

async function removePage(tx: Tx, articleId: string): Promise<null> {
  await nextChange(tx);
  await tx.livePage.deleteMany({ where: { articleId } });
  await tx.liveLink.deleteMany({ where: { articleId } });
  await forgetLive(tx, articleId);
  await forgetWork(tx, articleId);
  return null;
}

/** Pages that name this article as a link, or as not yet written: the worker makes them anew. */
async function markLinking(tx: Tx, articleId: string): Promise<void> {
  await tx.$executeRaw`
    update live_page set stale = true where article_id <> ${articleId}::uuid and article_id in (
      select l.article_id from live_link l join article_slug s on s.slug = l.slug where s.article_id = ${articleId}::uuid)`;
}

/** Live pages that cite one of these sources: the worker makes them anew. */
export async function markCiting(tx: Tx, sourceIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    update live_page set stale = true where version_id in (
      select version_id from version_citation where source_id = any(${[...sourceIds]}::uuid[]))`;
}

/** What people say of an article's statements has changed: the worker makes its live page, and the figures on it, anew. */
export async function markArticle(tx: Tx, articleId: string): Promise<void> {
  await tx.livePage.updateMany({ where: { articleId }, data: { stale: true } });
}
