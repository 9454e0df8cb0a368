import * as fc from 'fast-check';

import {
  type Command,
  people,
  type Person,
  revisionVerbs,
  type Role,
  sections,
  type SectionName,
  type Seen,
} from '@/lib/proof/histories/model';
import { type Observation, type ObservedRevision, seenNow } from '@/lib/proof/histories/observe';
import { words } from '@/lib/proof/histories/words';

/** What somebody wants, before it is known which revisions there are and what they saw. */
export type Intent = {
  readonly does: Command['does'];
  readonly who: Person;
  /** Which revision, counted from the newest open one. */
  readonly nth: number;
  readonly section: SectionName;
  readonly text: string;
  /** Acts on what was on screen before the last batch. */
  readonly isLate: boolean;
  readonly role: Role;
  /** Does what the state of the revision asks for, by someone who may; else whatever `does` says. */
  readonly isNatural: boolean;
  /** Which of the natural deeds: most often the first. */
  readonly deed: 0 | 1 | 2;
};

const intent = (does: fc.Arbitrary<Command['does']>, who: fc.Arbitrary<Person>): fc.Arbitrary<Intent> =>
  fc.record({
    does,
    who,
    nth: fc.constantFrom(0, 0, 0, 0, 1, 2),
    section: fc.constantFrom(...sections),
    text: fc.constantFrom(...words),
    isLate: fc.constantFrom(false, false, false, false, true),
    role: fc.constantFrom<Role>('editor', 'reviewer'),
    isNatural: fc.constantFrom(true, true, true, false),
    deed: fc.constantFrom(0, 0, 0, 1, 2),
  });

const anyone = fc.constantFrom(...people);
const writers = intent(fc.constantFrom('save', 'save', 'save', 'submit', 'submit', 'rebase', 'recall', 'open'), anyone);
const judges = intent(
  fc.constantFrom(
    'approve',
    'approve',
    'approve_section',
    'approve_section',
    'publish',
    'publish',
    'request_changes',
    'schedule',
    'unschedule',
    'rebase',
  ),
  fc.constantFrom('jonas', 'nora', 'rosa'),
);
const others = intent(
  fc.constantFrom(...revisionVerbs, 'dismiss', 'fire', 'withdraw', 'role', 'open', 'restore'),
  anyone,
);

/** One to six people at once, mostly doing what people do. */
export const batch = fc.array(
  fc.oneof({ weight: 5, arbitrary: writers }, { weight: 5, arbitrary: judges }, { weight: 2, arbitrary: others }),
  { minLength: 1, maxLength: 6 },
);

/**
 * The commands of a batch, on what each person sees now or saw one batch ago. A change of role stands alone (a request that
 * is under way has its actor already), and nobody schedules while what is due is being published.
 */
export function commandsOf(intents: readonly Intent[], now: Observation, before: Observation): Command[] {
  const alone = intents.find((one) => one.does === 'role');
  const hasFire = intents.some((one) => one.does === 'fire');
  const commands = (alone ? [alone] : intents).flatMap((one) => commandOf(one, now, before));
  return commands.filter((command) => !(hasFire && command.does === 'schedule'));
}

function commandOf(one: Intent, now: Observation, before: Observation): Command[] {
  if (one.does === 'role') return one.who === 'rosa' ? [] : [{ does: 'role', whose: one.who, role: one.role }];
  if (one.does === 'withdraw') return [{ does: 'withdraw', who: one.who }];
  if (one.does === 'fire') {
    return now.revisions.flatMap(({ state }, at) =>
      state === 'scheduled' ? [{ does: 'fire', revision: at, isMissed: one.isLate }] : [],
    );
  }
  const revision = pick(now, one.nth);
  const observed = now.revisions[revision];
  if (!observed) return [opened(one.who, now)];
  const deed = one.isNatural ? natural(one, observed, now) : { does: one.does, who: one.who };
  return [onRevision({ ...one, ...deed }, revision, { now, before })];
}

type Look = { readonly now: Observation; readonly before: Observation };

