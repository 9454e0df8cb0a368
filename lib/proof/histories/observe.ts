import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';
import { db } from '@/lib/db/client';
import {
  people,
  type Person,
  type RevisionModel,
  sections,
  type SectionName,
  type Seen,
  type Texts,
  type World,
} from '@/lib/proof/histories/model';
import { endsWithdrawal } from '@/lib/domain/workflow/withdrawal';
import { wordOf } from '@/lib/proof/histories/words';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { withReview } from '@/lib/revisions/subject';

/** The people of the proof in the database, by id. */
export type Cast = Readonly<Record<Person, string>>;

/** One article under test: where it is, and what its two sections are called in the model. */
export type Stage = {
  readonly cast: Cast;
  readonly articleId: string;
  readonly sectionIds: Readonly<Record<SectionName, string>>;
};

/** A revision as the database has it, in the words of the model, with what acting on it for real needs. */
export type ObservedRevision = Omit<RevisionModel, 'seqs'> & {
  readonly id: string;
  readonly number: number;
  readonly headHash: string;
  readonly seqs: Readonly<Record<SectionName, number>>;
  readonly bodies: Readonly<Partial<Record<SectionName, Body>>>;
  /** Hashes of the texts. */
  readonly hashes: Readonly<Record<SectionName, string>>;
  /** Ids of the oldest standing verdict of each. */
  readonly standing: Readonly<Partial<Record<Person, string>>>;
};
export type Observation = {
  readonly isWithdrawn: boolean;
  readonly versions: readonly Texts[];
  readonly revisions: readonly ObservedRevision[];
};

/** Reads the article of the stage and all its revisions, oldest first, out of the database. */
export async function observe(stage: Stage): Promise<Observation> {
  const article = await readArticle(stage);
  const versions: Texts[] = [];
  for (const version of article.versions) versions.push(readTexts(stage, await assembleVersion(db(), version.id)));
  const revisions: ObservedRevision[] = [];
  for (const row of article.revisions) revisions.push(await observeRevision(stage, article, row));
  return { isWithdrawn: article.state === 'withdrawn', versions, revisions };
}

function readArticle({ articleId }: Stage) {
  return db().article.findUniqueOrThrow({
    where: { id: articleId },
    include: {
      versions: { orderBy: { number: 'asc' } },
      revisions: {
        orderBy: { number: 'asc' },
        include: {
          baseVersion: { select: { number: true } },
          contributors: true,
          schedules: { orderBy: { createdAt: 'desc' }, take: 1 },
          reviews: { include: withReview, orderBy: { createdAt: 'asc' } },
        },
      },
    },
  });
}

type Article = Awaited<ReturnType<typeof readArticle>>;

async function observeRevision(
  stage: Stage,
  article: Article,
  row: Article['revisions'][number],
): Promise<ObservedRevision> {
  const assembled = await assembleRevision(db(), row);
  const at = (name: SectionName) => assembled.sections.find((one) => one.sectionId === stage.sectionIds[name]);
  const { cast } = stage;
  const personOf = (id: string) => people.find((person) => cast[person] === id);
  return {
    id: row.id,
    number: row.number,
    headHash: row.headHash,
    state: row.state,
    base: row.baseVersion?.number ?? 0,
    texts: readTexts(stage, assembled),
    wrote: row.contributors.flatMap(({ userId }) => personOf(userId) ?? []),
    ...standingOf(stage, row.reviews),
    hashes: bySection((name) => at(name)?.contentHash ?? ''),
    seqs: bySection((name) => at(name)?.seq ?? 0),
    bringsBack: endsWithdrawal({ ...row, article }),
    scheduler: personOf(row.schedules[0]?.createdById ?? '') ?? null,
    bodies: Object.fromEntries(sections.map((name) => [name, at(name)?.body])),
  };
}

const bySection = <T>(of: (name: SectionName) => T) => ({ lead: of('lead'), history: of('history') });

/** The standing verdicts of everybody, oldest first, and the id of the oldest. */
function standingOf(stage: Stage, reviews: readonly Reviewed[]) {
  const standing = reviews.filter((review) => review.dismissal === null && review.verdict !== 'comment');
  const of = (who: Person) => standing.filter((review) => review.reviewerId === stage.cast[who]);
  return {
    verdicts: byPerson((who) => (of(who).length > 0 ? of(who).map((review) => verdictOf(stage, review)) : null)),
    standing: byPerson((who) => of(who)[0]?.id ?? null),
  };
}

function byPerson<T>(of: (who: Person) => T | null): Partial<Record<Person, T>> {
  const found = people.map((who) => [who, of(who)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== null));
}

type Reviewed = {
  readonly id: string;
  readonly reviewerId: string;
  readonly dismissal: object | null;
  readonly verdict: string;
  readonly scope: string;
  readonly parts: readonly { readonly part: string }[];
  readonly lostParts: readonly { readonly part: string }[];
};

/** What a standing review says of the two sections of the stage. */
function verdictOf({ sectionIds }: Stage, { verdict, scope, parts, lostParts }: Reviewed) {
  if (verdict === 'request_changes') return 'request_changes' as const;
  const has = (part: string) => !lostParts.some((lost) => lost.part === part);
  const whole = scope === 'whole' && has('whole') ? (['whole'] as const) : [];
  const named = sections.filter((name) => has(sectionIds[name]) && parts.some(({ part }) => part === sectionIds[name]));
  return [...whole, ...named];
}

type Read = { readonly sections: readonly { readonly sectionId: string; readonly body: Body }[] };

function readTexts(stage: Stage, { sections: found }: Read): Texts {
  const textOf = (name: SectionName) => {
    const section = found.find((one) => one.sectionId === stage.sectionIds[name]);
    return section ? wordOf(plainText(section.body)) : '';
  };
  return { lead: textOf('lead'), history: textOf('history') };
}

/** The world that the next batch starts from: what was seen, with the roles and the quorum that the run set. */
export function worldOf(
  { isWithdrawn, versions, revisions }: Observation,
  set: Pick<World, 'roles' | 'quorum'>,
): World {
  return { ...set, isWithdrawn, versions, revisions };
}

/** What someone sees who opens revision `index` now. */
export function seenNow(observation: Observation, index: number): Seen {
  const revision = observation.revisions[index];
  if (!revision) throw new Error(`There is no revision ${index}`);
  const { texts, seqs, headHash, hashes } = revision;
  return { texts, seqs, headHash, hashes, live: observation.versions.length };
}
