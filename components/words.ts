import { type Coverage, percentSourced } from '@/lib/domain/citation/coverage';
import type { State } from '@/lib/domain/workflow/transitions';

const plural = new Intl.PluralRules('en');

/** "1 section", "2 sections": the count with the right form of the noun. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${plural.select(n) === 'one' ? one : many}`;
}

/** The time of day of an instant, in the zone of the browser: 14:02. */
export const clock = (at: string): string =>
  new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** How far a text is sourced, as a sentence: the same one for readers and on the desk. */
export function sourcedSentence({ statements, sourced, exempt }: Coverage): string {
  if (exempt === 0)
    return `${sourced} of ${count(statements, 'statement')} ${sourced === 1 ? 'has' : 'have'} a source.`;
  const needing = statements - exempt;
  return `${sourced} of ${count(needing, 'statement')} that ${needing === 1 ? 'needs' : 'need'} a source ${sourced === 1 ? 'has' : 'have'} one; ${exempt} ${exempt === 1 ? 'needs' : 'need'} none.`;
}

/** The same for what readers check first: quotations, and statements with a number or a date. */
export function figuresSentence({ quotations, figures }: Coverage): string {
  return `With a source: ${quotations.sourced} of ${count(quotations.all, 'quotation')}, ${figures.sourced} of ${count(figures.all, 'statement')} with a number or a date.`;
}

/** The same in the fewest words: "12 of 116 (10 %)". */
export function sourcedShort(coverage: Coverage): string {
  const percent = percentSourced(coverage);
  const part = `${coverage.sourced} of ${coverage.statements - coverage.exempt}`;
  return percent === null ? part : `${part} (${percent} %)`;
}

/** The states of a revision: a word, a shape that does not need colour, and a tone of the design system. */
export const stateWords: Record<State, { word: string; sign: string; tone: '' | 'ok' | 'warn' | 'danger' | 'info' }> = {
  draft: { word: 'Draft', sign: '○', tone: '' },
  in_review: { word: 'In review', sign: '◐', tone: 'info' },
  changes_requested: { word: 'Changes requested', sign: '!', tone: 'warn' },
  approved: { word: 'Approved', sign: '✓', tone: 'ok' },
  scheduled: { word: 'Scheduled', sign: '◔', tone: 'info' },
  published: { word: 'Published', sign: '●', tone: 'ok' },
  discarded: { word: 'Discarded', sign: '–', tone: '' },
  rejected: { word: 'Rejected', sign: '–', tone: 'danger' },
};

/** What kind of change a version is, and what that means to readers. */
export const kindWords = {
  correction: { word: 'Correction', means: 'A fact was wrong. Listed on the corrections page.' },
  update: { word: 'Update', means: 'New information.' },
  wording: { word: 'Wording only', means: 'Nothing that a reader relies on changes. The "Updated" date stays.' },
} as const;

/** What became of a reported error, for everyone. */
export const reportWords: Readonly<Record<string, string>> = {
  corrected: 'Corrected',
  no_change: 'Looked at, nothing to change',
  not_ours: 'Not something that this site can decide',
};

/** Why it is someone's turn, where one person brought it about: said behind their name. */
const turnDeeds: Record<string, string> = {
  submitted: 'submitted it for review',
  commented: 'asked something',
  handed_back: 'answered and handed it back',
  changes_requested: 'requested changes',
  approved: 'approved it',
};

/** Why it is someone's turn, with who brought it about, where that is known. */
export const turnBecause = (reason: string, by: string | null): string => {
  const deed = turnDeeds[reason];
  return by !== null && deed !== undefined ? `${by} ${deed}` : (turnWords[reason] ?? '');
};

const turnWords: Record<string, string> = {
  writing: 'it is being written',
  submitted: 'it was submitted for review',
  approval_dismissed: 'the text was changed after their approval',
  request_stands: 'they asked for changes and can look again',
  commented: 'a reviewer asked something',
  handed_back: 'the author answered and handed it back',
  changes_requested: 'changes were requested',
  approved: 'it is approved and can be published',
  stale: 'a newer version is live; bring it up to date',
  base_withdrawn: 'its article was withdrawn; keep it until a version is restored, or discard it',
  approval_lost: 'an approval counts no more; take it back and submit it again',
  held: 'its schedule was held',
  missed: 'the time that it was scheduled for went by',
  scheduled: 'it will be published on schedule',
  unreviewed: 'it was published without review',
  ended: '',
};

/** Said beside the names of those who are told when nobody else can go on. */
export const alarmWords: Record<string, string> = {
  no_eligible_reviewer: 'Nobody who may approve is left. They can add a reviewer.',
  no_author: 'Nobody who wrote it is left. They can go on with it.',
  scheduler_gone: 'Whoever scheduled it may not publish any more. They can publish it or choose another time.',
  schedule_late: 'It should have been published by now. It is tried again until an hour after its time.',
  everybody_left: 'Everybody whose turn it was said that they cannot do it now. They can name somebody.',
};

/** Why a review counts no more. */
export const dismissalWords: Record<string, string> = {
  new_change: 'the text was changed after it',
  conflict_resolved: 'a conflict was resolved after it',
  recalled: 'the revision was taken back',
  reviewer_became_contributor: 'the reviewer has written part of the revision since',
  reviewer_lost_role: 'the reviewer does not review any more',
  superseded_by_own_review: 'the reviewer gave a newer verdict',
  rules_changed: 'the rules for approval changed',
  manual: 'an admin dismissed it',
};

export const checkpointWords: Record<string, string> = {
  sitting: 'Before a new sitting or another person’s edit',
  submit: 'Submitted for review',
  review: 'A review was given',
  named: 'Kept under a name',
  rebase: 'Before it was brought up to date',
  restore: 'Before changes were undone',
};

/** The work lists: their names, and why something is on one. */
export const reportNames = {
  unsourced: {
    name: 'Unsourced',
    why: 'Statements of live articles that have no source, and of which nobody said that they need none.',
  },
  stale: {
    name: 'Stale',
    why: 'Articles past their review date, and words that will be out of date one day, or are: “currently”, “the current president”, “in recent months”.',
  },
  dates: { name: 'Dates without a year', why: 'Readers cannot know which October is meant.' },
  links: {
    name: 'Broken links',
    why: 'Statements whose source is gone from its address, or says something else there now.',
  },
  wanted: { name: 'Wanted articles', why: 'Articles that live ones name, and that nobody has written yet.' },
  errors: { name: 'Reader reports', why: 'Errors that readers reported and nobody has answered.' },
} as const;

/** Outcomes of an import. */
export const outcomeWords: Record<string, string> = {
  created: 'Made a new article',
  revised: 'Made a revision of an article',
  unchanged: 'Known already, nothing changed',
  refused: 'Could not be read, nothing was written',
};

/** What a reviewer said: a word, a shape, and a tone. */
export const verdictWords: Record<string, { word: string; sign: string; tone: '' | 'ok' | 'warn' | 'info' }> = {
  approve: { word: 'Approved', sign: '✓', tone: 'ok' },
  request_changes: { word: 'Requested changes', sign: '!', tone: 'warn' },
  comment: { word: 'Commented', sign: '○', tone: 'info' },
};

/** Where the words of a comment are now. */
export const anchorWords: Record<string, string> = {
  exact: 'on these words',
  moved: 'on these words, at another place now',
  changed: 'the words changed',
  removed: 'the words were removed',
};
