import type { Actor } from '@/lib/domain/actor';
import type { OutlineEntry } from '@/lib/domain/article';
import { emptyBody } from '@/lib/domain/prose/builder';
import { type CutPlace, cutBody, joinBodies } from '@/lib/domain/merge/cut';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { outlineLines, readOutline } from '@/lib/revisions/columns';
import { replaceWorkingCopy, type StoredSection, storedSection } from '@/lib/revisions/commands/section';
import { bodyOfCopy, readContents, readManifest } from '@/lib/revisions/content';
import { editing, finishEdit, refuseNotUnderstood, refuseStaleHead } from '@/lib/revisions/edit';
import { type LockedRevision, lockRevision } from '@/lib/revisions/lock';
import { newId } from '@/lib/system/crypto';

/** A section and the sequence number that the client saw. */
type Seen = { sectionId: string; expectedSeq: number };

type SplitInput = {
  opId?: string | undefined;
  number: number;
  sectionId: string;
  expectedSeq: number;
  expectedHeadSeq: number;
  at: CutPlace;
  heading: string;
};

/**
 * Cuts a section in two. The first part keeps the id; the second is a new section behind it, at the same level. Words, citations
 * and links are in one of both, and comments go with the words that they are about.
 */
export async function splitSection(actor: Actor, input: SplitInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const stored = await seenSection(tx, revision, input);
    const allowed = editing(actor, revision);
    const cut = cutBody(normalise(stored.body, stored.sectionId), input.at);
    if (!cut) throw new Refusal('invalid', { message: 'The place to split at is not in this section any more.' });
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    const sectionId = newId();
    await tx.section.create({ data: { id: sectionId, articleId: revision.articleId } });
    const fresh = { sectionId, seq: 0, baseContentHash: null, heading: input.heading, body: cut.second };
    await replaceWorkingCopy(tx, actor, revision, { ...stored, body: cut.first });
    await replaceWorkingCopy(tx, actor, revision, fresh);
    const outline = readOutline(revision.outline).flatMap((entry) =>
      entry.sectionId === stored.sectionId ? [entry, { sectionId, level: Math.max(2, entry.level) }] : [entry],
    );
    await setOutline(tx, actor, revision, outline);
    const head = await finishEdit(tx, actor, revision, allowed);
    return { ...head, sectionId, checkpointId: checkpoint.id, sections: after([stored, fresh]) };
  });
}

type JoinInput = {
  opId?: string | undefined;
  number: number;
  sectionId: string;
  expectedSeq: number;
  previous: Seen;
  expectedHeadSeq: number;
};

/** Puts a section's text behind that of the section before it, which keeps its id. The heading between them stays as a subheading. */
export async function joinSections(actor: Actor, input: JoinInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const outline = readOutline(revision.outline);
    const at = outline.findIndex(({ sectionId }) => sectionId === input.sectionId);
    if (at < 1 || outline[at - 1]?.sectionId !== input.previous.sectionId) {
      throw new Refusal('invalid', { message: 'That section does not stand right before this one.' });
    }
    const first = await seenSection(tx, revision, { ...input.previous });
    const second = await seenSection(tx, revision, input);
    const allowed = editing(actor, revision);
    const checkpoint = await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
    const text = { heading: second.heading, body: normalise(second.body, second.sectionId) };
    const joined = joinBodies(normalise(first.body, first.sectionId), text);
    await replaceWorkingCopy(tx, actor, revision, { ...first, body: joined });
    await setOutline(
      ...([tx, actor, revision] as const),
      outline.filter(({ sectionId }) => sectionId !== second.sectionId),
    );
    const head = await finishEdit(tx, actor, revision, allowed);
    const sections = [...after([first]), { sectionId: second.sectionId, seq: second.seq }];
    return { ...head, checkpointId: checkpoint.id, sections };
  });
}

type UndoInput = {
  opId?: string | undefined;
  number: number;
  expectedHeadSeq: number;
  checkpointId: string;
  sections: Seen[];
};

