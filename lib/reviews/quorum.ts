import type { Tx } from '@/lib/db/transaction';

/** How many approvals the site's policy asks for. */
export async function quorumOf(tx: Tx): Promise<number> {
  const policy = await tx.policy.findUnique({ where: { id: 1 } });
  return policy?.quorum ?? 1;
}

/** Ids of all who may review at this moment: enabled reviewers and admins. */
export async function reviewersNow(tx: Tx): Promise<string[]> {
  const people = await tx.user.findMany({
    where: { role: { in: ['reviewer', 'admin'] }, disabledAt: null },
    select: { id: true },
  });
  return people.map((person) => person.id);
}
