import { openStates } from '@/lib/domain/workflow/transitions';
import { type TurnFacts, whoseTurn } from '@/lib/domain/workflow/turn';

/** What an outbox row says happened to a revision. */
export const happenings = [
  'submitted',
  'recalled',
  'approval_dismissed',
  'approved',
  'changes_requested',
  'rejected',
  'published',
  'discarded',
  'schedule_held',
  'schedule_missed',
  'schedule_late',
  'base_withdrawn',
  'commented',
  'handed_back',
  'left',
  'approved_afterwards',
  'asked_to_look',
  'look_answered',
] as const;
export type Happening = (typeof happenings)[number];

/**
 * Why a line is in someone's inbox (ux.md 12.3). Only these: their turn, somebody named them, an answer, the outcome of what they
 * wrote, a held schedule, a correction of or a report on an article that they own.
 */
export const lineKinds = [
  'your_turn',
  'approved',
  'changes_requested',
  'rejected',
  'published',
  'discarded',
  'schedule_held',
  'schedule_missed',
  'schedule_late',
  'base_withdrawn',
  'commented',
  'mentioned',
  'correction',
  'reader_report',
  'approved_afterwards',
  'asked_to_look',
  'look_answered',
] as const;
export type LineKind = (typeof lineKinds)[number];

/** Lines about a talk: they stand beside those about the state of a revision. */
export const talkKinds: readonly LineKind[] = ['commented', 'mentioned', 'asked_to_look', 'look_answered'];

/** Outcomes, with the states in which they are still news: a row that is delivered late must not tell what is over. */
const stillTrue: Partial<Record<Happening, readonly string[]>> = {
  approved: ['approved', 'scheduled'],
  changes_requested: ['changes_requested'],
  rejected: ['rejected'],
  published: ['published'],
  discarded: ['discarded'],
  schedule_held: ['approved'],
  schedule_missed: ['approved'],
  schedule_late: ['scheduled'],
  base_withdrawn: openStates,
  approved_afterwards: ['published'],
};

type Circumstances = {
  /** Who did it: never told of their own act. Null for Stet itself. */
  readonly byId: string | null;
  /** Who has written in the thread that was commented in. */
  readonly talking: readonly string[];
  /** Whom the comment names. */
  readonly mentioned?: readonly string[];
  /** Who looks after the article, where a correction of it went live. */
  readonly ownerId?: string | null;
};

/**
 * Who gets which line (ux.md 12.2 and 12.3), from how the revision stands now. One line per person: the outcome of their own
 * revision rather than "your turn".
 */
export function whoIsTold(
  happening: Happening,
  facts: TurnFacts,
  { byId, talking, mentioned = [], ownerId = null }: Circumstances,
): ReadonlyMap<string, LineKind> {
  const told = new Map<string, LineKind>();
  const tell = (people: readonly string[], kind: LineKind) => {
    for (const id of people) if (id !== byId && facts.peopleNow.includes(id)) told.set(id, kind);
  };
  const turn = whoseTurn(facts);
  if (happening === 'commented') {
    tell([authorOf(facts), ...talking], 'commented');
    // A reviewer's comment gives the turn.
    if (turn.reason === 'commented') tell(turn.people, 'your_turn');
    tell(mentioned, 'mentioned');
    return told;
  }
  if (ownerId) tell([ownerId], 'correction');
  tell(turn.people, 'your_turn');
  if (!stillTrue[happening]?.includes(facts.state)) return told;
  tell(concerned(happening, facts), lineKinds.find((kind) => kind === happening) ?? 'your_turn');
  return told;
}

const authorOf = (facts: TurnFacts) => facts.submittedById ?? facts.createdById;

function concerned(happening: Happening, facts: TurnFacts): readonly string[] {
  if (!happening.startsWith('schedule_')) return facts.contributorIds;
  // With the admins where the alarm is theirs.
  return whoseTurn(facts).people;
}
