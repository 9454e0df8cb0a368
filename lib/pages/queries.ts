import type { ArticleView, SectionView, Standing, VersionLine } from '@/components/reader/view';
import { versionText } from '@/lib/domain/manifest';
import { inlineRuns } from '@/lib/domain/prose/text';
import { slugOf } from '@/lib/domain/slug';
import { db } from '@/lib/db/client';
import {
  approvalsOf,
  contributorsOf,
  factsOf,
  frozenOf,
  lineColumns,
  lineOf,
  relatedOf,
  sectionColumns,
  sectionOf,
} from '@/lib/pages/rows';

/** An article that readers may know of: it is live, or was. */
export type KnownArticle = {
  readonly id: string;
  readonly slug: string;
  readonly state: 'published' | 'withdrawn' | 'redirected';
  readonly liveVersionId: string | null;
  /** Slug of the article that took this one's place. */
  readonly redirectTo: string | null;
  readonly stateReason: string;
  readonly stateAt: string;
};

const articleColumns = {
  id: true,
  slug: true,
  state: true,
  liveVersionId: true,
  stateReason: true,
  stateAt: true,
  redirectTo: { select: { slug: true } },
} as const;

/** The article at a slug, or at a slug that it had before; null when readers never saw one there. */
export async function findArticle(slug: string): Promise<KnownArticle | null> {
  const now = await db().article.findUnique({ where: { slug }, select: articleColumns });
  const row = now && now.state !== 'unpublished' ? now : await findBySlugBefore(slug);
  if (!row) return null;
  const { state } = row;
  if (state !== 'published' && state !== 'withdrawn' && state !== 'redirected') return null;
  return { ...row, state, redirectTo: row.redirectTo?.slug ?? null, stateAt: row.stateAt.toISOString() };
}

async function findBySlugBefore(slug: string) {
  const before = await db().articleSlug.findUnique({
    where: { slug },
    select: { article: { select: articleColumns } },
  });
  return before?.article ?? null;
}

/** All versions of an article, newest first. */
export async function listVersions(articleId: string): Promise<VersionLine[]> {
  const rows = await db().version.findMany({
    where: { articleId },
    select: lineColumns,
    orderBy: { number: 'desc' },
    take: 2000,
  });
  return rows.map(lineOf);
}

/** The title of the newest version of an article, for pages about its history. */
export async function latestTitle(articleId: string): Promise<string> {
  const row = await db().version.findFirst({
    where: { articleId },
    orderBy: { number: 'desc' },
    select: { title: true },
  });
  return row?.title ?? '';
}

/** What a version holds of its own: immutable. */
async function findVersion(articleId: string, number: number) {
  const row = await db().version.findUnique({
    where: { articleId_number: { articleId, number } },
    select: {
      ...lineColumns,
      id: true,
      title: true,
      facts: true,
      related: true,
      attribution: true,
      sections: sectionColumns,
      citations: { select: { frozen: true }, orderBy: { citationId: 'asc' } },
    },
  });
  if (!row) return null;
  return {
    id: row.id,
    title: row.title,
    line: lineOf(row),
    facts: factsOf(row.facts),
    related: relatedOf(row.related),
    attribution: row.attribution,
    sections: row.sections.map(sectionOf),
    citations: row.citations.map(({ frozen }) => frozenOf(frozen)),
  };
}

type StoredVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** Number of the live version of a published article. */
export async function liveNumber(article: KnownArticle): Promise<number | null> {
  if (article.state !== 'published' || article.liveVersionId === null) return null;
  const row = await db().version.findUnique({ where: { id: article.liveVersionId }, select: { number: true } });
  return row?.number ?? null;
}

/**
 * An article in one version as its page shows it; null for a number that it does not have. `at` is whether the page is
 * the article's own address or a version's permanent one.
 */
