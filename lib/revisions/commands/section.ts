import type { Actor } from '@/lib/domain/actor';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { editing, finishEdit, refuseNotUnderstood, refuseStaleHead } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { outlineLines, readOutline } from '@/lib/revisions/columns';
import { bodyOfCopy, contentHashOf, readContents } from '@/lib/revisions/content';
import { schemaVersion } from '@/lib/domain/prose/body';
import { emptyBody } from '@/lib/domain/prose/builder';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

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
        outline: outlineLines(outline.toSpliced(at + 1, 0, { sectionId, level: input.level })),
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
    refuseNotUnderstood(stored);
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'restore' });
    const base = (await readContents(tx, [hash])).get(hash);
    if (base) await replaceWorkingCopy(tx, actor, revision, { ...stored, ...base });
    const head = await finishEdit(tx, actor, revision, allowed);
    return { ...head, checkpointId: checkpoint.id, sections: [{ sectionId: stored.sectionId, seq: stored.seq + 1 }] };
  });
}

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
    const { seq, heading, baseContentHash, contentHash, savedById, savedAt } = copy;
    const text = { heading, body: await bodyOfCopy(tx, copy), schemaVersion: copy.schemaVersion };
    return { sectionId, seq, ...text, contentHash, baseContentHash, savedById, savedAt };
  }
  const inBase = revision.baseVersionId
    ? await tx.versionSection.findFirst({ where: { versionId: revision.baseVersionId, sectionId } })
    : null;
  if (!inBase) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
  const { contentHash } = inBase;
  const content = (await readContents(tx, [contentHash])).get(contentHash);
  if (!content) throw new Error(`Section content ${contentHash} is missing`);
  const text = { ...content, body: content.body as unknown };
  const baseContentHash: string | null = contentHash;
  return { sectionId, seq: 0, ...text, contentHash, baseContentHash, savedById: null, savedAt: null };
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
    schemaVersion,
  };
  const key = { revisionId: revision.id, sectionId: section.sectionId };
  await tx.workingCopy.upsert({
    where: { revisionId_sectionId: key },
    update: data,
    create: { ...key, ...data, baseContentHash: section.baseContentHash },
  });
}
