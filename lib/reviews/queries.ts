import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { driftBeside, type Standing } from '@/lib/domain/diff/meaning/drift';
import { looksOfDrift } from '@/lib/domain/diff/meaning/meaning';
import type { RevisionDiff } from '@/lib/domain/diff/change';
import { plainText } from '@/lib/domain/prose/text';
import { seenState } from '@/lib/domain/workflow/seen';
import { db } from '@/lib/db/client';
import { looksAt } from '@/lib/reviews/looks';
import { pointsOf } from '@/lib/reviews/points';
import { diffOf, publishReadiness, submitReadiness } from '@/lib/revisions/readiness';
import { citationLines, loadSides } from '@/lib/revisions/queries/screens';
import { type Assembled, assembleVersion } from '@/lib/revisions/assemble';
import { type ReviewedUse, usesInText } from '@/lib/sources/queries/uses';
import { getTalk } from '@/lib/reviews/talk';
import { judgeRevision, promptsOfRevision } from '@/lib/revisions/queries/judged';
import { type Asked, sidesToCompare } from '@/lib/reviews/comparison';
import { lineUp } from '@/lib/reviews/line-up';
import { type LastLook, partsOf } from '@/lib/reviews/seen';
import { now } from '@/lib/system/clock';

type Loaded = Awaited<ReturnType<typeof loadSides>>['revision'];

/**
 * The review tab: the prose diff against what readers see now, or what `asked` names, what to look at first, what this person has
 * viewed, the checks and the threads.
 */
export async function getReviewScreen(actor: Actor, number: number, asked: Asked = {}) {
  const sides = await sidesToCompare(actor, number, asked);
  const { revision, frame, live, present, before, after } = sides;
  const { diff, failed } = lineUp(before, after);
  const base = await baseOf(revision, live);
  const judged = await judgeRevision(db(), revision, present);
  const { kind, changeNote } = revision;
  const proposal = { kind, changeNote, wordingReason: '', assembled: present, base, judged };
  const checks = await publishReadiness(db(), revision, proposal);
  const citations = [
    ...new Map([before, after, present].flatMap((side) => side?.citations ?? []).map((one) => [one.id, one])).values(),
  ];
  const uses = await usesInText(actor, present, { before, isLookingUp: true });
  const beside = driftBeside(diff, uses.map(standingOf), new Map(citations.map((one) => [one.id, one])));
  return {
    ...frame,
    ...{ compared: sides.compared, choices: sides.choices, pinned: sides.pinned, failed },
    openedAt: now().toISOString(),
    diff: {
      ...diff,
      drift: [...diff.drift, ...beside],
      lookHere: [...diff.lookHere, ...looksOfDrift(beside)],
    },
    seen: seenStates(present, diff, sides.look),
    checks,
    ...(await looksAt(actor, revision.id)),
    rules: await lastRules(revision.id),
    points: await pointsOf({
      ...{ before: base, after: present, judged: judged.judged },
      // Of what the revision changes, whatever it is compared with.
      uses: before === base ? uses : await usesInText(actor, present, { before: base, isLookingUp: false }),
    }),
    coverage: judged.coverage,
    prompts: promptsOfRevision({ before: base, after: present }, judged),
    uses,
    citations: Object.fromEntries((await citationLines(actor, citations)).map((line) => [line.id, line])),
    ...(await getTalk(actor, revision, present)),
    sectionText: Object.fromEntries(present.sections.map(({ sectionId, body }) => [sectionId, plainText(body)])),
  };
}

/** How each part stands for the person who looks, with what a mark has to name. */
function seenStates(present: Assembled, { sections }: RevisionDiff, look: LastLook) {
  const parts = partsOf(
    present,
    sections.map(({ sectionId }) => sectionId),
  );
  return Object.fromEntries(
    parts.map((one) => [one.part, { ...one, state: seenState(one, look.parts.get(one.part)) }]),
  );
}

const standingOf = ({ citationId, sectionId, statement, isOlderRecord, verified }: ReviewedUse): Standing => ({
  ...{ citationId, sectionId, statement, isOlderRecord },
  lapsed: verified.lapsed && { by: verified.lapsed.by, because: verified.because ?? 'words' },
});

/** What the prompts compare with: the version that the revision was made from, also where another is live by now. */
async function baseOf({ baseVersionId, article }: Loaded, before: Assembled | null): Promise<Assembled | null> {
  if (baseVersionId === null) return null;
  return before && baseVersionId === article.liveVersionId ? before : assembleVersion(db(), baseVersionId);
}

const movedBy = z.object({ to: z.string() });

/** When changed rules of approval moved a revision last, and where to; null where they never did. */
async function lastRules(revisionId: string): Promise<{ readonly at: string; readonly to: string } | null> {
  const event = await db().event.findFirst({
    where: { subjectId: revisionId, action: 'apply_rules' },
    orderBy: { id: 'desc' },
  });
  return event && { at: event.at.toISOString(), to: movedBy.parse(event.payload).to };
}

export type ReviewScreen = Awaited<ReturnType<typeof getReviewScreen>>;

/** The publish tab: number to be, kind and note as proposed, and the readiness list for each kind. */
export async function getPublishScreen(actor: Actor, number: number) {
  const { revision, frame, before, after } = await loadSides(actor, number);
  const proposal = { changeNote: revision.changeNote || '-', wordingReason: '', assembled: after };
  return {
    ...frame,
    nextNumber: (frame.liveNumber ?? 0) + 1,
    counts: diffOf(before, after).counts,
    issues: await publishReadiness(db(), revision, { ...proposal, kind: 'update' }),
    wordingIssues: await publishReadiness(db(), revision, { ...proposal, kind: 'wording' }),
  };
}

/** What stands in the way of submitting a revision with its present note and kind. */
export async function getSubmitScreen(actor: Actor, number: number) {
  const { revision, frame, before, after } = await loadSides(actor, number);
  const proposal = { kind: 'update', changeNote: revision.changeNote || '-', wordingReason: '', assembled: after };
  return {
    ...frame,
    counts: diffOf(before, after).counts,
    issues: await submitReadiness(db(), revision, proposal),
  };
}