function onRevision(one: Intent & { readonly does: Deed['does'] }, revision: number, { now, before }: Look): Command {
  const { does, who } = one;
  if (does === 'open' || does === 'restore') return one.isNatural ? opened(who, now) : opened(who, now, does);
  const isLate = one.isLate && revision < before.revisions.length;
  return about({ ...one, does }, revision, seenNow(isLate ? before : now, revision));
}

/** A new revision: one that restores the article where it is withdrawn, unless somebody means otherwise. */
function opened(who: Person, { isWithdrawn, versions }: Observation, does = isWithdrawn ? 'restore' : 'open'): Command {
  return does === 'open' ? { does, who } : { does: 'restore', who, version: versions.length };
}

function about(
  one: Intent & { readonly does: Exclude<Deed['does'], 'open' | 'restore'> },
  revision: number,
  seen: Seen,
): Command {
  const { does, who, section, text } = one;
  if (does === 'save') return { does, who, revision, section, text, seen };
  if (does === 'rebase') return { does, who, revision, text, seen };
  if (does === 'approve_section') return { does, who, revision, section, seen };
  if (does === 'dismiss') return { does, who: 'rosa', revision, reviewer: who, seen };
  return { does, who, revision, seen };
}

type Deed = { readonly does: Exclude<Command['does'], 'role' | 'withdraw' | 'fire'>; readonly who: Person };
/** Deeds of a state: most often the first, else the second or third. */
type Deeds = readonly [Deed, Deed, Deed];

/** What somebody who knows their work would do next with a revision in this state. */
function natural(one: Intent, revision: ObservedRevision, { versions, isWithdrawn }: Observation): Deed {
  const author = revision.wrote[0] ?? one.who;
  if (isWithdrawn && !revision.bringsBack && one.deed === 0) return { does: 'restore', who: author };
  if (revision.base < versions.length && revision.state !== 'scheduled') return { does: 'rebase', who: author };
  const [often, sometimes, rarely] = deedsOf(revision, author);
  if (one.deed === 0) return often;
  return one.deed === 1 ? sometimes : rarely;
}

function deedsOf(revision: ObservedRevision, author: Person): Deeds {
  const reviewer = reviewers.find((one) => !revision.wrote.includes(one) && !revision.verdicts[one]) ?? 'rosa';
  const by = (who: Person, ...does: [Deed['does'], Deed['does'], Deed['does']]): Deeds => [
    { does: does[0], who },
    { does: does[1], who },
    { does: does[2], who },
  ];
  const isChanged = revision.seqs.lead + revision.seqs.history > 0;
  const writing = isChanged ? by(author, 'submit', 'save', 'recall') : by(author, 'save', 'save', 'discard');
  const emergency: Deed = { does: 'emergency_publish', who: 'rosa' };
  const known: Partial<Record<string, Deeds>> = {
    draft: [writing[0], writing[1], emergency],
    changes_requested: writing,
    in_review: [
      { does: revision.number % 3 === 0 ? 'approve_section' : 'approve', who: reviewer },
      { does: 'request_changes', who: reviewer },
      { does: revision.number % 2 === 0 ? 'recall' : 'reject', who: revision.number % 2 === 0 ? author : reviewer },
    ],
    approved: by(reviewer, 'publish', 'schedule', 'schedule'),
    scheduled: by(reviewer, 'publish', 'unschedule', 'unschedule'),
  };
  return known[revision.state] ?? by(author, 'open', 'open', 'open');
}

const reviewers = ['jonas', 'nora', 'rosa'] as const;

/** Mostly the newest open revision, so that histories get deep; now and then one that has ended. */
function pick({ revisions }: Observation, nth: number): number {
  const isOpen = (at: number) => !['published', 'discarded', 'rejected'].includes(revisions[at]?.state ?? '');
  const all = revisions.map((_, at) => at).toReversed();
  const open = all.filter(isOpen);
  return open[nth] ?? (nth === 2 ? all[0] : open[0]) ?? -1;
}
