import type { PartRules } from '@/lib/domain/workflow/parts';
import type { QuorumFacts } from '@/lib/domain/workflow/review';
import type { Tx } from '@/lib/db/transaction';
import { changedParts, ownersThatCount } from '@/lib/reviews/parts';

/** What the site asks of reviews: its one row of policy. */
export async function policyOf(tx: Tx) {
  return tx.policy.findUniqueOrThrow({ where: { id: 1 } });
}

/** The site's rules of approval. */
export type Policy = Awaited<ReturnType<typeof policyOf>>;

/** What decides whether this revision has enough approvals: the policy, its changed parts and their owners, and who reviews now. `known` is what was read already. */
export async function decidingOn(
  tx: Tx,
  revision: { readonly id: string; readonly articleId: string },
  known?: { readonly policy: Policy; readonly reviewersNow: readonly string[] },
): Promise<Pick<QuorumFacts, 'quorum' | 'reviewersNow'> & { parts: PartRules }> {
  const { quorum, bySection, ownersApprove } = known?.policy ?? (await policyOf(tx));
  const parts = {
    bySection,
    changed: await changedParts(tx, revision.id),
    owners: ownersApprove ? await ownersThatCount(tx, [revision.articleId]) : {},
  };
  return { quorum, reviewersNow: known?.reviewersNow ?? (await reviewersNow(tx)), parts };
}

/** Ids of all who may review at this moment: enabled reviewers and admins. */
export async function reviewersNow(tx: Tx): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { role: { in: ['reviewer', 'admin'] }, disabledAt: null },
    select: { id: true },
  });
  return people.map((person) => person.id);
}
