import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { glance, type Part } from '@/lib/domain/workflow/seen';
import { finalStates, openStates } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { partsOf } from '@/lib/reviews/seen';
import { assembleRevision } from '@/lib/revisions/assemble';
import { keepState } from '@/lib/revisions/checkpoint';
import { writeContent } from '@/lib/revisions/content';
import { now } from '@/lib/system/clock';

type MarkInput = Part & { opId?: string | undefined; number: number; viewed: boolean };

/**
 * Marks one part of a revision as viewed by this person, or takes the mark back; either way it is what they last had before their
 * eyes. It decides nothing. Another text by now: Refusal `stale`.
 */
export async function markSeen(actor: Actor, { opId, number, viewed, ...seen }: MarkInput) {
  return inTransaction(actor, { opId }, async (tx) => {
    const revision = await openRevision(tx, actor, number);
    const assembled = await assembleRevision(tx, revision);
    const { part, contentHash, level } = partNow(partsOf(assembled, await goneHere(tx, revision, seen.part)), seen);
    const section = assembled.sections.find(({ sectionId }) => sectionId === part);
    if (section) await writeContent(tx, section);
    const manifest = part === glance ? await keepState(tx, assembled, revision.baseVersionId) : undefined;
    const line = { contentHash, level, viewed, seenAt: now(), ...(manifest && { manifest }) };
    const key = { personId: actor.id, revisionId: revision.id, part };
    await tx.reviewSeen.upsert({
      where: { personId_revisionId_part: key },
      create: { ...key, ...line },
      update: line,
    });
    return { viewed };
  });
}

async function openRevision(tx: Tx, actor: Actor, number: number) {
  permit(actor, 'read_revision', {});
  const revision = await tx.revision.findUnique({ where: { number } });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  if (openStates.some((open) => open === revision.state)) return revision;
  throw new Refusal('wrong_state', { message: 'This revision has ended.' });
}

/** The section, where it is one of the article's: it may be gone from the revision. */
async function goneHere(tx: Tx, { articleId }: { articleId: string }, part: string): Promise<string[]> {
  if (part === glance) return [];
  const known = await tx.section.count({ where: { id: part, articleId } });
  return known === 0 ? [] : [part];
}

function partNow(parts: readonly Part[], seen: Part): Part {
  const found = parts.find(({ part }) => part === seen.part);
  if (!found) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
  if (found.contentHash === seen.contentHash && found.level === seen.level) return found;
  throw new Refusal('stale', {
    message: 'This section was changed since you opened it. Look at what is new.',
    current: { contentHash: found.contentHash },
  });
}

/** So many opened texts are kept for one person and revision. */
const keptScreens = 8;

type OpenedInput = { opId?: string | undefined; number: number; headHash: string };

/**
 * Keeps the text that a review screen was opened with, so that it can say what is new when somebody saves meanwhile. `kept` is false
 * where the text is another one already, or the revision has ended.
 */
export async function keepScreen(actor: Actor, { opId, number, headHash }: OpenedInput) {
  return inTransaction(actor, { opId }, async (tx) => {
    permit(actor, 'read_revision', {});
    const revision = await tx.revision.findUnique({ where: { number } });
    if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
    if (revision.headHash !== headHash || !openStates.some((open) => open === revision.state)) return { kept: false };
    const assembled = await assembleRevision(tx, revision);
    if (assembled.headHash !== headHash) return { kept: false };
    const key = { personId: actor.id, revisionId: revision.id, headHash };
    const line = { manifest: await keepState(tx, assembled, revision.baseVersionId), openedAt: now() };
    await tx.reviewScreen.upsert({
      where: { personId_revisionId_headHash: key },
      create: { ...key, ...line },
      update: line,
    });
    await forgetOlder(tx, key);
    return { kept: true };
  });
}

async function forgetOlder(tx: Tx, { personId, revisionId }: { personId: string; revisionId: string }): Promise<void> {
  const older = await tx.reviewScreen.findMany({
    where: { personId, revisionId },
    orderBy: { openedAt: 'desc' },
    skip: keptScreens,
    select: { headHash: true },
  });
  if (older.length === 0) return;
  const hashes = older.map(({ headHash }) => headHash);
  await tx.reviewScreen.deleteMany({ where: { personId, revisionId, headHash: { in: hashes } } });
}

/** Screens are kept so long, in ms; those of a revision that has ended not at all. */
const screenLife = 30 * 24 * 3600 * 1000;

/** Forgets what screens were opened with once nobody can ask what is new; returns how many. For the worker. */
export async function purgeScreens(): Promise<number> {
  const before = new Date(now().getTime() - screenLife);
  const gone = await db().reviewScreen.deleteMany({
    where: { OR: [{ openedAt: { lt: before } }, { revision: { state: { in: [...finalStates] } } }] },
  });
  return gone.count;
}