export async function getArticleView(
  article: KnownArticle,
  number: number,
  at: 'article' | 'version',
): Promise<ArticleView | null> {
  const version = await findVersion(article.id, number);
  if (!version) return null;
  const lines = await listVersions(article.id);
  const live = await liveNumber(article);
  const links = await liveSlugs([...version.related.map(slugOf), ...linkedSlugs(version.sections)]);
  const upTo = lines.filter((line) => line.number <= number);
  const first = lines.at(-1) ?? version.line;
  return {
    slug: article.slug,
    title: version.title,
    version: version.line,
    updatedAt: (upTo.find(({ kind }) => kind !== 'wording') ?? first).publishedAt,
    firstPublishedAt: first.publishedAt,
    facts: version.facts,
    attribution: version.attribution,
    sections: version.sections,
    citations: version.citations,
    related: version.related.map((title) => ({ title, slug: links[slugOf(title)] ?? null })),
    liveSlugs: links,
    imported: importOf(first),
    recent: upTo.slice(0, 5),
    standing: standingOf({ article, version, lines, live, at }),
  };
}

function standingOf(input: {
  article: KnownArticle;
  version: StoredVersion;
  lines: readonly VersionLine[];
  live: number | null;
  at: 'article' | 'version';
}): Standing {
  const { article, version, lines, live, at } = input;
  const { number } = version.line;
  if (number === live) return { is: at === 'article' ? 'live' : 'permanent' };
  const followers = lines.filter((line) => line.number > number).toReversed();
  const ended = article.state === 'published' ? null : article.stateAt;
  const withdrawn = article.state === 'withdrawn' ? { at: article.stateAt, reason: article.stateReason } : null;
  return { is: 'old', until: followers[0]?.publishedAt ?? ended, followers, current: live, withdrawn };
}

const importNote = /^Imported from (.+?)\.?$/u;

/** The file that an article came from, as the note of its first version says. */
function importOf(first: VersionLine): ArticleView['imported'] {
  const file = importNote.exec(first.changeNote)?.[1];
  return file === undefined ? null : { file, at: first.publishedAt };
}

/** Slugs that the text of sections links to. */
function linkedSlugs(sections: readonly SectionView[]): string[] {
  return sections.flatMap(({ body }) =>
    inlineRuns(body).flatMap((run) =>
      run.flatMap((node) =>
        node.type === 'text'
          ? (node.marks ?? []).flatMap((mark) => (mark.type === 'articleLink' ? [mark.attrs.slug] : []))
          : [],
      ),
    ),
  );
}

/** Of these slugs, now or before, those of live articles, with the slug that each has now. */
async function liveSlugs(slugs: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const wanted = [...new Set(slugs)].filter(Boolean);
  if (wanted.length === 0) return {};
  const rows = await db().articleSlug.findMany({
    where: { slug: { in: wanted }, article: { state: 'published' } },
    select: { slug: true, article: { select: { slug: true } } },
  });
  return Object.fromEntries(rows.map(({ slug, article }) => [slug, article.slug]));
}

/** The very text whose SHA-256 is a version's hash; null for a number that the article does not have. */
export async function findManifest(articleId: string, number: number): Promise<string | null> {
  const row = await db().version.findUnique({
    where: { articleId_number: { articleId, number } },
    include: { sections: sectionColumns, citations: { select: { frozen: true } } },
  });
  if (!row) return null;
  return versionText({
    ...row,
    facts: factsOf(row.facts),
    related: relatedOf(row.related),
    approvals: approvalsOf(row.approvals),
    contributors: contributorsOf(row.contributors),
    sections: row.sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash })),
    citations: row.citations.map(({ frozen }) => frozenOf(frozen)),
    publishedAt: row.publishedAt.toISOString(),
  });
}

/** Both sides of a comparison as articles of the domain; null where one of the numbers does not exist. */
export async function findPair(articleId: string, from: number, to: number) {
  const [before, after] = await Promise.all([findVersion(articleId, from), findVersion(articleId, to)]);
  return before && after ? { before, after } : null;
}
