import type { CslItem } from '@/lib/domain/citation/citation';
import { takeFields } from '@/lib/domain/citation/library/merge-records';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { announce, markCiting } from '@/lib/pages/store';
import { columnsOf, lockSource, readCsl, refuseDuplicate, refuseMerged, writeState } from '@/lib/sources/record';
import { withMerged } from '@/lib/sources/kept';
import { undoDays } from '@/lib/sources/undo-days';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type MergeInput = {
  opId?: string | undefined;
  sourceId: string;
  expectedSeq: number;
  intoId: string;
  intoSeq: number;
  take: readonly string[];
};

const noPaths = { changedPaths: [] as string[] };

/**
 * Makes two records of one work one: `sourceId` becomes part of `intoId`, which takes over the fields named in `take`. Citations are
 * not rewritten, so versions and approvals stay as they are; reading and numbering follow. Both records are as the person saw them,
 * else `stale`. Can be undone for 30 days.
 */
export async function mergeSources(actor: Actor, input: MergeInput) {
  permit(actor, 'manage_sources', {});
  if (input.sourceId === input.intoId) throw new Refusal('invalid', { message: 'Choose two different sources.' });
  return inTransaction(actor, input, async (tx) => {
    const { gone, kept } = await lockBoth(tx, input);
    const csl = readCsl(takeFields(kept.csl, gone.csl, input.take));
    await refuseDuplicate(tx, csl, [gone.id, kept.id]);
    const isChanged = input.take.length > 0;
    const stub = kept.currentState.stub && gone.currentState.stub;
    const stateAfterId = isChanged ? await writeState(tx, actor, { id: kept.id, csl, stub }) : kept.currentState.id;
    const id = newId();
    const states = { stateBeforeId: kept.currentState.id, stateAfterId };
    // First the merge: from then on the record that goes holds no identifier that the kept one may take over.
    await tx.sourceMerge.create({
      data: { id, sourceId: gone.id, intoId: kept.id, ...states, createdById: actor.id, createdAt: now() },
    });
    await touch(tx, kept, isChanged ? columnsOf(csl, stub, kept) : {});
    await touch(tx, gone, {});
    await recordEvent(tx, actor, {
      action: 'merge_sources',
      subjectType: 'source',
      subjectId: kept.id,
      payload: { sourceId: gone.id, mergeId: id },
    });
    await tellReaders(tx, kept.id);
    return { mergeId: id, ...noPaths };
  });
}

/** Locked in one order, whoever is merged into whom: two people at once do not wait for each other. */
async function lockBoth(tx: Tx, input: MergeInput) {
  const seen = new Map([
    [input.sourceId, input.expectedSeq],
    [input.intoId, input.intoSeq],
  ]);
  const locked = new Map<string, Awaited<ReturnType<typeof lockSource>>>();
  for (const id of [...seen.keys()].toSorted()) locked.set(id, await lockSource(tx, id, seen.get(id)));
  const [gone, kept] = [locked.get(input.sourceId), locked.get(input.intoId)];
  if (!gone || !kept) throw new Refusal('not_found', { message: 'There is no such source.' });
  refuseMerged(gone);
  refuseMerged(kept);
  return { gone, kept };
}

const touch = (tx: Tx, { id }: { id: string }, columns: object) =>
  tx.source.update({ where: { id }, data: { ...columns, seq: { increment: 1 }, updatedAt: now() } });

/** Live pages that cite it number their sources anew; what is made on demand is made again. */
async function tellReaders(tx: Tx, keptId: string): Promise<void> {
  await markCiting(tx, await withMerged(tx, keptId));
  await announce(tx, []);
}

/**
 * Takes a merge back: both records are sources of their own again, as they were. A kept record that somebody has corrected since stays
 * corrected. Throws `wrong_state` after 30 days or when it was undone, and `invalid` when another source has an identifier by now.
 */
export async function undoMerge(actor: Actor, input: { opId?: string | undefined; mergeId: string }) {
  permit(actor, 'manage_sources', {});
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from source_merge where id = ${input.mergeId}::uuid for update`;
    const merge = await tx.sourceMerge.findUnique({ where: { id: input.mergeId }, include: { stateBefore: true } });
    if (!merge) throw new Refusal('not_found', { message: 'There is no such merge.' });
    refuseEnded(merge);
    const [keptBefore, ...others] = await withMerged(tx, merge.intoId);
    const kept = await lockSource(tx, merge.intoId);
    const gone = await lockSource(tx, merge.sourceId);
    const isAsMerged = kept.currentState.id === merge.stateAfterId && merge.stateAfterId !== merge.stateBeforeId;
    if (isAsMerged) {
      const csl = merge.stateBefore.csl as unknown as CslItem;
      await touch(tx, kept, columnsOf(csl, merge.stateBefore.stub, kept));
      await writeState(tx, actor, { id: kept.id, csl, stub: merge.stateBefore.stub });
    }
    await refuseDuplicate(tx, gone.csl, [gone.id]);
    await tx.sourceMerge.update({ where: { id: merge.id }, data: { undoneAt: now(), undoneById: actor.id } });
    await touch(tx, gone, {});
    await recordEvent(tx, actor, {
      action: 'undo_merge',
      subjectType: 'source',
      subjectId: kept.id,
      payload: { sourceId: gone.id, mergeId: merge.id },
    });
    await markCiting(tx, [...(keptBefore === undefined ? [] : [keptBefore]), ...others, gone.id]);
    await announce(tx, []);
    return { sourceId: gone.id, ...noPaths };
  });
}

function refuseEnded({ undoneAt, createdAt }: { undoneAt: Date | null; createdAt: Date }): void {
  if (undoneAt) throw new Refusal('wrong_state', { message: 'This merge has been undone already.' });
  if (now().getTime() - createdAt.getTime() > undoDays * 24 * 3600 * 1000) {
    throw new Refusal('wrong_state', { message: `A merge can be undone for ${undoDays} days.` });
  }
}
