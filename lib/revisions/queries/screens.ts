import type { Actor } from '@/lib/domain/actor';
import { mergeSections, type SectionOutcome } from '@/lib/domain/merge/sections';
import { Refusal } from '@/lib/domain/refusal';
import { availableActions, can, permit, type RevisionSubject } from '@/lib/domain/workflow/can';
import { openStates, stateOf } from '@/lib/domain/workflow/transitions';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { sureKeys } from '@/lib/domain/citation/library/import-plan';
import { houseReference } from '@/lib/domain/citation/house';
import { citedInOrder } from '@/lib/domain/article';
import { coverageOf } from '@/lib/domain/citation/coverage';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { linkedSlugs } from '@/lib/domain/prose/text';
import { liveTitles } from '@/lib/articles/queries/titles';
import { isUnderstood } from '@/lib/domain/prose/understood';
import { db } from '@/lib/db/client';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { readContents } from '@/lib/revisions/content';
import { judgeRevision } from '@/lib/revisions/queries/judged';
import { revisionSubject, withReview } from '@/lib/revisions/subject';
import { scheduleLine } from '@/lib/revisions/queries/schedules';
import { mayHandBack, turnFacts, turnLine } from '@/lib/revisions/turn-facts';
import { afterwardsColumns, involvedIn } from '@/lib/reviews/unreviewed';
import { keptSources } from '@/lib/sources/kept';
import { usesInText } from '@/lib/sources/queries/uses';
import { type CitationNews, newsOfCitations } from '@/lib/sources/queries/about';
import { partLines, reviewLines } from '@/lib/reviews/lines';
import { decidingOn } from '@/lib/reviews/quorum';
import { getTalk } from '@/lib/reviews/talk';

const frame = {
  article: { include: { liveVersion: { select: { id: true, number: true, publishedAt: true } } } },
  baseVersion: { select: { number: true } },
  contributors: { select: { userId: true } },
  reviews: { include: withReview, orderBy: { createdAt: 'asc' as const } },
  schedules: { orderBy: { createdAt: 'desc' as const }, take: 1 },
  version: { select: afterwardsColumns },
} as const;

/** A revision with what every tab of it shows. Throws Refusal `not_found`. */
export async function loadRevision(actor: Actor, number: number) {
  permit(actor, 'read_revision', {});
  const revision = await db().revision.findUnique({ where: { number }, include: frame });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  return revision;
}
export type Loaded = Awaited<ReturnType<typeof loadRevision>>;

/** What every tab of a revision shows: names, both statuses, whose turn it is, reviews, and what this person may do. */
export async function frameOf(actor: Actor, revision: Loaded) {
  const facts = await turnFacts({ revisionId: revision.id });
  const people = await decidingOn(db(), revision, facts);
  const turn = turnLine(actor, whoseTurn(facts.of(revision)), facts.nameOf);
  const named = { actor, nameOf: facts.nameOf };
  const [schedule] = revision.schedules;
  const { article } = revision;
  const subject = revisionSubject(revision, {}, people);
  return {
    number: revision.number,
    name: revision.name,
    why: revision.why,
    state: stateOf(revision.state),
    kind: revision.kind,
    changeNote: revision.changeNote,
    headHash: revision.headHash,
    headSeq: revision.headSeq,
    title: revision.title,
    endedReason: revision.endedReason,
    articleId: article.id,
    slug: article.slug,
    articleState: article.state,
    liveNumber: article.liveVersion?.number ?? null,
    baseNumber: revision.baseVersion?.number ?? null,
    publishedAs: revision.version?.number ?? null,
    afterwards: afterwardsOf(actor, revision),
    isStale: revision.baseVersionId !== article.liveVersionId,
    author: facts.nameOf(revision.submittedById ?? revision.createdById),
    submittedAt: revision.submittedAt?.toISOString() ?? null,
    updatedAt: revision.updatedAt.toISOString(),
    contributors: revision.contributors.map(({ userId }) => ({ id: userId, name: facts.nameOf(userId) })),
    isContributor: revision.contributors.some(({ userId }) => userId === actor.id),
    reviews: reviewLines(revision.reviews, revision.headHash, named),
    parts: partLines(revision, people, named),
    bySection: people.parts.bySection,
    quorum: people.quorum,
    isLast: completes(actor, subject),
    schedule: schedule && scheduleLine(schedule),
    turn,
    mayHandBack: mayHandBack(actor, revision, turn.reason),
    instead: facts.couldAct(revision, turn.people),
    actions: availableActions(actor, subject),
    mayDescribe: can(actor, 'describe', revisionSubject(revision)).ok,
    mayCopy: can(actor, 'copy', revisionSubject(revision)).ok,
    mayComment: can(actor, 'comment', revisionSubject(revision)).ok,
    mayDismiss: can(actor, 'dismiss_review', revisionSubject(revision)).ok,
  };
}

