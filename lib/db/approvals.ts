import { z } from 'zod';
import { frozenApproval } from '@/lib/contract/fields';
import type { FrozenApproval } from '@/lib/domain/manifest';

const leftOpen = z.array(z.object({ point: z.string(), reason: z.string() }));

/** Reads the points of the reviewer's list that were open when a review was given, each with its reason. */
export const readOpenPoints = (value: unknown) => leftOpen.parse(value ?? []);

/** The columns of `version` that tell its approvals: its own, and what its reviews left open. */
export const approvalColumns = {
  approvals: true,
  revision: {
    select: {
      reviews: {
        where: { verdict: 'approve', NOT: { openPoints: { equals: [] as string[] } } },
        select: { id: true, openPoints: true },
      },
    },
  },
} as const;

type Row = {
  readonly approvals: unknown;
  readonly revision: { readonly reviews: readonly { readonly id: string; readonly openPoints: unknown }[] };
};

const stored = z.array(frozenApproval.omit({ reasons: true }));

/** How approvals stand in the row of their version: what they left open is said by their reviews, which never change. */
export const approvalsAsStored = (approvals: readonly FrozenApproval[]) =>
  approvals.map(({ reasons: _said, ...approval }) => approval);

/** The approvals of a version as its hash is taken of them. Throws ZodError for what cannot be read. */
export function frozenApprovals({ approvals, revision }: Row): FrozenApproval[] {
  const open = new Map(revision.reviews.map(({ id, openPoints }) => [id, readOpenPoints(openPoints)]));
  return stored.parse(approvals).map((approval) => {
    const reasons = open.get(approval.reviewId) ?? [];
    return { ...approval, ...(reasons.length > 0 && { reasons }) };
  });
}
