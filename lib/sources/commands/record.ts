import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import {
  addSource,
  columnsOf,
  lockSource,
  readCsl,
  refuseDuplicate,
  refuseMerged,
  writeState,
} from '@/lib/sources/record';
import { now } from '@/lib/system/clock';

type CreateSourceInput = { opId?: string | undefined; csl: unknown; stub: boolean };
type SaveSourceInput = CreateSourceInput & { sourceId: string; expectedSeq: number };

/** Describes a new work. One that the library has already, by DOI, ISBN, PMID or address, is refused with a link to it. */
export async function createSource(actor: Actor, input: CreateSourceInput) {
  permit(actor, 'manage_sources', {});
  const csl = readCsl(input.csl);
  return inTransaction(actor, input, async (tx) => {
    await refuseDuplicate(tx, csl);
    return addSource(tx, actor, { csl, stub: input.stub });
  });
}

/** Corrects a work's record. Versions and citations keep the state that they pinned; new citations take the new one. */
export async function saveSource(actor: Actor, input: SaveSourceInput) {
  permit(actor, 'manage_sources', {});
  const csl = readCsl(input.csl);
  return inTransaction(actor, input, async (tx) => {
    const source = await lockSource(tx, input.sourceId, input.expectedSeq);
    refuseMerged(source);
    await refuseDuplicate(tx, csl, [source.id]);
    await tx.source.update({
      where: { id: source.id },
      data: { ...columnsOf(csl, input.stub, source), seq: { increment: 1 }, updatedAt: now() },
    });
    await writeState(tx, actor, { id: source.id, csl, stub: input.stub });
    await recordEvent(tx, actor, {
      action: 'save_source',
      subjectType: 'source',
      subjectId: source.id,
      payload: { key: source.key },
    });
    return { seq: source.seq + 1 };
  });
}
