import type { Actor } from '@/lib/domain/actor';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { type Assembled, assembleCheckpoint, assembleRevision } from '@/lib/revisions/assemble';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { replaceWorkingCopy, storedSection } from '@/lib/revisions/commands/section';
import { outlineLines } from '@/lib/revisions/columns';
import { editing, finishEdit, refuseNotUnderstood, refuseOtherHead } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { now } from '@/lib/system/clock';

type CheckpointInput = {
  opId?: string | undefined;
  number: number;
  label: string;
  instead?: { sectionId: string; heading: string; body: unknown } | undefined;
};

/** Keeps the present text under a name, or the present text with another one in place of one section. */
export async function nameCheckpoint(actor: Actor, input: CheckpointInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    permit(actor, 'describe', revisionSubject(revision));
    const { label, instead } = input;
    const text = instead && { ...instead, body: normalise(instead.body, instead.sectionId) };
    const { id } = await writeCheckpoint(tx, actor, revision.id, {
      ...{ reason: 'named', label },
      ...(text && { instead: text }),
    });
    return { checkpointId: id };
  });
}

type RestoreInput = {
  opId?: string | undefined;
  number: number;
  checkpointId: string;
  headHash: string;
  sectionId?: string | undefined;
};

/**
 * Gives a revision, or one section of it, the text of one of its checkpoints again, as a new state on top of the present one, which
 * is kept first.
 * Sequence numbers go on, so that no older save can slip in. Another text than the one on screen: Refusal `stale`.
 */
export async function restoreCheckpoint(actor: Actor, input: RestoreInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const row = await tx.checkpoint.findUnique({ where: { id: input.checkpointId } });
    if (row?.revisionId !== revision.id) throw new Refusal('not_found', { message: 'There is no such checkpoint.' });
    refuseOtherHead(revision.headHash, input.headHash);
    const allowed = editing(actor, revision);
    if (input.sectionId !== undefined) {
      await putSectionBack(tx, actor, revision, { row, sectionId: input.sectionId });
      return finishEdit(tx, actor, revision, allowed);
    }
    const [present, old] = [await assembleRevision(tx, revision), await assembleCheckpoint(tx, row)];
    for (const section of [...present.sections, ...old.sections]) refuseNotUnderstood(section);
    await writeCheckpoint(tx, actor, revision.id, { reason: 'restore' });
    await putBack(tx, actor, revision, { present, old });
    return finishEdit(tx, actor, revision, allowed);
  });
}

type Row = Parameters<typeof assembleCheckpoint>[1];

/** Writes the old text of one section and leaves everything else as it is. */
async function putSectionBack(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  { row, sectionId }: { row: Row; sectionId: string },
): Promise<void> {
  const stored = await storedSection(tx, revision, sectionId);
  const old = (await assembleCheckpoint(tx, row)).sections.find((section) => section.sectionId === sectionId);
  if (!old) throw new Refusal('not_found', { message: 'This section was not there at that time.' });
  for (const section of [stored, old]) refuseNotUnderstood(section);
  await writeCheckpoint(tx, actor, revision.id, { reason: 'restore' });
  if (old.contentHash === stored.contentHash) return;
  await replaceWorkingCopy(tx, actor, revision, { ...stored, heading: old.heading, body: old.body });
}

/** Writes the texts that differ, and the head with the order of sections. */
async function putBack(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  { present, old }: { present: Assembled; old: Assembled },
): Promise<void> {
  const copies = await tx.workingCopy.findMany({
    where: { revisionId: revision.id },
    select: { sectionId: true, seq: true, contentHash: true },
  });
  const copyOf = new Map(copies.map((copy) => [copy.sectionId, copy]));
  const presentOf = new Map(present.sections.map((section) => [section.sectionId, section]));
  const inBase = revision.baseVersionId
    ? await tx.versionSection.findMany({ where: { versionId: revision.baseVersionId } })
    : [];
  const baseHash = new Map(inBase.map(({ sectionId, contentHash }) => [sectionId, contentHash]));
  for (const { sectionId, heading, body, contentHash, schemaVersion } of old.sections) {
    const copy = copyOf.get(sectionId);
    // A section that is not in the order now may still have a working copy from before it was taken out.
    if ((copy ?? presentOf.get(sectionId))?.contentHash === contentHash) continue;
    const data = {
      ...{ heading, body: body as object, contentHash, seq: (copy?.seq ?? 0) + 1 },
      ...{ baseContentHash: baseHash.get(sectionId) ?? null, savedById: actor.id, savedAt: now(), schemaVersion },
    };
    const key = { revisionId: revision.id, sectionId };
    await tx.workingCopy.upsert({ where: { revisionId_sectionId: key }, update: data, create: { ...key, ...data } });
  }
  const { title, facts, related, attribution } = old.article;
  await tx.revision.update({
    where: { id: revision.id },
    data: {
      ...{ title, facts: facts as object[], related: [...related], attribution },
      outline: outlineLines(old.sections),
      headSeq: { increment: 1 },
      updatedById: actor.id,
    },
  });
}
