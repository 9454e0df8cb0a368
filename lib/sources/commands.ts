import { cslSchema } from '@/lib/domain/citation/csl';
import { deriveSource } from '@/lib/domain/citation/library/derive';
import type { CslItem } from '@/lib/domain/citation/citation';
import { sourceKey } from '@/lib/domain/citation/source-key';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { newId } from '@/lib/system/crypto';

type CreateSourceInput = { opId?: string | undefined; csl: unknown; stub: boolean };
type SaveSourceInput = CreateSourceInput & { sourceId: string; expectedSeq: number };

/** Describes a new work. One that the library has already, by DOI, ISBN, PMID or address, is refused with a link to it. */
export async function createSource(actor: Actor, input: CreateSourceInput) {
  permit(actor, 'manage_sources', {});
  const csl = readCsl(input.csl);
  return inTransaction(actor, input, async (tx) => {
    await refuseDuplicate(tx, csl, null);
    const taken = await tx.source.findMany({ select: { key: true } });
    const key = sourceKey(csl, new Set(taken.map((source) => source.key)));
    const id = newId();
    await tx.source.create({ data: { id, key, ...columns(csl, input.stub), createdById: actor.id } });
    await writeState(tx, actor, { id, csl, stub: input.stub });
    await recordEvent(tx, actor, { action: 'create_source', subjectType: 'source', subjectId: id, payload: { key } });
    return { sourceId: id, key };
  });
}

/** Corrects a work's record. Versions and citations keep the state that they pinned; new citations take the new one. */
export async function saveSource(actor: Actor, input: SaveSourceInput) {
  permit(actor, 'manage_sources', {});
  const csl = readCsl(input.csl);
  return inTransaction(actor, input, async (tx) => {
    await tx.$queryRaw`select 1 from source where id = ${input.sourceId}::uuid for update`;
    const source = await tx.source.findUnique({ where: { id: input.sourceId }, include: { currentState: true } });
    if (!source) throw new Refusal('not_found', { message: 'There is no such source.' });
    if (source.seq !== input.expectedSeq) {
      const current = { seq: source.seq, csl: source.currentState?.csl };
      throw new Refusal('stale', { message: 'Someone else has changed this source since you opened it.', current });
    }
    await refuseDuplicate(tx, csl, source.id);
    await tx.source.update({
      where: { id: source.id },
      data: { ...columns(csl, input.stub), seq: { increment: 1 }, updatedAt: new Date() },
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

function readCsl(value: unknown): CslItem {
  const read = cslSchema.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.map((issue) => ({
    code: 'csl',
    where: issue.path.join('.'),
    message: issue.message,
  }));
  throw new Refusal('invalid', { message: issues[0]?.message ?? 'This source cannot be read.', issues });
}

function columns(csl: CslItem, stub: boolean) {
  return { ...deriveSource(csl), completeness: stub ? 'stub' : 'described' };
}

async function writeState(tx: Tx, actor: Actor, source: { id: string; csl: CslItem; stub: boolean }) {
  const csl: object = source.csl;
  const state = await tx.sourceState.create({
    data: { id: newId(), sourceId: source.id, csl, stub: source.stub, createdById: actor.id },
  });
  await tx.source.update({ where: { id: source.id }, data: { currentStateId: state.id } });
}

async function refuseDuplicate(tx: Tx, csl: CslItem, ownId: string | null) {
  const { doi, isbn13, pmid, urlKey, type } = deriveSource(csl);
  const same = [
    ...(doi ? [{ doi }] : []),
    ...(isbn13 && type === 'book' ? [{ isbn13, type }] : []),
    ...(pmid ? [{ pmid }] : []),
    ...(urlKey ? [{ urlKey }] : []),
  ];
  if (same.length === 0) return;
  const known = await tx.source.findFirst({
    where: { OR: same, mergedIntoId: null, ...(ownId ? { id: { not: ownId } } : {}) },
    select: { id: true, key: true, title: true },
  });
  if (!known) return;
  throw new Refusal('invalid', {
    message: `You already have this source: ${known.title || known.key}. Use it.`,
    issues: [{ code: 'duplicate_source', where: 'csl', message: known.id }],
    current: known,
  });
}