/** Whether this person's approval of the whole is all that it still needs. */
function completes(actor: Actor, subject: RevisionSubject): boolean {
  const decision = can(actor, 'approve', { ...subject, needs: { head_seen: true } });
  return decision.ok && decision.next === 'approved';
}

/** What is left to do about a revision that an emergency published; null for any other. */
function afterwardsOf(actor: Actor, revision: Loaded) {
  const { version, state } = revision;
  if (!version?.unreviewed) return null;
  const decision = can(actor, 'review_afterwards', { state, contributorIds: involvedIn(version, revision) });
  return {
    approvedBy: version.approval?.reviewer ?? null,
    ...(decision.ok ? { ok: true as const } : { ok: false as const, because: decision.because }),
  };
}

/**
 * One citation as the desk shows it: the short reference beside its place and quoted words. A source that was merged into another
 * one counts as that (`kept`), so that numbers are those that readers see.
 */
function citationLine(citation: FrozenCitation, kept: ReadonlyMap<string, string>, news: CitationNews) {
  const { id, locators, quote, note, supports, stub, csl } = citation;
  const { quoteLanguage = '', quoteTranslation = '', reliabilityReason = '' } = citation;
  const sourceId = kept.get(citation.sourceId) ?? citation.sourceId;
  return {
    ...{ id, sourceId, locators, quote, quoteLanguage, quoteTranslation, note, supports, reliabilityReason, stub },
    reference: houseReference(csl).text,
    keys: sureKeys(csl),
    ...news,
  };
}

/** Citations as the desk shows them, in their order. */
export async function citationLines(actor: Actor, citations: readonly FrozenCitation[]) {
  const kept = await keptSources(
    db(),
    citations.map(({ sourceId }) => sourceId),
  );
  const newsOf = await newsOfCitations(actor, citations);
  return citations.map((citation) => citationLine(citation, kept, newsOf(citation)));
}

/** The summary tab: which sections a revision changes, and which other open revisions touch them too. */
export async function getRevision(actor: Actor, number: number) {
  const revision = await loadRevision(actor, number);
  const assembled = await assembleRevision(db(), revision);
  return {
    ...(await frameOf(actor, revision)),
    sections: sectionLines(assembled),
    uses: await usesInText(actor, assembled, { before: null, isLookingUp: false }),
    sourcing: await sourcingOf(revision, assembled),
    overlaps: await overlapsOf(revision, assembled),
    update: await updateOf(revision, assembled),
  };
}

/** What bringing a stale revision up to date would do to its sections; null where there is nothing to bring. */
async function updateOf({ baseVersionId, article, state }: Loaded, ours: Assembled) {
  const { liveVersionId } = article;
  const isOpen = openStates.some((open) => open === state);
  if (!isOpen || !baseVersionId || !liveVersionId || baseVersionId === liveVersionId) return null;
  const [base, theirs] = [await assembleVersion(db(), baseVersionId), await assembleVersion(db(), liveVersionId)];
  const outcomes = mergeSections({ base: base.sections, ours: ours.sections, theirs: theirs.sections });
  const named = (kind: SectionOutcome['kind']) =>
    outcomes.flatMap((outcome) => {
      if (outcome.kind !== kind) return [];
      const { heading } = outcome.kind === 'conflict' ? outcome.ours : outcome.text;
      return [{ sectionId: outcome.sectionId, heading }];
    });
  return { takenOver: named('theirs'), merged: named('merged'), inConflict: named('conflict') };
}

