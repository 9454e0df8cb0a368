import type { Actor } from '@/lib/domain/actor';
import { type FrozenApproval, versionText } from '@/lib/domain/manifest';
import { coversWhole } from '@/lib/domain/workflow/parts';
import { activeReviews, type Part, type ReviewFact } from '@/lib/domain/workflow/verdict';
import type { Kind } from '@/lib/domain/workflow/readiness';
import type { Tx } from '@/lib/db/transaction';
import type { Assembled } from '@/lib/revisions/assemble';
import { approvalsAsStored, readOpenPoints } from '@/lib/db/approvals';
import { changedParts } from '@/lib/reviews/parts';
import { listsOfSections } from '@/lib/revisions/columns';
import { writeContent } from '@/lib/revisions/content';
import type { LockedRevision } from '@/lib/revisions/lock';
import { reviewFacts } from '@/lib/revisions/subject';
import { newId, sha256 } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type NewVersion = {
  readonly publishRequestId: string;
  readonly kind: Kind;
  readonly changeNote: string;
  /** Why it is published without review; empty for a reviewed one. */
  readonly unreviewedReason: string;
};

/**
 * Writes the next version of an article: number, manifest, frozen citations, approvals as they are, hash over all of it and
 * the hash before. Call it under the locks of article and revision; the database checks the same rules again at commit.
 */
export async function insertVersion(
  tx: Tx,
  actor: Actor,
  revision: LockedRevision,
  input: NewVersion & { readonly assembled: Assembled },
) {
  const { assembled, publishRequestId, kind, changeNote, unreviewedReason } = input;
  const { article, citations, headHash } = assembled;
  const { title, facts, related, attribution } = article;
  const last = await tx.version.findFirst({ where: { articleId: revision.articleId }, orderBy: { number: 'desc' } });
  for (const section of assembled.sections) await writeContent(tx, section);
  const sections = assembled.sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash }));
  const seal = {
    articleId: revision.articleId,
    number: (last?.number ?? 0) + 1,
    kind,
    changeNote,
    contentHash: headHash,
    approvals: await approvalsOf(tx, revision, headHash),
    unreviewed: unreviewedReason !== '',
    unreviewedReason,
    contributors: await contributorsOf(tx, revision),
    publishedById: actor.id,
    publishedAt: now().toISOString(),
    prevHash: last?.hash ?? null,
  };
  const version = await tx.version.create({
    data: {
      id: newId(),
      revisionId: revision.id,
      publishRequestId,
      ...{ ...seal, approvals: approvalsAsStored(seal.approvals) },
      hash: sha256(versionText({ ...seal, title, facts, related, attribution, sections, citations })),
      title,
      facts: facts as object[],
      related: [...related],
      attribution,
      ...listsOfSections(sections),
    },
  });
  await tx.versionCitation.createMany({
    data: citations.map((citation) => ({
      versionId: version.id,
      citationId: citation.id,
      sourceId: citation.sourceId,
      sourceStateId: citation.sourceState,
      frozen: citation as object,
    })),
  });
  await releaseTexts(tx, revision.id);
  return version;
}

/** Lets go of the texts of working copies that are kept under their hashes now. The rows stay, and whatever is kept nowhere else. */
async function releaseTexts(tx: Tx, revisionId: string): Promise<void> {
  await tx.$executeRaw`
    update working_copy w set body = null where revision_id = ${revisionId}::uuid and body is not null and text_is_kept(w)`;
}

/**
 * The approvals in force as the version keeps them: one of the whole as such; one that stands for parts only, with those parts and
 * what they said. With it the points of the reviewer's list that were open, and why.
 */
async function approvalsOf(tx: Tx, revision: LockedRevision, headHash: string): Promise<FrozenApproval[]> {
  const reviews = new Map(revision.reviews.map((review) => [review.id, review]));
  const changed = await changedParts(tx, revision.id);
  const wrote = revision.contributors.map(({ userId }) => userId);
  const counted = activeReviews(reviewFacts(revision)).filter(
    ({ verdict, reviewerId }) => verdict === 'approve' && !wrote.includes(reviewerId),
  );
  const names = await namesOf(
    tx,
    counted.map((review) => review.reviewerId),
  );
  return counted.flatMap((review): FrozenApproval[] => {
    const { id: reviewId, reviewerId, at } = review;
    const parts = coversWhole(review, headHash) ? null : standingParts(review, changed);
    if (parts?.length === 0) return [];
    const reasons = readOpenPoints(reviews.get(reviewId)?.openPoints);
    return [
      {
        ...{ reviewId, reviewer: names.get(reviewerId) ?? '', at },
        ...(parts && { parts }),
        ...(reasons.length > 0 && { reasons }),
      },
    ];
  });
}

const standingParts = ({ parts = [] }: ReviewFact, changed: readonly Part[]): Part[] =>
  changed.filter(({ part, hash }) =>
    parts.some((one) => one.part === part && one.hash === hash && one.dismissed === null),
  );

async function contributorsOf(tx: Tx, revision: LockedRevision) {
  const ids = revision.contributors.map((contributor) => contributor.userId);
  const names = await namesOf(tx, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? '' }));
}

async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const people = await tx.user.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}
