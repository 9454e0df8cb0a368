import type { Actor } from '@/lib/domain/actor';
import type { OutlineEntry } from '@/lib/domain/article';
import { canonicalJson } from '@/lib/domain/manifest';
import { type Head, type HeadConflict, type HeadField, mergeHeads, type Side } from '@/lib/domain/merge/head';
import { mergedOutline, mergeSections } from '@/lib/domain/merge/sections';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { carryOver, rebaseEvent } from '@/lib/domain/workflow/review';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { outlineLines } from '@/lib/revisions/columns';
import { contentHashOf, type SectionText } from '@/lib/revisions/content';
import { refuseNotUnderstood, refuseOtherHead } from '@/lib/revisions/edit';
import { recomputeHead } from '@/lib/revisions/head';
import { reanchor } from '@/lib/reviews/reanchor';
import { lockRevision } from '@/lib/revisions/lock';
import { revisionSubject } from '@/lib/revisions/subject';
import { carryApprovals, transition } from '@/lib/revisions/transition';
import { now } from '@/lib/system/clock';

type Resolution = { sectionId: string; heading: string; body: unknown };
type RebaseInput = {
  opId?: string | undefined;
  number: number;
  headHash: string;
  liveNumber: number;
  resolutions: Resolution[];
  /** Per part of the head that both sides changed: whose stands. */
  head: Partial<Record<HeadField, Side>>;
};
type Sides = { base: Assembled; ours: Assembled; theirs: Assembled };
type Resolved = { texts: Map<string, SectionText>; head: Head; wasInConflict: boolean };

/**
 * Brings a revision up to date with the live version. Sections changed on one side are taken, different paragraphs of one
 * section merged; where both changed the same words the refusal `not_ready` carries the two texts until a person chose.
 */
export async function rebaseRevision(actor: Actor, input: RebaseInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    const { baseVersionId } = revision;
    const { liveVersionId } = revision.article;
    if (!baseVersionId || !liveVersionId || baseVersionId === liveVersionId) {
      throw new Refusal('wrong_state', { message: 'This revision is up to date already.' });
    }
    const sides: Sides = {
      base: await assembleVersion(tx, baseVersionId),
      ours: await assembleRevision(tx, revision),
      theirs: await assembleVersion(tx, liveVersionId),
    };
    for (const section of sides.ours.sections) refuseNotUnderstood(section);
    refuseOtherHead(sides.ours.headHash, input.headHash);
    await refuseOtherLive(tx, liveVersionId, input.liveNumber);
    const resolved = resolve(sides, input);
    await writeCheckpoint(tx, actor, revision.id, { reason: 'rebase' });
    await moveBase(tx, actor, revision.id, { ...sides, ...resolved, liveVersionId });
    const head = await recomputeHead(tx, revision);
    await reanchor(tx, revision.id);
    const carry = carryOver(
      { headHash: sides.ours.headHash, patchHash: patchOf(sides.base, sides.ours) },
      { headHash: head.headHash, patchHash: patchOf(sides.theirs, head) },
    );
    const event = resolved.wasInConflict ? 'resolve_conflict' : rebaseEvent(carry);
    const allowed = permit(actor, event, revisionSubject(revision, { no_conflict: true }));
    if (event === 'rebase') await carryApprovals(tx, revision, head.headHash);
    const state = await transition(tx, actor, revision, { event, allowed, payload: { carry } });
    const { headSeq } = await tx.revision.findUniqueOrThrow({ where: { id: revision.id }, select: { headSeq: true } });
    return { headSeq, headHash: head.headHash, state };
  });
}

async function refuseOtherLive(tx: Tx, liveVersionId: string, seen: number): Promise<void> {
  const { number } = await tx.version.findUniqueOrThrow({ where: { id: liveVersionId }, select: { number: true } });
  if (number === seen) return;
  const message = `Version ${number} is live now. Look at what is new.`;
  throw new Refusal('stale', { message, current: { liveNumber: number } });
}