/**
 * Takes a change of the structure back: the order, levels and the named texts are again as in the checkpoint that was written
 * before it. Refused as stale when the order or one of these texts was changed since; other texts stay as they are.
 */
export async function undoStructure(actor: Actor, input: UndoInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    refuseStaleHead(revision, input.expectedHeadSeq);
    const allowed = editing(actor, revision);
    const now: StoredText[] = [];
    for (const seen of input.sections) now.push(await seenCopy(tx, revision, seen));
    const before = await checkpointOf(tx, revision, input.checkpointId);
    await writeCheckpoint(tx, actor, revision.id, { reason: 'restore' });
    const contents = await readContents(
      tx,
      before.map(({ contentHash }) => contentHash),
    );
    const back = now.flatMap((stored) => {
      const entry = before.find(({ sectionId }) => sectionId === stored.sectionId);
      const text = entry && contents.get(entry.contentHash);
      return text ? [{ ...stored, ...text }] : [];
    });
    for (const text of back) await replaceWorkingCopy(tx, actor, revision, text);
    await setOutline(
      ...([tx, actor, revision] as const),
      before.map(({ sectionId, level }) => ({ sectionId, level })),
    );
    return { ...(await finishEdit(tx, actor, revision, allowed)), sections: after(back) };
  });
}

const after = (sections: readonly { sectionId: string; seq: number }[]) =>
  sections.map(({ sectionId, seq }) => ({ sectionId, seq: seq + 1 }));

async function setOutline(tx: Tx, actor: Actor, revision: LockedRevision, outline: OutlineEntry[]): Promise<void> {
  const data = { outline: outlineLines(outline), headSeq: { increment: 1 }, updatedById: actor.id };
  await tx.revision.update({ where: { id: revision.id }, data });
}

/** The section as it is stored, if that is what the client saw. */
async function seenSection(tx: Tx, revision: LockedRevision, seen: Seen): Promise<StoredSection> {
  const stored = await storedSection(tx, revision, seen.sectionId);
  if (stored.seq === seen.expectedSeq) {
    refuseNotUnderstood(stored);
    return stored;
  }
  throw new Refusal('stale', { message: 'This section was changed since you opened it.', current: stored });
}

type StoredText = Pick<StoredSection, 'sectionId' | 'seq' | 'heading' | 'body' | 'baseContentHash'>;

/** The same for a section that the outline may not hold any more. */
async function seenCopy(tx: Tx, revision: LockedRevision, { sectionId, expectedSeq }: Seen): Promise<StoredText> {
  const copy = await tx.workingCopy.findUnique({
    where: { revisionId_sectionId: { revisionId: revision.id, sectionId } },
  });
  if ((copy?.seq ?? 0) !== expectedSeq) {
    const message = `“${copy?.heading || 'Summary'}” was changed since: taking this back would lose what was written.`;
    throw new Refusal('stale', { message, current: copy && { seq: copy.seq } });
  }
  if (copy) refuseNotUnderstood({ ...copy, body: await bodyOfCopy(tx, copy) });
  const text = { heading: '', body: emptyBody(sectionId) };
  const baseContentHash = copy ? copy.baseContentHash : await baseHash(tx, revision, sectionId);
  return { sectionId, seq: expectedSeq, baseContentHash, ...text };
}

/** A section without a working copy is as in the base version. */
async function baseHash(tx: Tx, { baseVersionId }: LockedRevision, sectionId: string): Promise<string> {
  const where = { versionId: baseVersionId ?? '', sectionId };
  const inBase = baseVersionId ? await tx.versionSection.findFirst({ where }) : null;
  if (inBase) return inBase.contentHash;
  throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
}

async function checkpointOf(tx: Tx, revision: LockedRevision, id: string) {
  const row = await tx.checkpoint.findUnique({ where: { id } });
  if (row?.revisionId === revision.id) return (await readManifest(tx, row.manifest)).sections;
  throw new Refusal('not_found', { message: 'There is no such state of this revision.' });
}
