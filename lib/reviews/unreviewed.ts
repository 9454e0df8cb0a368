import type { Tx } from '@/lib/db/transaction';

/** Columns of a version that say whether it waits for an approval afterwards, and of whom it may not come. */
export const afterwardsColumns = {
  number: true,
  unreviewed: true,
  publishedById: true,
  publishedAt: true,
  approval: { select: { reviewer: true, approvedAt: true } },
} as const;

type Published = { readonly publishedById: string };
type Row = {
  readonly contributors: readonly { readonly userId: string }[];
  readonly schedules: readonly { readonly createdById: string }[];
};

/** Everyone who had a part in a version: they cannot be the second pair of eyes. */
export const involvedIn = ({ publishedById }: Published, { contributors, schedules }: Row): string[] => [
  publishedById,
  ...contributors.map(({ userId }) => userId),
  ...schedules.map(({ createdById }) => createdById),
];

/** The version that published a revision without review, with who had a part in it; null for any other revision. */
export async function unreviewedVersion(tx: Tx, revisionId: string) {
  const row = await tx.version.findUnique({
    where: { revisionId, unreviewed: true },
    select: {
      ...{ id: true, ...afterwardsColumns },
      revision: {
        select: { contributors: { select: { userId: true } }, schedules: { select: { createdById: true } } },
      },
    },
  });
  if (!row) return null;
  const { id, number, approval, revision } = row;
  return { id, number, approvedBy: approval?.reviewer ?? null, involvedIds: involvedIn(row, revision) };
}
