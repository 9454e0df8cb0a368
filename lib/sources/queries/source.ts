import { z } from 'zod';
import type { CslItem } from '@/lib/domain/citation/citation';
import { linkStates, withLinkState } from '@/lib/domain/citation/links';
import { houseReference } from '@/lib/domain/citation/house';
import { checkQuote, type QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import { recordDifferences, suggestedFields } from '@/lib/domain/citation/library/merge-records';
import { looksLike } from '@/lib/domain/citation/library/similar';
import { domainsOf } from '@/lib/domain/citation/library/reliability';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { allDecisions } from '@/lib/sources/reliability';
import { withMerged } from '@/lib/sources/kept';
import { sourceLines } from '@/lib/sources/queries/library';
import { usesOfSources } from '@/lib/sources/queries/uses';
import { undoDays } from '@/lib/sources/undo-days';
import { env } from '@/lib/system/env';
import { now } from '@/lib/system/clock';
import { storage } from '@/lib/system/storage/storage';

const most = 100;
const linkState = z.enum(linkStates);
const dayMs = 24 * 3600 * 1000;

async function findSource(id: string) {
  const row = await db().source.findUnique({ where: { id }, include: { currentState: true } });
  if (!row?.currentState) throw new Refusal('not_found', { message: 'There is no such source.' });
  return { ...row, csl: withLinkState(row.currentState.csl as unknown as CslItem, row.urlStatus) };
}

/** One source with all that its desk page shows: record, uses, snapshots, decisions, looks at its address, merges, earlier states. */
export async function getSource(actor: Actor, id: string) {
  permit(actor, 'read_desk', {});
  const row = await findSource(id);
  const [line] = await sourceLines([id]);
  const { source, decisions, inForce } = await allDecisions(db(), id);
  return {
    ...{ id, key: row.key, type: row.type, seq: row.seq, csl: row.csl, stub: row.completeness === 'stub' },
    ...{ reference: houseReference(row.csl).text, citations: line?.uses ?? 0, retracted: row.retracted },
    mergedInto: row.mergedIntoId === null ? null : await nameOf(row.mergedIntoId),
    merges: await mergesOf(id),
    alike: row.mergedIntoId ? [] : await alikeOf(row),
    uses: await usesOfSources(actor, await withMerged(db(), id)),
    snapshots: await snapshotsOf(id),
    link: await linkOf(row),
    assessments: {
      ...{ decisions: await withNames(decisions), inForceId: inForce?.id ?? null },
      ...{
        domains: domainsOf(source?.host ?? '').filter((domain) => domain.includes('.')),
        publisher: source?.publisher ?? '',
      },
    },
    states: await statesOf(id),
    ...{ mayEdit: can(actor, 'manage_sources', {}).ok, mayAssess: can(actor, 'assess_source', {}).ok },
  };
}

async function nameOf(id: string) {
  const { csl } = await findSource(id);
  return { id, reference: houseReference(csl).text };
}

/** Merges that stand, on either side, with the time until which each can be undone. */
async function mergesOf(id: string) {
  const rows = await db().sourceMerge.findMany({
    where: { undoneAt: null, OR: [{ sourceId: id }, { intoId: id }] },
    include: { createdBy: { select: { name: true } }, source: { select: { title: true, key: true } } },
    orderBy: { createdAt: 'desc' },
    take: most,
  });
  return rows.map((row) => {
    const until = row.createdAt.getTime() + undoDays * dayMs;
    return {
      ...{ id: row.id, sourceId: row.sourceId, title: row.source.title || row.source.key, by: row.createdBy.name },
      ...{ at: row.createdAt.toISOString(), until: new Date(until).toISOString(), mayUndo: now().getTime() <= until },
    };
  });
}

type Likeness = { id: string; titleKey: string; makerKey: string; issuedYear: number | null };

/** Records that look like the same work. */
async function alikeOf(row: Likeness) {
  if (row.titleKey === '') return [];
  const same = await db().source.findMany({
    where: { titleKey: row.titleKey, mergedIntoId: null, id: { not: row.id } },
    select: { id: true, titleKey: true, makerKey: true, issuedYear: true },
    take: most,
  });
  const lines = await sourceLines(same.filter((other) => looksLike(row, other)).map(({ id }) => id));
  return lines.map(({ id, reference, uses }) => ({ id, reference, uses }));
}

async function snapshotsOf(sourceId: string) {
  const rows = await db().snapshot.findMany({
    where: { sourceId: { in: await withMerged(db(), sourceId) } },
    include: { capturedBy: { select: { name: true } } },
    orderBy: { capturedAt: 'desc' },
    take: most,
  });
  return rows.map(({ text, ...row }) => ({
    ...{ id: row.id, sourceId: row.sourceId, url: row.url, archiveUrl: row.archiveUrl, by: row.capturedBy.name },
    ...{ capturedAt: row.capturedAt.toISOString(), sha256: row.sha256, mime: row.mime, bytes: row.bytes },
    ...{ isFile: row.fileKey !== '', beginning: text?.slice(0, 300) ?? null, isLong: (text?.length ?? 0) > 300 },
  }));
}

type LinkRow = { id: string; host: string; urlStatus: string; lastCheckedAt: Date | null; nextCheckAt: Date | null };

async function linkOf({ id, host, urlStatus, lastCheckedAt, nextCheckAt }: LinkRow) {
  const looks = await db().linkCheck.findMany({ where: { sourceId: id }, orderBy: { id: 'desc' }, take: 10 });
  return {
    ...{ hasAddress: host !== '', state: linkState.parse(urlStatus), isOn: env().LINK_CHECKER === 'on' },
    checkedAt: lastCheckedAt?.toISOString() ?? null,
    nextAt: nextCheckAt?.toISOString() ?? null,
    looks: looks.map(({ at, finding, status, note }) => ({ at: at.toISOString(), finding, status, note })),
  };
}

async function withNames<D extends { readonly decidedById: string }>(decisions: readonly D[]) {
  const people = await db().user.findMany({
    where: { id: { in: decisions.map(({ decidedById }) => decidedById) } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return decisions.map((decision) => ({ ...decision, by: names.get(decision.decidedById) ?? '' }));
}

/** The states of a record, newest first, each with the fields in which it differs from the one before. */
async function statesOf(sourceId: string) {
  const rows = await db().sourceState.findMany({
    where: { sourceId },
    include: { createdBy: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: most + 1,
  });
  return rows.slice(0, most).map((row, at) => {
    const before = rows[at + 1];
    const changes = before
      ? recordDifferences(row.csl as unknown as CslItem, before.csl as unknown as CslItem).map(({ field }) => field)
      : [];
    return { id: row.id, at: row.createdAt.toISOString(), by: row.createdBy.name, changes, isFirst: !before };
  });
}

/** Two records side by side, field by field, before one becomes part of the other. */
export async function compareSources(actor: Actor, { sourceId, intoId }: { sourceId: string; intoId: string }) {
  permit(actor, 'manage_sources', {});
  const [gone, kept] = [await findSource(sourceId), await findSource(intoId)];
  const [goneLine, keptLine] = await sourceLines([sourceId, intoId]);
  const side = (row: typeof gone, uses: number) => ({
    ...{ id: row.id, key: row.key, seq: row.seq, reference: houseReference(row.csl).text, uses },
    isMerged: row.mergedIntoId !== null,
  });
  return {
    gone: side(gone, goneLine?.uses ?? 0),
    kept: side(kept, keptLine?.uses ?? 0),
    differences: recordDifferences(kept.csl, gone.csl),
    suggested: suggestedFields(kept.csl, gone.csl),
  };
}

const order = ['found', 'near', 'not_found', 'no_text'] as const;

/** Looks quoted words up in the snapshots of a source, newest first: the best answer that one of them gives. */
export async function checkQuoteOf(
  actor: Actor,
  input: { opId?: string | undefined; sourceId: string; quote: string; snapshotId?: string | undefined },
) {
  permit(actor, 'read_desk', {});
  const { id, mergedIntoId } = await findSource(input.sourceId);
  const rows = await db().snapshot.findMany({
    where: {
      sourceId: { in: await withMerged(db(), mergedIntoId ?? id) },
      text: { not: null },
      ...(input.snapshotId && { id: input.snapshotId }),
    },
    orderBy: { capturedAt: 'desc' },
    take: 10,
  });
  let best: { check: QuoteCheck; snapshot: { id: string; capturedAt: string } | null } = {
    check: { is: 'no_text' },
    snapshot: null,
  };
  for (const row of rows) {
    const check = checkQuote(input.quote, row.text);
    const snapshot = { id: row.id, capturedAt: row.capturedAt.toISOString() };
    if (order.indexOf(check.is) < order.indexOf(best.check.is)) best = { check, snapshot };
    if (check.is === 'found') break;
  }
  const { check, snapshot } = best;
  const words = check.is === 'near' ? check.words.map(({ kind, text }) => ({ kind, text })) : [];
  return { is: check.is, words, snapshot };
}

/** What was kept, as a file: its bytes, or its words. The name is made of ids. */
export async function readSnapshot(actor: Actor, { id, snapshotId }: { id: string; snapshotId: string }) {
  permit(actor, 'read_desk', {});
  const row = await db().snapshot.findUnique({ where: { id: snapshotId } });
  if (row?.sourceId !== id) throw new Refusal('not_found', { message: 'This source has no such snapshot.' });
  const bytes = row.fileKey === '' ? Buffer.from(row.text ?? '', 'utf8') : await storage().get(row.fileKey);
  if (!bytes) throw new Error(`The storage lacks the file of snapshot ${row.id}`);
  const extension = row.fileKey === '' ? 'txt' : row.fileKey.slice(row.fileKey.lastIndexOf('.') + 1);
  return { bytes, name: `snapshot-${row.id}.${extension}` };
}
