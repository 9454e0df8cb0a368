import type { Actor } from '@/lib/domain/actor';
import { slugOf } from '@/lib/domain/slug';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';

/** An article as a link to it needs it: `isLive` is false while readers find nothing there. */
export type ArticleTitle = { readonly slug: string; readonly title: string; readonly isLive: boolean };

const most = 10;
/** A word as PostgreSQL's LIKE finds it, with nothing standing for other letters. */
const literally = (word: string) => word.replaceAll(/[\\%_]/gu, String.raw`\$&`);

/**
 * Articles whose title holds all the words, whatever their state, the closest title first; at most 10. A title that is asked for in
 * full is among them.
 */
export async function searchTitles(actor: Actor, { q }: { q: string }): Promise<{ articles: ArticleTitle[] }> {
  permit(actor, 'read_desk', {});
  const words = q
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => `%${literally(word)}%`);
  const articles = await db().$queryRaw<ArticleTitle[]>`
    select slug, title, "isLive" from (
      select a.slug, a.state in ('published', 'redirected') as "isLive", coalesce(v.title, r.title, a.slug) as title
      from article a
      left join version v on v.id = a.live_version_id
      left join lateral (select title from revision where article_id = a.id and a.live_version_id is null
        order by updated_at desc, id limit 1) r on true) found
    where title ilike all (${words}::text[])
    order by slug <> ${slugOf(q)}, length(title), title, slug limit ${most}`;
  return { articles };
}

/** Of the articles that these slugs name or once named, those that readers find, by slug. */
export async function liveTitles(tx: Tx, slugs: readonly string[]): Promise<ArticleTitle[]> {
  if (slugs.length === 0) return [];
  const rows = await tx.articleSlug.findMany({
    where: { slug: { in: [...new Set(slugs)] }, article: { state: { in: ['published', 'redirected'] } } },
    select: { slug: true, article: { select: { liveVersion: { select: { title: true } } } } },
  });
  return rows.map(({ slug, article }) => ({ slug, title: article.liveVersion?.title ?? slug, isLive: true }));
}
