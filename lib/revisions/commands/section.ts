import type { Actor } from '@/lib/domain/actor';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { contentHashOf } from '@/lib/revisions/content';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { editing, finishEdit, refuseOtherWriter, refuseStaleHead } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { readOutline } from '@/lib/revisions/columns';
import { readContents } from '@/lib/revisions/content';
import { emptyBody } from '@/lib/domain/prose/builder';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

/** Saves further apart than this begin a new sitting: the text before it is kept as a checkpoint first. */
const sittingGap = 10 * 60 * 1000;

type SaveSectionInput = {
  opId?: string | undefined;
  number: number;
  sectionId: string;
  expectedSeq: number;
  writtenBy?: string | undefined;
  heading: string;
  body: unknown;
};

/** Saves heading and text of one section. Another sequence number than the stored one: Refusal `stale`, with what is there now. */
export async function saveSection(actor: Actor, input: SaveSectionInput) {
  refuseOtherWriter(actor, input.writtenBy);
  const body = normalise(input.body, input.sectionId);
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const stored = await storedSection(tx, revision, input.sectionId);
    if (stored.seq !== input.expectedSeq) {
      throw new Refusal('stale', { message: 'This section was changed since you opened it.', current: stored });
    }
    const allowed = editing(actor, revision);
    const answer = { savedAt: now().toISOString(), body };
    const isSame = contentHashOf({ heading: input.heading, body }) === contentHashOf(asText(stored));
    // A save that changes nothing writes nothing: it makes nobody a contributor and dismisses nothing.
    if (isSame) return { ...answer, seq: stored.seq, headHash: revision.headHash, state: revision.state };
    await keepSitting(tx, actor, revision, stored);
    await replaceWorkingCopy(tx, actor, revision, { ...stored, heading: input.heading, body });
    const head = await finishEdit(tx, actor, revision, allowed);
    return { ...answer, seq: stored.seq + 1, headHash: head.headHash, state: head.state };
  });
}

type AddSectionInput = {
  opId?: string | undefined;
  number: number;
  expectedHeadSeq: number;
  heading: string;
  level: number;
  after: string;
};

/** Adds an empty section behind another one. */
export async function addSection(actor: Actor, input: AddSectionInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const allowed = editing(actor, revision);
    const outline = readOutline(revision.outline);
    const at = outline.findIndex((entry) => entry.sectionId === input.after);
    if (at < 0) throw new Refusal('not_found', { message: 'The section to put it behind is not there any more.' });
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    const sectionId = newId();
    await tx.section.create({ data: { id: sectionId, articleId: revision.articleId } });
    const fresh = { sectionId, seq: 0, baseContentHash: null, heading: input.heading, body: emptyBody(sectionId) };
    await replaceWorkingCopy(tx, actor, revision, fresh);
    await tx.revision.update({
      where: { id: revision.id },
      data: {
        outline: [...outline.slice(0, at + 1), { sectionId, level: input.level }, ...outline.slice(at + 1)],
        headSeq: { increment: 1 },
        updatedById: actor.id,
      },
    });
    const head = await finishEdit(tx, actor, revision, allowed);
    return { ...head, sectionId, checkpointId: checkpoint.id, sections: [{ sectionId, seq: 1 }] };
  });
}

type RevertInput = { opId?: string | undefined; number: number; sectionId: string; expectedSeq: number };

/** Gives a section the text of the base version again. The sequence number goes on, so that an older save cannot slip in. */
export async function revertSection(actor: Actor, input: RevertInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const stored = await storedSection(tx, revision, input.sectionId);
    if (stored.seq !== input.expectedSeq) {
      throw new Refusal('stale', { message: 'This section was changed since you opened it.', current: stored });
    }
    const hash = stored.baseContentHash;
    if (!hash) throw new Refusal('invalid', { message: 'This section is new in the revision: remove it instead.' });
    const allowed = editing(actor, revision);
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'restore' });
    const base = (await readContents(tx, [hash])).get(hash);
    if (base) await replaceWorkingCopy(tx, actor, revision, { ...stored, ...base });
    const head = await finishEdit(tx, actor, revision, allowed);
    return { ...head, checkpointId: checkpoint.id, sections: [{ sectionId: stored.sectionId, seq: stored.seq + 1 }] };
  });
}

const asText = ({ heading, body, sectionId }: StoredSection) => ({ heading, body: normalise(body, sectionId) });

/** A section of a revision as it is stored: the working copy, or the text of the base version with number 0. */
export type StoredSection = Awaited<ReturnType<typeof storedSection>>;

/** Reads it. Throws Refusal `not_found` when the revision does not hold it any more. */
export async function storedSection(tx: Tx, revision: LockedRevision, sectionId: string) {
  if (!readOutline(revision.outline).some((entry) => entry.sectionId === sectionId)) {
    throw new Refusal('not_found', { message: 'This section was removed from the revision.' });
  }
  const copy = await tx.workingCopy.findUnique({
    where: { revisionId_sectionId: { revisionId: revision.id, sectionId } },
  });
  if (copy) {
    const { seq, heading, body, baseContentHash, savedById, savedAt } = copy;
    return { sectionId, seq, heading, body: body as unknown, baseContentHash, savedById, savedAt };
  }
  const inBase = revision.baseVersionId
    ? await tx.versionSection.findFirst({ where: { versionId: revision.baseVersionId, sectionId } })
    : null;
  if (!inBase) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
  const content = (await readContents(tx, [inBase.contentHash])).get(inBase.contentHash);
  const { heading, body } = content ?? { heading: '', body: emptyBody(sectionId) };
  const baseContentHash: string | null = inBase.contentHash;
  return { sectionId, seq: 0, heading, body: body as unknown, baseContentHash, savedById: null, savedAt: null };
}

async function keepSitting(tx: Tx, actor: Actor, revision: LockedRevision, stored: StoredSection): Promise<void> {
  if (!stored.savedAt) return;
  const isNewSitting = now().getTime() - stored.savedAt.getTime() > sittingGap;
  if (isNewSitting || stored.savedById !== actor.id)
    await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
}

/** Writes the next working copy of a section: its number is one more than the given one. */
export async function replaceWorkingCopy(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  section: { sectionId: string; seq: number; baseContentHash: string | null; heading: string; body: unknown },
): Promise<void> {
  const body = normalise(section.body, section.sectionId);
  const data = {
    seq: section.seq + 1,
    heading: section.heading,
    body: body as object,
    contentHash: contentHashOf({ heading: section.heading, body }),
    savedById: actor.id,
    savedAt: now(),
  };
  const key = { revisionId: revision.id, sectionId: section.sectionId };
  await tx.workingCopy.upsert({
    where: { revisionId_sectionId: key },
    update: data,
    create: { ...key, ...data, baseContentHash: section.baseContentHash },
  });
}
