import type { Actor } from '@/lib/domain/actor';
import { canonicalJson } from '@/lib/domain/manifest';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { type Assembled, assembleCheckpoint, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import type { Manifest } from '@/lib/revisions/columns';
import { readManifests, versionManifest } from '@/lib/revisions/content';
import { frameOf, type Loaded, loadRevision } from '@/lib/revisions/queries/screens';
import { onlySection, sectionOf } from '@/lib/revisions/queries/section-history';
import { diffOf } from '@/lib/revisions/readiness';
import { everyonesNames } from '@/lib/revisions/turn-facts';

/** What a history shows on one page, the newest first; older ones follow on the next. */
const pageSize = 100;

/** A state that can be compared: the text that the revision started from, the present one, or a checkpoint by its id. */
export type Point = 'base' | 'now' | (string & {});

type Row = { readonly id: string; readonly createdAt: Date; readonly manifest: Manifest };

/** The history tab: checkpoints, newest first, each with who, when, why, and what changed since the one before. */
export async function getHistory(actor: Actor, number: number, before?: string) {
  const revision = await loadRevision(actor, number);
  const nameOf = await everyonesNames();
  const after = before ? await checkpointOf(revision, before) : null;
  const found = await db().checkpoint.findMany({
    where: { revisionId: revision.id, ...(after ? olderThan(after) : {}) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: pageSize + 1,
  });
  const manifests = await readManifests(
    db(),
    found.map((row) => row.manifest),
  );
  const rows = manifests.flatMap((manifest, at) => {
    const row = found[at];
    return row ? [{ ...row, manifest }] : [];
  });
  const headings = await headingsOf(rows);
  const { baseVersionId: base } = revision;
  const oldest = rows.length > pageSize || !base ? null : await versionManifest(db(), base);
  const checkpoints = rows.slice(0, pageSize).map((row, at) => ({
    id: row.id,
    reason: row.reason,
    label: row.label,
    at: row.createdAt.toISOString(),
    by: nameOf(row.createdById),
    isPresent: row.headHash === revision.headHash,
    changed: changedSince(rows[at + 1]?.manifest ?? oldest, row.manifest, headings),
  }));
  const next = rows.length > pageSize ? (checkpoints.at(-1)?.id ?? null) : null;
  return { ...(await frameOf(actor, revision)), checkpoints, next };
}

/** The text of one checkpoint, or of one section in it, to read and copy from. */
export async function getCheckpoint(actor: Actor, number: number, checkpointId: string, sectionId?: string) {
  const revision = await loadRevision(actor, number);
  const row = await checkpointOf(revision, checkpointId);
  const nameOf = await everyonesNames();
  const { sections } = await assembleCheckpoint(db(), row);
  const section = sectionId === undefined ? null : await sectionOf(revision, sectionId);
  const shown = section ? sections.filter((one) => one.sectionId === section.id) : sections;
  return {
    ...(await frameOf(actor, revision)),
    ...{ id: row.id, at: row.createdAt.toISOString(), label: row.label, reason: row.reason },
    by: nameOf(row.createdById),
    isPresent: section ? (shown[0]?.contentHash ?? null) === section.hash : row.headHash === revision.headHash,
    ...{ section, sections: shown },
  };
}

type Points = { readonly from: Point; readonly to: Point; readonly section?: string | undefined };

/** Two states of a revision, or of one section in it, with what differs; null where they are the same text. */
export async function compareStates(actor: Actor, number: number, points: Points) {
  const revision = await loadRevision(actor, number);
  const section = points.section === undefined ? null : await sectionOf(revision, points.section);
  const stateOf = async (point: Point) => {
    const state = await stateAt(revision, point);
    return state && section ? { ...state, assembled: onlySection(state.assembled, section.id) } : state;
  };
  const [from, to] = [await stateOf(points.from), await stateOf(points.to)];
  const isSame = from?.assembled.headHash === to?.assembled.headHash;
  const citations = [...(from?.assembled.citations ?? []), ...(to?.assembled.citations ?? [])];
  return {
    ...(await frameOf(actor, revision)),
    ...{ from: nameOf(points.from, from), to: nameOf(points.to, to), section },
    diff: isSame || !to ? null : diffOf(from?.assembled ?? null, to.assembled),
    citationIds: [...new Set(citations.map(({ id }) => id))],
  };
}

type State = { readonly assembled: Assembled; readonly at: string | null; readonly label: string } | null;

const nameOf = (point: Point, state: State) => ({ point, at: state?.at ?? null, label: state?.label ?? '' });

async function stateAt(revision: Loaded, point: Point): Promise<State> {
  if (point === 'now') return { assembled: await assembleRevision(db(), revision), at: null, label: '' };
  if (point === 'base') {
    const { baseVersionId } = revision;
    return baseVersionId ? { assembled: await assembleVersion(db(), baseVersionId), at: null, label: '' } : null;
  }
  const row = await checkpointOf(revision, point);
  return { assembled: await assembleCheckpoint(db(), row), at: row.createdAt.toISOString(), label: row.label };
}

async function checkpointOf(revision: Loaded, id: string) {
  const row = await db().checkpoint.findUnique({ where: { id } });
  if (row?.revisionId === revision.id) return row;
  throw new Refusal('not_found', { message: 'There is no such checkpoint.' });
}

const olderThan = ({ createdAt, id }: { createdAt: Date; id: string }) => ({
  OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }],
});

/** Headings by content hash, of every text that some checkpoint holds and its neighbour does not. */
async function headingsOf(rows: readonly Row[]): Promise<Map<string, string>> {
  const hashes = new Set(rows.flatMap(({ manifest }) => manifest.sections.map(({ contentHash }) => contentHash)));
  const found = await db().sectionContent.findMany({
    where: { hash: { in: [...hashes] } },
    select: { hash: true, heading: true },
  });
  return new Map(found.map(({ hash, heading }) => [hash, heading]));
}

/** What differs between two neighbours, in words: headings of sections, and parts of the head. */
function changedSince(before: Manifest | null, after: Manifest, headings: ReadonlyMap<string, string>): string[] {
  const old = new Map(before?.sections.map(({ sectionId, contentHash }) => [sectionId, contentHash]));
  const name = (hash: string, at: number) => headings.get(hash) || (at === 0 ? 'Summary' : 'Section without a heading');
  const changed = after.sections.flatMap(({ sectionId, contentHash }, at) =>
    old.get(sectionId) === contentHash ? [] : [name(contentHash, at)],
  );
  const ids = (manifest: Manifest | null) =>
    canonicalJson((manifest?.sections ?? []).map(({ sectionId, level }) => [sectionId, level]));
  const head = [
    ...(before && before.title !== after.title ? ['Title'] : []),
    ...(canonicalJson(before?.facts ?? []) === canonicalJson(after.facts) ? [] : ['Facts']),
    ...(canonicalJson(before?.related ?? []) === canonicalJson(after.related) ? [] : ['Related titles']),
    ...(before && ids(before) !== ids(after) ? ['Order of sections'] : []),
  ];
  return [...changed, ...head];
}
