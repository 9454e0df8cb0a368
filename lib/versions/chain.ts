import { z } from 'zod';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { contentText, type FrozenApproval, headText, versionText } from '@/lib/domain/manifest';
import type { Part } from '@/lib/domain/workflow/verdict';
import type { Body } from '@/lib/domain/prose/body';
import { db } from '@/lib/db/client';
import { approvalColumns, frozenApprovals } from '@/lib/db/approvals';
import { readHeadColumns } from '@/lib/revisions/columns';
import { sha256 } from '@/lib/system/crypto';

/** One break: in which article (its slug), in which version (0: in the article as a whole), and what differs. */
type VersionFault = { readonly article: string; readonly version: number; readonly what: string };

/** What was checked, and every break that was found. */
export type VersionReport = {
  readonly articles: number;
  readonly versions: number;
  readonly contents: number;
  readonly faults: readonly VersionFault[];
};

type Link = { readonly id: string; readonly number: number; readonly prevHash: string | null; readonly hash: string };

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
const frozenSchema = z.custom<FrozenCitation>(isObject);
const bodySchema = z.custom<Body>(isObject);
const contributorsSchema = z.array(z.object({ id: z.string(), name: z.string() }));

/**
 * Recomputes what every version of every article says of itself: the hash of each section's text, the head hash over the
 * manifest, the version's own hash, the hash of the one before, numbers without a gap, the live version being the newest. A
 * version cut off at the end shows by its revision, which stays published.
 */
export async function verifyVersions(): Promise<VersionReport> {
  const articles = await db().article.findMany({
    select: { id: true, slug: true, liveVersionId: true },
    orderBy: { slug: 'asc' },
  });
  const sound = new Set<string>();
  const faults: VersionFault[] = [];
  let versions = 0;
  for (const article of articles) {
    const links = await linksOf(article.id);
    versions += links.length;
    const found = [
      ...brokenLinks(links, article.liveVersionId),
      ...(await lostVersions(article.id)),
      ...(await brokenVersions(links, sound)),
    ];
    faults.push(...found.map((fault) => ({ article: article.slug, ...fault })));
  }
  return { articles: articles.length, versions, contents: sound.size, faults };
}

type Fault = Omit<VersionFault, 'article'>;

const linksOf = (articleId: string): Promise<Link[]> =>
  db().version.findMany({
    where: { articleId },
    select: { id: true, number: true, prevHash: true, hash: true },
    orderBy: { number: 'asc' },
  });

function brokenLinks(links: readonly Link[], liveVersionId: string | null): Fault[] {
  const faults = links.flatMap((link, at): Fault[] => {
    const before = links[at - 1];
    if (link.number !== (before?.number ?? 0) + 1) {
      return [{ version: link.number, what: `it follows version ${before?.number ?? 0}: a version is missing` }];
    }
    if (link.prevHash === (before?.hash ?? null)) return [];
    return [{ version: link.number, what: 'it does not name the hash of the version before' }];
  });
  const isNewest = (links.at(-1)?.id ?? null) === liveVersionId;
  return isNewest ? faults : [...faults, { version: 0, what: 'the live version is not the newest one' }];
}

/** Revisions that say they are published although no version came of them. */
async function lostVersions(articleId: string): Promise<Fault[]> {
  const rows = await db().revision.findMany({
    where: { articleId, state: 'published', version: null },
    select: { number: true },
    orderBy: { number: 'asc' },
  });
  return rows.map(({ number }) => ({ version: 0, what: `revision ${number} is published, but its version is gone` }));
}

async function brokenVersions(links: readonly Link[], sound: Set<string>): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { id, number } of links) {
    const found = await faultsOf(id, sound).catch((error: unknown) => {
      if (error instanceof z.ZodError || error instanceof TypeError) return ['its record cannot be read any more'];
      throw error;
    });
    faults.push(...found.map((what) => ({ version: number, what })));
  }
  return faults;
}

