import type { ArticleView, SectionView, Standing, VersionLine } from '@/components/reader/view';
import { keptSources } from '@/lib/pages/queries/kept';
import { versionText } from '@/lib/domain/manifest';
import { linkedSlugs } from '@/lib/domain/prose/text';
import { slugOf } from '@/lib/domain/slug';
import type { Tx } from '@/lib/db/tx';
import { readOrigins } from '@/lib/pages/live/origins';
import { besideApprovals } from '@/lib/pages/queries/beside';
import { judgedVersion } from '@/lib/pages/queries/judged';
import { contributorsOf, factsOf, frozenOf, relatedOf, sectionColumns } from '@/lib/pages/queries/rows';
import { approvalColumns, frozenApprovals } from '@/lib/db/approvals';
import {
  correctionsAfter,
  findLine,
  findVersion,
  listVersions,
  meantAt,
  newestOf,
  type StoredVersion,
} from '@/lib/pages/queries/versions';

/** An article that readers may know of: it is live, or was. */
export type KnownArticle = {
  readonly id: string;
  readonly slug: string;
  readonly state: 'published' | 'withdrawn' | 'redirected';
  readonly liveVersionId: string | null;
  /** Number of the live version; null when the article is not published. */
  readonly liveNumber: number | null;
  /** Slug of the article that took this one's place. */
  readonly redirectTo: string | null;
  readonly stateReason: string;
  readonly stateAt: string;
  /** A reviewer has said that the imported text is in order. */
  readonly isImportChecked: boolean;
};

const articleColumns = {
  id: true,
  slug: true,
  state: true,
  liveVersionId: true,
  stateReason: true,
  stateAt: true,
  importChecked: true,
  redirectTo: { select: { slug: true } },
  liveVersion: { select: { number: true } },
} as const;

type ArticleRow = {
  id: string;
  slug: string;
  state: string;
  liveVersionId: string | null;
  stateReason: string;
  stateAt: Date;
  importChecked: string;
  redirectTo: { slug: string } | null;
  liveVersion: { number: number } | null;
};

function knownOf(row: ArticleRow | null): KnownArticle | null {
  if (!row) return null;
  const { id, slug, state, liveVersionId, stateReason } = row;
  if (state !== 'published' && state !== 'withdrawn' && state !== 'redirected') return null;
  return {
    ...{ id, slug, state, liveVersionId, stateReason },
    liveNumber: state === 'published' ? (row.liveVersion?.number ?? null) : null,
    redirectTo: row.redirectTo?.slug ?? null,
    stateAt: row.stateAt.toISOString(),
    isImportChecked: row.importChecked !== '',
  };
}

/** The article at a slug, or at a slug that it had before; null when readers never saw one there. */
export async function findArticle(tx: Tx, slug: string): Promise<KnownArticle | null> {
  const now = await tx.article.findUnique({ where: { slug }, select: articleColumns });
  if (now && now.state !== 'unpublished') return knownOf(now);
  const before = await tx.articleSlug.findUnique({ where: { slug }, select: { article: { select: articleColumns } } });
  return knownOf(before?.article ?? null);
}

/** The article of an id; null when readers never saw it. */
export async function findArticleById(tx: Tx, id: string): Promise<KnownArticle | null> {
  return knownOf(await tx.article.findUnique({ where: { id }, select: articleColumns }));
}

/**
 * An article in one version as its page shows it; null for a number that it does not have. `at` is whether the page is
 * the article's own address (with its statements without a source marked: `sourcing`), or a version's permanent one.
 */
export async function getArticleView(
  tx: Tx,
  article: KnownArticle,
  number: number,
  at: 'article' | 'version' | 'sourcing',
): Promise<ArticleView | null> {
  const version = await findVersion(tx, article.id, number);
  if (!version) return null;
  const first = (await findLine(tx, article.id, 1)) ?? version.line;
  const updatedAt = await meantAt(tx, article.id, number);
  const links = await liveSlugs(tx, leadsTo(version));
  return {
    slug: article.slug,
    title: version.title,
    version: version.line,
    updatedAt: updatedAt?.toISOString() ?? first.publishedAt,
    firstPublishedAt: first.publishedAt,
    facts: version.facts,
    attribution: version.attribution,
    sections: version.sections,
    anchorsBefore: await anchorsBefore(tx, article.id, number),
    citations: version.citations,
    keptSources: await keptSources(
      tx,
      version.citations.map(({ sourceId }) => sourceId),
    ),
    judged: await judgedVersion(tx, article.id, number),
    related: version.related.map((title) => ({ title, slug: links[slugOf(title)] ?? null })),
    liveSlugs: links,
    imported: article.isImportChecked ? null : importOf(first),
    sourcing: at === 'sourcing',
    origins: at === 'sourcing' ? await readOrigins(tx, article.id, version) : null,
    recent: await listVersions(tx, article.id, { below: number + 1, take: 5 }),
    standing: await standingOf(tx, article, version, at === 'version' ? 'version' : 'article'),
    beside: at === 'version' ? await besideApprovals(tx, { ...version, publishedAt: version.line.publishedAt }) : null,
  };
}