/** The text of every section and the head; what is neither merged nor chosen is refused, with both sides of it. */
function resolve(sides: Sides, { resolutions, head: choices }: RebaseInput): Resolved {
  const chosen = new Map(resolutions.map((resolution) => [resolution.sectionId, resolution]));
  const outcomes = mergeSections(sectionsOf(sides));
  const texts = new Map<string, SectionText>();
  for (const outcome of outcomes) {
    const { sectionId } = outcome;
    const own = chosen.get(sectionId);
    if (outcome.kind !== 'conflict') texts.set(sectionId, outcome.text);
    else if (own) texts.set(sectionId, { heading: own.heading, body: normalise(own.body, sectionId) });
  }
  const met = outcomes.flatMap((outcome) => (outcome.kind === 'conflict' ? [outcome] : []));
  const open = met.filter(({ sectionId }) => !texts.has(sectionId));
  const { head, conflicts: inHead } = mergeHeads(sides.base.article, sides.ours.article, sides.theirs.article, choices);
  const openInHead = inHead.filter(({ field }) => !choices[field]);
  if (open.length + openInHead.length > 0) refuseConflicts(open, openInHead);
  return { texts, head, wasInConflict: met.length + inHead.length > 0 };
}

type Conflict = { readonly sectionId: string; readonly ours: SectionText; readonly theirs: SectionText };

function refuseConflicts(found: readonly Conflict[], head: readonly HeadConflict[]): never {
  const message = 'The live version changed the same words. Choose what shall stand.';
  const conflicts = found.map(({ sectionId, ours, theirs }) => ({ sectionId, ours, theirs }));
  const places = [...conflicts.map(({ sectionId }) => sectionId), ...head.map(({ field }) => field)];
  const issues = places.map((where) => ({ code: 'conflict', where, message }));
  throw new Refusal('not_ready', { message, issues, current: { conflicts, head } });
}

const byId = (side: Assembled) => new Map(side.sections.map((section) => [section.sectionId, section]));
const outlineOf = (side: Assembled): OutlineEntry[] =>
  side.sections.map(({ sectionId, level }) => ({ sectionId, level }));
const sectionsOf = ({ base, ours, theirs }: Sides) => ({
  ...{ base: base.sections, ours: ours.sections, theirs: theirs.sections },
});

/** What a revision changes, as text: equal before and after a rebase exactly when the live version touched other sections. */
function patchOf(from: Assembled, to: Assembled): string {
  const before = byId(from);
  const after = byId(to);
  const ids = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  const sections = ids.flatMap((id) => {
    const pair = [before.get(id)?.contentHash ?? null, after.get(id)?.contentHash ?? null];
    return pair[0] === pair[1] ? [] : [[id, ...pair]];
  });
  const { sections: _from, ...head } = from.article;
  const { sections: _to, ...newHead } = to.article;
  const isSameHead = canonicalJson(head) === canonicalJson(newHead);
  const outlines = [outlineOf(from), outlineOf(to)];
  const isSameOutline = canonicalJson(outlines[0]) === canonicalJson(outlines[1]);
  return canonicalJson({
    sections,
    head: isSameHead ? null : [head, newHead],
    outline: isSameOutline ? null : outlines,
  });
}

async function moveBase(
  tx: Tx,
  actor: Actor,
  revisionId: string,
  input: Sides & Resolved & { liveVersionId: string },
): Promise<void> {
  const { base, ours, theirs, texts } = input;
  const [oldBase, own, live] = [byId(base), byId(ours), byId(theirs)];
  for (const [sectionId, text] of texts) {
    const contentHash = contentHashOf(text);
    const baseContentHash = live.get(sectionId)?.contentHash ?? null;
    const seq = (own.get(sectionId)?.seq ?? 0) + 1;
    // A section that differs from what any open editor loaded gets a higher number, so that an older save is refused.
    if (seq === 1 && contentHash === oldBase.get(sectionId)?.contentHash) continue;
    const data = {
      ...text,
      body: text.body as object,
      contentHash,
      baseContentHash,
      seq,
      savedById: actor.id,
      savedAt: now(),
    };
    const key = { revisionId, sectionId };
    await tx.workingCopy.upsert({ where: { revisionId_sectionId: key }, update: data, create: { ...key, ...data } });
  }
  const { title, facts, related, attribution } = input.head;
  await tx.revision.update({
    where: { id: revisionId },
    data: {
      ...{ title, facts: facts as object[], related: [...related], attribution },
      baseVersionId: input.liveVersionId,
      outline: outlineLines(mergedOutline(sectionsOf(input))),
      headSeq: { increment: 1 },
      updatedById: actor.id,
    },
  });
}
