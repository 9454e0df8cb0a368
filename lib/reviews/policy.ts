import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';

/** The page of the rules: the policy, who can own a section, and of one article (by its id) its sections with their owners. */
export async function getPolicyScreen(actor: Actor, articleId: string | null) {
  permit(actor, 'set_policy', {});
  const { id: _id, ...policy } = await db().policy.findUniqueOrThrow({ where: { id: 1 } });
  const reviewers = await db().user.findMany({
    where: { role: { in: ['reviewer', 'admin'] }, disabledAt: null },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const articles = await db().article.findMany({
    select: { id: true, slug: true, liveVersion: { select: { title: true } } },
    orderBy: { slug: 'asc' },
  });
  const owned = await db().sectionOwner.groupBy({ by: ['sectionId'] });
  const sections = await db().section.findMany({
    where: { id: { in: owned.map(({ sectionId }) => sectionId) } },
    select: { articleId: true },
  });
  const withOwners = new Set(sections.map((section) => section.articleId));
  return {
    policy,
    reviewers,
    articles: articles.map(({ id, slug, liveVersion }) => ({
      ...{ id, title: liveVersion?.title ?? slug, hasOwners: withOwners.has(id) },
    })),
    article: articleId === null ? null : await ownersOf(articleId),
  };
}

/** The sections of an article as they are live, or in its newest revision before it is; null for an id that no article has. */
async function ownersOf(articleId: string) {
  const article = await db().article.findUnique({
    where: { id: articleId },
    include: { revisions: { orderBy: { number: 'desc' }, take: 1 } },
  });
  if (!article) return null;
  const [revision] = article.revisions;
  const { liveVersionId } = article;
  const assembled = liveVersionId
    ? await assembleVersion(db(), liveVersionId)
    : revision && (await assembleRevision(db(), revision));
  const owners = await db().sectionOwner.findMany({ where: { section: { articleId } } });
  return {
    articleId,
    title: assembled?.article.title ?? article.slug,
    sections: (assembled?.sections ?? []).map(({ sectionId, heading }) => ({
      sectionId,
      heading,
      owners: owners.filter((one) => one.sectionId === sectionId).map(({ userId }) => userId),
    })),
  };
}
