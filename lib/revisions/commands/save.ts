import type { Actor } from '@/lib/domain/actor';
import { type Body, schemaVersion } from '@/lib/domain/prose/body';
import { normalise } from '@/lib/domain/prose/normalise';
import { Refusal } from '@/lib/domain/refusal';
import type { Allowed } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { bodyOfCopy, contentHashOf } from '@/lib/revisions/content';
import { editing, refuseNotUnderstood, refuseOtherWriter, touchesReview } from '@/lib/revisions/edit';
import { keepHead } from '@/lib/revisions/head';
import { reanchor } from '@/lib/reviews/reanchor';
import { citationsOf, headHashOf } from '@/lib/revisions/head-hash';
import { lockForSave, lockRevision, type SaveTarget } from '@/lib/revisions/lock';
import { transition } from '@/lib/revisions/transition';
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

/** A text in its stored form, with the hash that names it. */
type Text = { readonly heading: string; readonly body: Body; readonly contentHash: string };

/** Saves heading and text of one section. Another sequence number than the stored one: Refusal `stale`, with what is there now. */
export async function saveSection(actor: Actor, input: SaveSectionInput) {
  refuseOtherWriter(actor, input.writtenBy);
  const { number, sectionId, heading } = input;
  const body = normalise(input.body, sectionId);
  const text: Text = { heading, body, contentHash: contentHashOf({ heading, body }) };
  return inTransaction(actor, input, async (tx) => {
    const target = await lockForSave(tx, number, sectionId);
    const seq = target.copy?.seq ?? 0;
    refuseUnknownSection(target, sectionId);
    if (seq !== input.expectedSeq) await refuseStale(tx, target, sectionId);
    const allowed = editing(actor, target);
    const answer = { savedAt: now().toISOString(), body };
    const { headHash, state } = target;
    // A save that changes nothing writes nothing: it makes nobody a contributor and dismisses nothing.
    if (text.contentHash === target.hashes.get(sectionId)) return { ...answer, seq, headHash, state };
    await refuseOverStrange(tx, target, sectionId);
    await keepSitting(tx, actor, target);
    await writeText(tx, actor, target, { sectionId, text });
    const head = await finish(tx, actor, target, { sectionId, text, allowed });
    return { ...answer, seq: seq + 1, ...head };
  });
}

function refuseUnknownSection({ outline, hashes }: SaveTarget, sectionId: string): void {
  if (!outline.some((entry) => entry.sectionId === sectionId)) {
    throw new Refusal('not_found', { message: 'This section was removed from the revision.' });
  }
  if (!hashes.has(sectionId)) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
}

/** Somebody was faster: what they saved goes with the refusal, so that the two texts can be merged. */
async function refuseStale(tx: Tx, target: SaveTarget, sectionId: string): Promise<never> {
  const { heading, body, schemaVersion: written } = await readText(tx, target, sectionId);
  const { seq = 0, savedById = null, savedAt = null } = target.copy ?? {};
  const current = { sectionId, seq, heading, body, schemaVersion: written, savedById };
  throw new Refusal('stale', {
    message: 'This section was changed since you opened it.',
    current: { ...current, savedAt: savedAt && new Date(savedAt).toISOString() },
  });
}

async function readText(tx: Tx, { id, copy, hashes }: SaveTarget, sectionId: string) {
  if (copy) {
    const key = { revisionId: id, sectionId };
    const row = await tx.workingCopy.findUniqueOrThrow({ where: { revisionId_sectionId: key } });
    return { ...row, body: await bodyOfCopy(tx, row) };
  }
  return tx.sectionContent.findUniqueOrThrow({ where: { hash: hashes.get(sectionId) ?? '' } });
}

/** So many texts that were looked at are remembered by each process, by their hash. */
const remembered = 20_000;
const understood = new Set<string>();

function remember(contentHash: string): void {
  understood.add(contentHash);
  const [oldest] = understood;
  if (understood.size > remembered && oldest !== undefined) understood.delete(oldest);
}

/** Nothing is saved over a text that this program does not understand. A text is looked at once. */
async function refuseOverStrange(tx: Tx, target: SaveTarget, sectionId: string): Promise<void> {
  const hash = target.hashes.get(sectionId) ?? '';
  const isNewer = (target.copy?.schemaVersion ?? schemaVersion) > schemaVersion;
  if (understood.has(hash) && !isNewer) return;
  refuseNotUnderstood(await readText(tx, target, sectionId));
  remember(hash);
}

async function keepSitting(tx: Tx, actor: Actor, { id, copy }: SaveTarget): Promise<void> {
  if (!copy) return;
  const isNewSitting = now().getTime() - new Date(copy.savedAt).getTime() > sittingGap;
  if (isNewSitting || copy.savedById !== actor.id) await writeCheckpoint(tx, actor, id, { reason: 'sitting' });
}

type Written = { readonly sectionId: string; readonly text: Text };

async function writeText(tx: Tx, actor: Actor, target: SaveTarget, { sectionId, text }: Written): Promise<void> {
  const { heading, body, contentHash } = text;
  const seq = (target.copy?.seq ?? 0) + 1;
  const stored = JSON.stringify(body);
  await tx.$executeRaw`
    insert into working_copy (revision_id, section_id, seq, heading, body, content_hash, base_content_hash, saved_by_id, saved_at, schema_version)
    values (${target.id}::uuid, ${sectionId}::uuid, ${seq}, ${heading}, ${stored}::jsonb, ${contentHash}, ${target.inBase}, ${actor.id}::uuid, ${now()}, ${schemaVersion})
    on conflict (revision_id, section_id) do update set seq = excluded.seq, heading = excluded.heading, body = excluded.body,
      content_hash = excluded.content_hash, saved_by_id = excluded.saved_by_id, saved_at = excluded.saved_at, schema_version = excluded.schema_version`;
  remember(contentHash);
}

/** The new head; a revision under review goes back into review and loses its approvals. */
async function finish(
  tx: Tx,
  actor: Actor,
  target: SaveTarget,
  { sectionId, text, allowed }: Written & { allowed: Allowed },
) {
  citationsOf(text.contentHash, text.body);
  const hashes = new Map([...target.hashes, [sectionId, text.contentHash]]);
  const headHash = await headHashOf(tx, target.id, target, hashes);
  await keepHead(tx, target.id, headHash);
  if (target.hasThreads) await reanchor(tx, target.id);
  if (headHash === target.headHash || !touchesReview(target, allowed)) return { headHash, state: target.state };
  const revision = await lockRevision(tx, target.number);
  return { headHash, state: await transition(tx, actor, revision, { event: 'edit', allowed }) };
}
