import type { Actor } from '@/lib/domain/actor';
import type { Fact, OutlineEntry } from '@/lib/domain/article';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { outlineLines, readOutline } from '@/lib/revisions/columns';
import { editing, finishEdit, refuseOtherWriter, refuseStaleHead } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';

type SaveHeadInput = {
  opId?: string | undefined;
  number: number;
  expectedHeadSeq: number;
  writtenBy?: string | undefined;
  title: string;
  facts: Fact[];
  related: string[];
  attribution: string;
};

/** Saves title, facts, related titles and attribution. */
export async function saveHead(actor: Actor, input: SaveHeadInput) {
  refuseOtherWriter(actor, input.writtenBy);
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const allowed = editing(actor, revision);
    await refuseForeignCitations(
      tx,
      revision,
      input.facts.flatMap((fact) => fact.citations),
    );
    const { title, facts, related, attribution } = input;
    await tx.revision.update({
      where: { id: revision.id },
      data: { title, facts, related, attribution, headSeq: { increment: 1 }, updatedById: actor.id },
    });
    return finishEdit(tx, actor, revision, allowed);
  });
}

type SaveOutlineInput = { opId?: string | undefined; number: number; expectedHeadSeq: number; outline: OutlineEntry[] };

/** Moves, re-levels or removes sections. The lead stays first; a removed section's text stays in the checkpoint written before. */
export async function saveOutline(actor: Actor, input: SaveOutlineInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const allowed = editing(actor, revision);
    checkOutline(readOutline(revision.outline), input.outline);
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    await tx.revision.update({
      where: { id: revision.id },
      data: { outline: outlineLines(input.outline), headSeq: { increment: 1 }, updatedById: actor.id },
    });
    return { ...(await finishEdit(tx, actor, revision, allowed)), checkpointId: checkpoint.id, sections: [] };
  });
}

type DescribeInput = { opId?: string | undefined; number: number; name: string; why: string };

/** Changes what colleagues read about a revision: its name and why it is made. Outside the head: no approval is touched. */
export async function describeRevision(actor: Actor, input: DescribeInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'describe', revisionSubject(revision));
    await tx.revision.update({ where: { id: revision.id }, data: { name: input.name, why: input.why } });
    return { number: revision.number };
  });
}

function checkOutline(stored: readonly OutlineEntry[], wanted: readonly OutlineEntry[]): void {
  const known = new Set(stored.map((entry) => entry.sectionId));
  const seen = new Set<string>();
  for (const { sectionId } of wanted) {
    if (!known.has(sectionId) || seen.has(sectionId)) {
      throw new Refusal('invalid', { message: 'The order names a section twice, or one that is not in the revision.' });
    }
    seen.add(sectionId);
  }
  const [lead, ...others] = wanted;
  if (lead?.sectionId !== stored[0]?.sectionId || lead?.level !== 1 || others.some((entry) => entry.level < 2)) {
    throw new Refusal('invalid', { message: 'The summary stays first; other sections have level 2 or deeper.' });
  }
}

async function refuseForeignCitations(tx: Tx, revision: LockedRevision, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const wanted = new Set(ids);
  const known = await tx.citation.count({ where: { id: { in: [...wanted] }, articleId: revision.articleId } });
  if (known === wanted.size) return;
  throw new Refusal('invalid', { message: 'A fact names a citation that this article does not have.' });
}