/** How far a revision's text is sourced, as a whole and section by section. */
async function sourcingOf(revision: Loaded, assembled: Assembled) {
  const { judged, coverage } = await judgeRevision(db(), revision, assembled);
  const sections = assembled.sections.map(({ sectionId, body }) => [sectionId, coverageOf(body, judged)] as const);
  return { coverage, sections: Object.fromEntries(sections) };
}

/** The writing tab: every section with its text and sequence number, its citations in order of first use, what its prompts have to know, and which articles it leads to. */
export async function getEditScreen(actor: Actor, number: number) {
  const revision = await loadRevision(actor, number);
  const assembled = await assembleRevision(db(), revision);
  const { facts, related, attribution } = assembled.article;
  return {
    ...(await frameOf(actor, revision)),
    facts,
    related,
    attribution,
    sections: assembled.sections.map((section) => ({
      ...section,
      isChanged: section.contentHash !== section.baseContentHash,
      isUnderstood: isUnderstood(section.body, section.schemaVersion),
    })),
    citations: await citationLines(actor, inOrderOfUse(assembled)),
    ...(await getTalk(actor, revision, assembled)),
    prompts: await writingPrompts(revision, assembled),
    overlaps: await overlapsOf(revision, assembled),
    leadsTo: await liveTitles(
      db(),
      assembled.sections.flatMap(({ body }) => linkedSlugs(body)),
    ),
  };
}

/** What the prompts of the writing tab have to know: the answers so far, and the text before of the sections that are changed. */
async function writingPrompts(revision: Loaded, assembled: Assembled) {
  const { answers, judged } = await judgeRevision(db(), revision, assembled);
  const changed = assembled.sections.filter((section) => section.contentHash !== section.baseContentHash);
  const hashes = changed.flatMap(({ baseContentHash }) => baseContentHash ?? []);
  const contents = await readContents(db(), hashes);
  const bases = changed.map(({ sectionId, baseContentHash }) => {
    const content = baseContentHash === null ? undefined : contents.get(baseContentHash);
    return [sectionId, content?.body ?? null] as const;
  });
  return {
    bases: Object.fromEntries(bases),
    flagged: [...judged.flagged],
    failed: [...judged.failed],
    answers: answers.map(({ kind, statement, reason, by, at }) => ({ kind, statement, reason, by, at })),
  };
}

/**
 * Both sides of the review: what readers see now (null for a new article) and the revision, assembled alike. A published
 * revision is compared with the version that it was made from.
 */
export async function loadSides(actor: Actor, number: number) {
  const revision = await loadRevision(actor, number);
  const after = await assembleRevision(db(), revision);
  const beforeId = revision.version ? revision.baseVersionId : revision.article.liveVersionId;
  const before = beforeId ? await assembleVersion(db(), beforeId) : null;
  return { revision, frame: await frameOf(actor, revision), before, after };
}

function sectionLines({ sections }: Assembled) {
  return sections.map(({ sectionId, level, heading, contentHash, baseContentHash }) => ({
    sectionId,
    level,
    heading,
    isChanged: contentHash !== baseContentHash,
    isNew: baseContentHash === null,
  }));
}

function inOrderOfUse({ article: { facts }, sections, citations }: Assembled): FrozenCitation[] {
  const byId = new Map(citations.map((citation) => [citation.id, citation]));
  const order = [...new Set([...citedInOrder({ facts, sections }), ...byId.keys()])];
  return order.flatMap((id) => byId.get(id) ?? []);
}

async function overlapsOf(revision: Loaded, { sections }: Assembled) {
  const changed = new Map(
    sections.filter((s) => s.contentHash !== s.baseContentHash).map((s) => [s.sectionId, s.heading]),
  );
  const rows = await db().workingCopy.findMany({
    where: {
      sectionId: { in: [...changed.keys()] },
      revision: {
        articleId: revision.articleId,
        id: { not: revision.id },
        state: { in: ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled'] },
      },
    },
    select: { sectionId: true, revision: { select: { number: true, name: true } } },
    take: 100,
  });
  return rows.map(({ sectionId, revision: other }) => ({ ...other, heading: changed.get(sectionId) ?? '' }));
}
