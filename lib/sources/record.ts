import type { CslItem } from '@/lib/domain/citation/citation';
import { withLinkState } from '@/lib/domain/citation/links';
import { cslSchema } from '@/lib/domain/citation/csl';
import { deriveSource } from '@/lib/domain/citation/library/derive';
import { sourceKey } from '@/lib/domain/citation/source-key';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/tx';
import { newId } from '@/lib/system/crypto';
import { takenKeys } from '@/lib/sources/keys';
import { now } from '@/lib/system/clock';

/** A record as the library keeps it. Throws `invalid` with one issue per field that cannot be read. */
export function readCsl(value: unknown): CslItem {
  const read = cslSchema.safeParse(value);
  if (read.success) return read.data;
  const issues = read.error.issues.map((issue) => ({
    code: 'csl',
    where: issue.path.join('.'),
    message: issue.message,
  }));
  throw new Refusal('invalid', { message: issues[0]?.message ?? 'This source cannot be read.', issues });
}

/** The columns that follow from a record. A new address is looked at soon. */
export function columnsOf(csl: CslItem, stub: boolean, before?: { readonly urlKey: string | null }) {
  const derived = deriveSource(csl);
  const isNewAddress = derived.urlKey !== (before?.urlKey ?? null);
  return {
    ...derived,
    completeness: stub ? 'stub' : 'described',
    ...(isNewAddress && { lastCheckedAt: null, nextCheckAt: derived.host === '' ? null : now() }),
  };
}

/** Adds a source under a key of its own, with its first state. The caller has looked for duplicates. */
export async function addSource(tx: Tx, actor: Actor, { csl, stub }: { csl: CslItem; stub: boolean }) {
  const key = sourceKey(csl, await takenKeys(tx, [csl]));
  const id = newId();
  await tx.source.create({ data: { id, key, ...columnsOf(csl, stub), createdById: actor.id } });
  await writeState(tx, actor, { id, csl, stub });
  await recordEvent(tx, actor, { action: 'create_source', subjectType: 'source', subjectId: id, payload: { key } });
  return { sourceId: id, key };
}

/** Keeps a record as the present state of its source; what pinned an older one keeps that. Answers the state's id. */
export async function writeState(tx: Tx, actor: Actor, source: { id: string; csl: CslItem; stub: boolean }) {
  const csl: object = source.csl;
  const state = await tx.sourceState.create({
    data: { id: newId(), sourceId: source.id, csl, stub: source.stub, createdById: actor.id },
  });
  await tx.source.update({ where: { id: source.id }, data: { currentStateId: state.id } });
  return state.id;
}

/** The source that has this DOI, ISBN (of a book), PMID or address already; null when none has. `except` are not asked. */
async function findDuplicate(tx: Tx, csl: CslItem, except: readonly string[] = []) {
  const { doi, isbn13, pmid, urlKey, type } = deriveSource(csl);
  const same = [
    ...(doi ? [{ doi }] : []),
    ...(isbn13 && type === 'book' ? [{ isbn13, type }] : []),
    ...(pmid ? [{ pmid }] : []),
    ...(urlKey ? [{ urlKey }] : []),
  ];
  if (same.length === 0) return null;
  return tx.source.findFirst({
    where: { OR: same, mergedIntoId: null, id: { notIn: [...except] } },
    select: { id: true, key: true, title: true },
  });
}

/** Refuses a record of a work that the library has already, naming the one that it has. */
export async function refuseDuplicate(tx: Tx, csl: CslItem, except: readonly string[] = []): Promise<void> {
  const known = await findDuplicate(tx, csl, except);
  if (!known) return;
  throw new Refusal('invalid', {
    message: `You already have this source: ${known.title || known.key}. Use it.`,
    issues: [{ code: 'duplicate_source', where: 'csl', message: known.id }],
    current: known,
  });
}

/** A source under lock, with its present record. Throws `not_found`, and `stale` where its number is not the one that was seen. */
export async function lockSource(tx: Tx, sourceId: string, expectedSeq?: number) {
  await tx.$queryRaw`select 1 from source where id = ${sourceId}::uuid for update`;
  const source = await tx.source.findUnique({ where: { id: sourceId }, include: { currentState: true } });
  if (!source?.currentState) throw new Refusal('not_found', { message: 'There is no such source.' });
  const { currentState } = source;
  if (expectedSeq !== undefined && source.seq !== expectedSeq) {
    const current = { seq: source.seq, csl: currentState.csl };
    throw new Refusal('stale', { message: 'Someone else has changed this source since you opened it.', current });
  }
  return { ...source, currentState, csl: withLinkState(currentState.csl as unknown as CslItem, source.urlStatus) };
}

/** Refuses a change of a record that has become part of another one. */
export function refuseMerged({ mergedIntoId }: { mergedIntoId: string | null }): void {
  if (mergedIntoId === null) return;
  const message = 'This record was merged into another one. Change that one, or undo the merge.';
  throw new Refusal('wrong_state', { message, current: { mergedIntoId } });
}
