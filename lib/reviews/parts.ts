import type { PartRules } from '@/lib/domain/workflow/parts';
import type { Tx } from '@/lib/db/transaction';
import type { Part } from '@/lib/domain/workflow/verdict';

/** The parts that a revision changes as it stands, with their hashes: by the function of the database that publishing asks too. */
export async function changedParts(tx: Tx, revisionId: string): Promise<Part[]> {
  return tx.$queryRaw<Part[]>`select part, hash from changed_parts(${revisionId}::uuid) order by part`;
}

/** The changed parts of open revisions that somebody has approved in part or whole, of all or of one, by revision: one statement for a list of them. */
export async function changedPartsOfApproved(
  tx: Tx,
  one: string | null,
): Promise<ReadonlyMap<string, readonly Part[]>> {
  const rows = await tx.$queryRaw<(Part & { id: string })[]>`
    select r.id, c.part, c.hash from revision r cross join lateral changed_parts(r.id) c
    where (${one}::uuid is null or r.id = ${one}::uuid)
      and r.state in ('in_review', 'changes_requested', 'approved', 'scheduled') and exists (
      select from review v where v.revision_id = r.id and v.verdict = 'approve'
        and not exists (select from review_dismissal d where d.review_id = v.id))
    order by r.id, c.part`;
  const parts = new Map<string, Part[]>();
  for (const { id, part, hash } of rows) parts.set(id, [...(parts.get(id) ?? []), { part, hash }]);
  return parts;
}

/** Who owns which section, where policy asks for one of them; nothing where it does not. */
export async function ownersThatCount(tx: Tx, articleIds?: readonly string[]): Promise<PartRules['owners']> {
  const rows = await tx.sectionOwner.findMany({
    where: articleIds ? { section: { articleId: { in: [...articleIds] } } } : {},
    orderBy: [{ sectionId: 'asc' }, { userId: 'asc' }],
  });
  const owners: Record<string, string[]> = {};
  for (const { sectionId, userId } of rows) owners[sectionId] = [...(owners[sectionId] ?? []), userId];
  return owners;
}
