import { canonicalJson } from '@/lib/domain/manifest';
import { glance, inOrder, type Part, type SeenPart } from '@/lib/domain/workflow/seen';
import type { Tx } from '@/lib/db/transaction';
import { type Assembled, manifestOf } from '@/lib/revisions/assemble';
import type { Manifest } from '@/lib/revisions/columns';
import { readManifest } from '@/lib/revisions/content';
import { sha256 } from '@/lib/system/crypto';

const outlineOf = ({ sections }: Manifest) => sections.map(({ sectionId, level }) => ({ sectionId, level }));

/** The hash of everything that is no section's text. */
const glanceHash = (manifest: Manifest): string =>
  sha256(canonicalJson({ ...manifest, sections: outlineOf(manifest) }));

const glanceOf = (manifest: Manifest): Part => ({ part: glance, contentHash: glanceHash(manifest), level: 0 });

const sectionParts = ({ sections }: Manifest): Part[] =>
  sections.map(({ sectionId, level, contentHash }) => ({ part: sectionId, level, contentHash }));

/** Every part of a state, and `gone` sections that another one has. */
export function partsOf(now: Assembled, gone: readonly string[]): Part[] {
  const manifest = manifestOf(now);
  const here = sectionParts(manifest);
  const lost = gone.filter((id) => here.every(({ part }) => part !== id));
  return [glanceOf(manifest), ...here, ...lost.map((part) => ({ part, contentHash: null, level: 0 }))];
}

/** What a person last had before their eyes: each part, the whole as a manifest, and when; `manifest` is null before the first look. */
export type LastLook = {
  readonly parts: ReadonlyMap<string, SeenPart>;
  readonly manifest: Manifest | null;
  readonly at: Date | null;
};

type About = { readonly revisionId: string; readonly before: Assembled | null; readonly now: Assembled };

/**
 * What a person looked at last: the whole text that their last review was sent on, and over it the parts that they marked or approved
 * since. Parts that they never looked at are as in `before`, which they are compared with otherwise.
 */
export async function lastLook(tx: Tx, personId: string, { revisionId, before, now }: About): Promise<LastLook> {
  const reviewed = await lastReviewed(tx, personId, revisionId);
  const since = reviewed?.at ?? new Date(0);
  const marks = await tx.reviewSeen.findMany({ where: { personId, revisionId, seenAt: { gt: since } } });
  const rows = [...marks, ...(await approvedSince(tx, { personId, revisionId, since }))].toSorted(
    (a, b) => a.seenAt.getTime() - b.seenAt.getTime(),
  );
  const at = rows.at(-1)?.seenAt ?? reviewed?.at ?? null;
  if (at === null) return { parts: new Map(), manifest: null, at };
  const marked = marks.find(({ part }) => part === glance);
  const head = marked ? await readManifest(tx, marked.manifest) : null;
  const start = reviewed?.manifest ?? manifestOfAny(before);
  const parts = new Map<string, SeenPart>([
    ...(reviewed ? seenInReview(reviewed.manifest, manifestOfAny(before)) : []),
    ...rows.map(({ part, contentHash, level, viewed }) => [part, { part, contentHash, level, viewed }] as const),
  ]);
  return { parts, manifest: composed({ start, head, rows, now: manifestOf(now) }), at };
}

const nothing: Manifest = { title: '', facts: [], related: [], attribution: '', sections: [] };

const manifestOfAny = (state: Assembled | null): Manifest => (state ? manifestOf(state) : nothing);

/** Every part of a text that a review was sent on; also sections of `before` that were gone by then: their end was seen, too. */
function seenInReview(reviewed: Manifest, before: Manifest): [string, SeenPart][] {
  const here = [glanceOf(reviewed), ...sectionParts(reviewed)];
  const gone = before.sections
    .filter(({ sectionId }) => here.every(({ part }) => part !== sectionId))
    .map(({ sectionId }) => ({ part: sectionId, contentHash: null, level: 0 }));
  return [...here, ...gone].map((part) => [part.part, { ...part, viewed: true }]);
}

type Pieces = {
  readonly start: Manifest;
  readonly head: Manifest | null;
  readonly rows: readonly Part[];
  readonly now: Manifest;
};

function composed({ start, head, rows, now }: Pieces): Manifest {
  const texts = new Map(start.sections.map((section) => [section.sectionId, section]));
  for (const { part, contentHash, level } of rows) {
    if (part === glance) continue;
    if (contentHash === null) texts.delete(part);
    else texts.set(part, { sectionId: part, level, contentHash });
  }
  const ids = ({ sections }: Manifest) => sections.map(({ sectionId }) => sectionId);
  return { ...(head ?? start), sections: inOrder(texts, ids(head ?? start), ids(now)) };
}

type Whose = { readonly personId: string; readonly revisionId: string; readonly since: Date };

/** The sections that a person approved alone since then, as they were. */
async function approvedSince(tx: Tx, { personId, revisionId, since }: Whose) {
  const reviews = await tx.review.findMany({
    where: { reviewerId: personId, revisionId, scope: 'sections', createdAt: { gt: since } },
    select: { headHash: true, createdAt: true, parts: { select: { part: true } } },
  });
  const kept = await tx.checkpoint.findMany({
    where: { revisionId, headHash: { in: reviews.map(({ headHash }) => headHash) } },
    select: { headHash: true, manifest: true },
  });
  const texts = new Map<string, Manifest>();
  for (const { headHash, manifest } of kept) texts.set(headHash, await readManifest(tx, manifest));
  return reviews.flatMap(({ headHash, createdAt: seenAt, parts }) => {
    const approved = new Set(parts.map(({ part }) => part));
    const here = sectionParts(texts.get(headHash) ?? nothing).filter(({ part }) => approved.has(part));
    return here.map((part) => ({ ...part, viewed: true, seenAt }));
  });
}

/** The text that a person's last review of the whole was sent on, where it was kept. */
async function lastReviewed(tx: Tx, reviewerId: string, revisionId: string) {
  const review = await tx.review.findFirst({
    where: { reviewerId, revisionId, scope: 'whole' },
    orderBy: { createdAt: 'desc' },
    select: { headHash: true, createdAt: true },
  });
  if (!review) return null;
  const kept = await tx.checkpoint.findFirst({
    where: { revisionId, headHash: review.headHash },
    select: { manifest: true },
  });
  return kept && { manifest: await readManifest(tx, kept.manifest), at: review.createdAt };
}
