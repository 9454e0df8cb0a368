/** Lines of the inbox: what the person named before it did to a revision that concerns the reader. */
const inboxWords: Record<string, string> = {
  approved: 'approved it: it can be published',
  changes_requested: 'requested changes',
  rejected: 'rejected it',
  published: 'published it',
  discarded: 'discarded it',
  schedule_held: 'held its schedule; the reason stands with it',
  schedule_missed: 'missed the time that it was scheduled for',
  schedule_late: 'could not publish it in time and goes on trying',
  base_withdrawn: 'withdrew its article, or led it to another one',
  commented: 'commented on it',
  mentioned: 'named you in a comment',
  correction: 'published a correction of an article that you look after',
  reader_report: 'has a report of a reader on an article that you look after',
  approved_afterwards: 'approved it afterwards',
  asked_to_look: 'asks you to look at it',
  look_answered: 'answered what you asked',
};

/** Lines of the inbox that say "Your turn": what brought it to the reader. */
const turnNewsWords: Record<string, string> = {
  ...inboxWords,
  submitted: 'submitted it for review',
  recalled: 'took it back',
  approval_dismissed: 'changed the text after your approval',
  handed_back: 'answered and handed it back',
  left: 'cannot do it now',
};

/** What a line of the inbox says behind a name: "requested changes". */
export const newsWords = ({ kind, because }: { readonly kind: string; readonly because: string }): string =>
  (kind === 'your_turn' ? turnNewsWords[because] : inboxWords[kind]) ?? 'changed it';

/** Kinds of lines that can be mailed at once, with what a setting calls them. */
export const mailedKinds: Record<string, string> = {
  your_turn: 'It is your turn',
  mentioned: 'Somebody names you',
  commented: 'Somebody answers you',
  outcome: 'What became of your revisions',
  schedule: 'A schedule was held or missed',
  article: 'Corrections of and reports on articles that you look after',
};

/** Which of them a line belongs to. */
export function mailedKindOf(kind: string): string {
  if (kind.startsWith('schedule_')) return 'schedule';
  if (kind === 'correction' || kind === 'reader_report') return 'article';
  return kind in mailedKinds ? kind : 'outcome';
}