async function standingOf(
  tx: Tx,
  article: KnownArticle,
  version: StoredVersion,
  at: 'article' | 'version',
): Promise<Standing> {
  const { number } = version.line;
  const current = article.liveNumber;
  if (number === current) return { is: at === 'article' ? 'live' : 'permanent' };
  const next = await findLine(tx, article.id, number + 1);
  const newest = await newestOf(tx, article.id);
  const ended = article.state === 'published' ? null : article.stateAt;
  const withdrawn = article.state === 'withdrawn' ? { at: article.stateAt, reason: article.stateReason } : null;
  return {
    ...{ is: 'old', current, withdrawn },
    until: next?.publishedAt ?? ended,
    followers: (newest?.number ?? number) - number,
    corrections: await correctionsAfter(tx, article.id, number),
  };
}

const importNote = /^Imported from (.+?)\.?$/u;

/** The file that an article came from, as the note of its first version says. */
export function importOf(first: VersionLine): ArticleView['imported'] {
  const file = importNote.exec(first.changeNote)?.[1];
  return file === undefined ? null : { file, at: first.publishedAt };
}

/** True while an article says that its text was imported and has not been checked. */
export async function hasImportNotice(tx: Tx, articleId: string): Promise<boolean> {
  const article = await findArticleById(tx, articleId);
  const first = article && !article.isImportChecked ? await findLine(tx, articleId, 1) : null;
  return first !== null && importOf(first) !== null;
}

/** Anchors that sections had in versions up to this one, by section. */
export async function anchorsBefore(tx: Tx, articleId: string, upTo: number): Promise<ArticleView['anchorsBefore']> {
  const rows = await tx.sectionAnchor.findMany({
    where: { articleId, since: { lte: upTo } },
    select: { sectionId: true, anchor: true },
    orderBy: [{ since: 'asc' }, { anchor: 'asc' }],
  });
  return rows;
}

/** Slugs that a version leads to or would: links in its text, and related titles. */
export function leadsTo({
  related,
  sections,
}: {
  readonly related: readonly string[];
  readonly sections: readonly SectionView[];
}): string[] {
  return [...new Set([...related.map(slugOf), ...sections.flatMap(({ body }) => linkedSlugs(body))])].filter(Boolean);
}

/** Of these slugs, now or before, those of live articles, with the slug that each has now. */
export async function liveSlugs(tx: Tx, slugs: readonly string[]): Promise<Readonly<Record<string, string>>> {
  if (slugs.length === 0) return {};
  const rows = await tx.articleSlug.findMany({
    where: { slug: { in: [...slugs] }, article: { state: 'published' } },
    select: { slug: true, article: { select: { slug: true } } },
  });
  return Object.fromEntries(rows.map(({ slug, article }) => [slug, article.slug]));
}

/** The very text whose SHA-256 is a version's hash; null for a number that the article does not have. */
export async function findManifest(tx: Tx, articleId: string, number: number): Promise<string | null> {
  const row = await tx.version.findUnique({
    where: { articleId_number: { articleId, number } },
    include: { sections: sectionColumns, citations: { select: { frozen: true } }, revision: approvalColumns.revision },
  });
  if (!row) return null;
  return versionText({
    ...row,
    facts: factsOf(row.facts),
    related: relatedOf(row.related),
    approvals: frozenApprovals(row),
    contributors: contributorsOf(row.contributors),
    sections: row.sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash })),
    citations: row.citations.map(({ frozen }) => frozenOf(frozen)),
    publishedAt: row.publishedAt.toISOString(),
  });
}
