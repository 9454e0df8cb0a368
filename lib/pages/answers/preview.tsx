import { ArticlePage } from '@/components/reader/article/article-page';
import type { ArticleView, Site } from '@/components/reader/view';
import type { Article } from '@/lib/domain/article';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import type { Judgement } from '@/lib/domain/citation/coverage';
import { slugOf } from '@/lib/domain/slug';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { db } from '@/lib/db/client';
import { type Answer, page, type PublicRequest } from '@/lib/pages/answer';
import { missingAnswer } from '@/lib/pages/answers/missing';
import { pagePolicy } from '@/lib/pages/encode';
import { anchorsBefore, findArticleById, importOf, leadsTo, liveSlugs } from '@/lib/pages/queries/articles';
import { keptSources } from '@/lib/pages/queries/kept';
import { findLine, listVersions, meantAt, newestOf } from '@/lib/pages/queries/versions';

/** What a revision would publish, handed over by whoever may read it: this side of the house asks for none itself. */
export type Draft = {
  readonly revision: number;
  readonly articleId: string;
  readonly slug: string;
  readonly article: Article;
  readonly citations: readonly FrozenCitation[];
  readonly judged: Judgement;
  readonly kind: Kind;
  readonly changeNote: string;
  readonly contributors: readonly string[];
  /** Now; ISO 8601 in UTC. */
  readonly at: string;
  /** When the link that led here ends; null at the desk. */
  readonly until: string | null;
};

/** Kept nowhere, found by nobody, told to nobody. */
const secret = {
  'cache-control': 'private, no-store',
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'referrer-policy': 'no-referrer',
} as const;

/**
 * A revision on the readers' own page. `framed`: a page of the desk shows it in a frame. It is never kept in memory, nor may
 * anybody else keep it.
 */
export async function previewAnswer(draft: Draft, site: Site, { framed = false } = {}): Promise<Answer> {
  const policy = pagePolicy().replace(`frame-ancestors 'none'`, `frame-ancestors 'self'`);
  const frame = framed ? { 'content-security-policy': policy, 'x-frame-options': 'SAMEORIGIN' } : {};
  const view = await viewOf(draft);
  return page(<ArticlePage view={view} site={site} />, { headers: { ...secret, ...frame }, kept: false });
}

async function viewOf(draft: Draft): Promise<ArticleView> {
  const { articleId, slug, article, citations, judged, kind, changeNote, contributors, at } = draft;
  const known = await findArticleById(db(), articleId);
  const last = (await newestOf(db(), articleId))?.number ?? 0;
  const first = await findLine(db(), articleId, 1);
  const meant = kind === 'wording' ? await meantAt(db(), articleId, last) : null;
  const links = await liveSlugs(db(), leadsTo(article));
  return {
    slug,
    title: article.title,
    version: {
      ...{ number: last + 1, kind, changeNote, noteEdits: [], publishedAt: at, contributors, reviewers: [] },
      ...{ unreviewed: null, approvedAfterwards: null },
    },
    updatedAt: meant?.toISOString() ?? at,
    firstPublishedAt: first?.publishedAt ?? at,
    facts: article.facts,
    attribution: article.attribution,
    sections: article.sections,
    anchorsBefore: await anchorsBefore(db(), articleId, last),
    citations,
    keptSources: await keptSources(
      db(),
      citations.map(({ sourceId }) => sourceId),
    ),
    judged,
    related: article.related.map((title) => ({ title, slug: links[slugOf(title)] ?? null })),
    liveSlugs: links,
    imported: !first || known?.isImportChecked ? null : importOf(first),
    sourcing: false,
    origins: null,
    recent: await listVersions(db(), articleId, { take: 5 }),
    standing: { is: 'preview', revision: draft.revision, until: draft.until },
    beside: null,
  };
}

/** A link that leads to nothing, or to nothing any more. Which of the two is not told. */
export async function noPreview({ path, site }: Pick<PublicRequest, 'path' | 'site'>): Promise<Answer> {
  const message = 'This preview has ended, or its link is not whole. Ask the person who sent it for another one.';
  const answer = await missingAnswer({ path: path.slice(0, '/preview'.length), site }, message);
  return { ...answer, headers: { ...answer.headers, ...secret } };
}