async function readVersion(id: string) {
  const version = await db().version.findUniqueOrThrow({
    where: { id },
    include: {
      sections: { orderBy: { position: 'asc' } },
      citations: { orderBy: { citationId: 'asc' } },
      revision: approvalColumns.revision,
    },
  });
  return { ...version, ...readHeadColumns(version) };
}

type Version = Awaited<ReturnType<typeof readVersion>>;

/** What differs in one version from what its hashes were taken of. `sound` holds the contents found to be whole so far. */
async function faultsOf(id: string, sound: Set<string>): Promise<string[]> {
  const version = await readVersion(id);
  const head = {
    title: version.title,
    facts: version.facts,
    related: version.related,
    attribution: version.attribution,
    sections: version.sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash })),
    citations: version.citations.map((row) => frozenSchema.parse(row.frozen)),
  };
  const seal = {
    ...head,
    articleId: version.articleId,
    number: version.number,
    kind: version.kind,
    changeNote: version.changeNote,
    contentHash: version.contentHash,
    approvals: frozenApprovals(version),
    unreviewed: version.unreviewed,
    unreviewedReason: version.unreviewedReason,
    contributors: contributorsSchema.parse(version.contributors),
    publishedById: version.publishedById,
    publishedAt: version.publishedAt.toISOString(),
    prevHash: version.prevHash,
  };
  const isHeadWhole = sha256(headText(head)) === version.contentHash;
  const isSealWhole = sha256(versionText(seal)) === version.hash;
  return [
    ...(await changedContents(version, sound)),
    ...mixedCitations(version),
    ...(await otherApprovals(id, version.unreviewed, seal.approvals)),
    ...(isHeadWhole ? [] : ['title, facts, sections or citations are not those that were approved (head hash)']),
    ...(isSealWhole ? [] : ['its record was changed after it was published (version hash)']),
  ];
}

async function changedContents({ sections }: Version, sound: Set<string>): Promise<string[]> {
  const unseen = sections.filter(({ contentHash }) => !sound.has(contentHash)).map(({ contentHash }) => contentHash);
  const rows = await db().sectionContent.findMany({ where: { hash: { in: unseen } } });
  for (const { hash, heading, body } of rows) {
    if (sha256(contentText({ heading, body: bodySchema.parse(body) })) === hash) sound.add(hash);
  }
  return sections.flatMap(({ contentHash, position, sectionId }) =>
    sound.has(contentHash) ? [] : [`the text of section ${position} (${sectionId}) was changed (content hash)`],
  );
}

/** Columns beside a frozen citation serve look-ups: they have to say what the frozen record says. */
function mixedCitations({ citations }: Version): string[] {
  return citations.flatMap(({ citationId, sourceId, sourceStateId, frozen }) => {
    const { id, sourceId: source, sourceState } = frozenSchema.parse(frozen);
    const isSame = id === citationId && source === sourceId && sourceState === sourceStateId;
    return isSame ? [] : [`citation ${citationId} is filed under another source than it was frozen with`];
  });
}

/** Approvals of parts name what the version changed, as it was published; without one of the whole, all of it between them. */
async function otherApprovals(
  id: string,
  isUnreviewed: boolean,
  approvals: readonly FrozenApproval[],
): Promise<string[]> {
  const named = approvals.flatMap(({ parts }) => parts ?? []);
  if (isUnreviewed || approvals.every(({ parts }) => parts === undefined)) return [];
  const changed = await db().$queryRaw<Part[]>`
    select p.part, p.hash from version v
      left join version b on b.article_id = v.article_id and b.number = v.number - 1,
      lateral published_parts(v.id, b.id) p
    where v.id = ${id}::uuid`;
  const isIn = (parts: readonly Part[], one: Part) =>
    parts.some(({ part, hash }) => part === one.part && hash === one.hash);
  const isWhole = approvals.some(({ parts }) => parts === undefined);
  const bare = isWhole ? [] : changed.filter((one) => !isIn(named, one));
  return [
    ...named
      .filter((one) => !isIn(changed, one))
      .map(({ part }) => `an approval is of another text of its part ${part}`),
    ...bare.map(({ part }) => `nobody approved its part ${part}`),
  ];
}
