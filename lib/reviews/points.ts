import { sourcingOf } from '@/lib/domain/citation/coverage';
import { passagesOf, statementWords } from '@/lib/domain/prose/statements';
import { pointsWith } from '@/lib/domain/workflow/policy';
import type { Actor } from '@/lib/domain/actor';
import { db } from '@/lib/db/client';
import { policyOf } from '@/lib/reviews/quorum';
import { type Assembled, assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { type Judged, judgeRevision } from '@/lib/revisions/queries/judged';
import { type ReviewedUse, usesInText } from '@/lib/sources/queries/uses';

/** What the points that count themselves are counted in: the text, what it was made from, and what is known of its sources. */
type Counted = {
  readonly before: Assembled | null;
  readonly after: Assembled;
  readonly judged: Judged['judged'];
  readonly uses: readonly Pick<ReviewedUse, 'isNew' | 'verified'>[];
};

/** The reviewer's list of the site, with the counts of one revision. */
export async function pointsOf(counted: Counted) {
  const { points } = await policyOf(db());
  return pointsWith(points, { sourced: newStatements(counted), lookedUp: lookedUp(counted) });
}

/** Statements that the base does not have: of those that need a source, how many have one. */
function newStatements({ before, after, judged }: Counted) {
  const statementsOf = ({ sections }: Assembled) =>
    sections.flatMap(({ body }) => passagesOf(body).flatMap(({ statements }) => statements));
  const old = new Set(before ? statementsOf(before).map(({ text }) => statementWords(text)) : []);
  const states = statementsOf(after)
    .filter(({ text }) => !old.has(statementWords(text)))
    .map((statement) => sourcingOf(statement, judged))
    .filter((state) => state !== 'exempt');
  return { holds: states.filter((state) => state === 'sourced').length, all: states.length };
}

/** Uses that are new: how many somebody has looked up in the source. */
function lookedUp({ uses }: Counted) {
  const fresh = uses.filter(({ isNew }) => isNew);
  const verdicts = fresh.flatMap(({ verified }) => verified.current?.verdict ?? []);
  return { holds: verdicts.filter((verdict) => verdict !== 'unreachable').length, all: fresh.length };
}

/** The same of a revision by its number, as it stands now; an empty list for a number that no revision has. */
export async function pointsOfRevision(actor: Actor, number: number) {
  const revision = await db().revision.findUnique({ where: { number } });
  if (!revision) return [];
  const after = await assembleRevision(db(), revision);
  const before = revision.baseVersionId ? await assembleVersion(db(), revision.baseVersionId) : null;
  const { judged } = await judgeRevision(db(), revision, after);
  return pointsOf({ before, after, judged, uses: await usesInText(actor, after, { before, isLookingUp: false }) });
}
