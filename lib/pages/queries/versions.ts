import type { VersionLine } from '@/components/reader/view';
import type { Tx } from '@/lib/db/tx';
import { coverageOfRow } from '@/lib/pages/queries/judged';
import { factsOf, frozenOf, lineColumns, lineOf, relatedOf, sectionColumns, sectionOf } from '@/lib/pages/queries/rows';

/** Which versions of an article: those below a number, newest first, at most `take`. */
type Range = { readonly below?: number; readonly take: number };

/** Versions of an article, newest first. */
export async function listVersions(tx: Tx, articleId: string, { below, take }: Range): Promise<VersionLine[]> {
  const rows = await tx.version.findMany({
    where: { articleId, ...(below !== undefined && { number: { lt: below } }) },
    select: lineColumns,
    orderBy: { number: 'desc' },
    take,
  });
  return rows.map(lineOf);
}

/** The line of one version; null for a number that the article does not have. */
export async function findLine(tx: Tx, articleId: string, number: number): Promise<VersionLine | null> {
  const where = { articleId_number: { articleId, number } };
  const row = await tx.version.findUnique({ where, select: lineColumns });
  return row && lineOf(row);
}

/** The line of one version with its title; null for a number that the article does not have. */
export async function findTitledLine(tx: Tx, articleId: string, number: number) {
  const where = { articleId_number: { articleId, number } };
  const row = await tx.version.findUnique({ where, select: { ...lineColumns, title: true } });
  return row && { title: row.title, line: lineOf(row) };
}

/** Number and title of the newest version of an article; null before the first. */
export async function newestOf(tx: Tx, articleId: string): Promise<{ number: number; title: string } | null> {
  return tx.version.findFirst({
    where: { articleId },
    orderBy: { number: 'desc' },
    select: { number: true, title: true },
  });
}

/** When the meaning of an article changed last, up to a version: wording does not count. */
export async function meantAt(tx: Tx, articleId: string, upTo: number): Promise<Date | null> {
  const row = await tx.version.findFirst({
    where: { articleId, number: { lte: upTo }, kind: { not: 'wording' } },
    orderBy: { number: 'desc' },
    select: { publishedAt: true },
  });
  return row?.publishedAt ?? null;
}

/** The corrections after a version, oldest first, at most three. */
export async function correctionsAfter(tx: Tx, articleId: string, number: number): Promise<VersionLine[]> {
  const rows = await tx.version.findMany({
    where: { articleId, number: { gt: number }, kind: 'correction' },
    select: lineColumns,
    orderBy: { number: 'asc' },
    take: 3,
  });
  return rows.map(lineOf);
}

/** What a version holds of its own: immutable. */
export async function findVersion(tx: Tx, articleId: string, number: number) {
  const row = await tx.version.findUnique({
    where: { articleId_number: { articleId, number } },
    select: {
      ...lineColumns,
      id: true,
      hash: true,
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
    hash: row.hash,
    title: row.title,
    line: lineOf(row),
    facts: factsOf(row.facts),
    related: relatedOf(row.related),
    attribution: row.attribution,
    sections: row.sections.map(sectionOf),
    citations: row.citations.map(({ frozen }) => frozenOf(frozen)),
  };
}

/** A version as stored. */
export type StoredVersion = NonNullable<Awaited<ReturnType<typeof findVersion>>>;

/** Both sides of a comparison; null where one of the numbers does not exist. */
export async function findPair(tx: Tx, articleId: string, from: number, to: number) {
  const before = await findVersion(tx, articleId, from);
  const after = await findVersion(tx, articleId, to);
  return before && after ? { before, after } : null;
}

/** Titles and hashes of these versions, by number. */
export async function sealsOf(tx: Tx, articleId: string, numbers: readonly number[]) {
  const rows = await tx.version.findMany({
    where: { articleId, number: { in: [...numbers] } },
    select: { number: true, title: true, hash: true, contentHash: true, prevHash: true },
  });
  return new Map(rows.map(({ number, ...seal }) => [number, seal]));
}

/** The hashes of a version's section contents, by section. */
export async function sectionHashes(tx: Tx, articleId: string, number: number): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.versionSection.findMany({
    where: { version: { articleId, number } },
    select: { sectionId: true, contentHash: true },
  });
  return new Map(rows.map(({ sectionId, contentHash }) => [sectionId, contentHash]));
}

/** How much each of these versions changed, by number; none for one that was published before this was recorded. */
export async function statsOf(tx: Tx, articleId: string, lines: readonly VersionLine[]) {
  const rows = await tx.version.findMany({
    where: { articleId, number: { in: lines.map(({ number }) => number) } },
    select: { number: true, stat: { select: { words: true, added: true, removed: true } }, coverage: true },
  });
  return Object.fromEntries(
    rows.flatMap(({ number, stat, coverage }) =>
      stat ? [[number, { number, ...stat, coverage: coverage && coverageOfRow(coverage) }] as const] : [],
    ),
  );
}

/** Who published these versions of an article, by number. */
export async function publishersOf(
  tx: Tx,
  articleId: string,
  lines: readonly Pick<VersionLine, 'number'>[],
): Promise<Readonly<Record<number, string>>> {
  const rows = await tx.version.findMany({
    where: { articleId, number: { in: lines.map(({ number }) => number) } },
    select: { number: true, publishedBy: { select: { name: true } } },
  });
  return Object.fromEntries(rows.map(({ number, publishedBy }) => [number, publishedBy.name]));
}
