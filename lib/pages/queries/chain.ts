import { versionText } from '@/lib/domain/manifest';
import type { Tx } from '@/lib/db/tx';
import { contributorsOf, factsOf, frozenOf, relatedOf, sectionColumns, sectionOf } from '@/lib/pages/queries/rows';
import { approvalColumns, frozenApprovals } from '@/lib/db/approvals';

/** The versions of an article as their hashes were taken of them, oldest first. */
type Chain = {
  /** The very text whose SHA-256 is each version's hash, and that hash as it is stored. */
  readonly texts: readonly string[];
  readonly hashes: readonly string[];
  /** Hashes of the texts of each version's sections, in their order. */
  readonly contents: readonly (readonly string[])[];
};

/** Versions 1 to `upTo` of an article; fewer when it has fewer. */
export async function readChain(tx: Tx, articleId: string, upTo: number): Promise<Chain> {
  const { orderBy } = sectionColumns;
  const rows = await tx.version.findMany({
    where: { articleId, number: { lte: upTo } },
    include: {
      sections: { select: { sectionId: true, level: true, contentHash: true }, orderBy },
      citations: { select: { frozen: true } },
      revision: approvalColumns.revision,
    },
    orderBy: { number: 'asc' },
  });
  return {
    texts: rows.map((row) =>
      versionText({
        ...row,
        facts: factsOf(row.facts),
        related: relatedOf(row.related),
        approvals: frozenApprovals(row),
        contributors: contributorsOf(row.contributors),
        citations: row.citations.map(({ frozen }) => frozenOf(frozen)),
        publishedAt: row.publishedAt.toISOString(),
      }),
    ),
    hashes: rows.map(({ hash }) => hash),
    contents: rows.map(({ sections }) => sections.map(({ contentHash }) => contentHash)),
  };
}

/** The texts that stand under these hashes, by hash. */
export async function readContents(tx: Tx, hashes: readonly string[]) {
  const rows = await tx.sectionContent.findMany({
    where: { hash: { in: [...new Set(hashes)] } },
    select: { hash: true, heading: true, body: true },
    orderBy: { hash: 'asc' },
  });
  return Object.fromEntries(
    rows.map((content) => {
      const { heading, body } = sectionOf({ sectionId: '', level: 1, contentHash: content.hash, content });
      return [content.hash, { heading, body }];
    }),
  );
}
