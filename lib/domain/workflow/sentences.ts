import type { Need, RevisionEvent, State } from '@/lib/domain/workflow/transitions';

/** What stands in the way when a needed fact does not hold and nobody gave a better reason. */
export const needSentences: Record<Need, string> = {
  real_change: 'Nothing is changed yet.',
  change_note: 'Say what changed, in one sentence for readers.',
  no_conflict: 'The live version changed the same words. Choose what shall stand.',
  hard_checks: 'Something has to be put right first.',
  eligible_reviewer: 'Everyone who may approve has written part of this. Ask an admin for another reviewer.',
  head_seen: 'The text changed since you opened it. Look at what is new.',
  comment: 'Say what should change. Add at least one comment.',
  future: 'Choose a time in the future.',
  reason: 'Say why.',
  base_is_live: 'The live version has changed since. Bring this revision up to date first.',
  quorum: 'It needs approval first.',
};

/** States in the words of the interface, for use inside a sentence. */
export const stateWords: Record<State, string> = {
  draft: 'a draft',
  in_review: 'in review',
  changes_requested: 'waiting for changes',
  approved: 'approved',
  scheduled: 'scheduled',
  published: 'published',
  discarded: 'discarded',
  rejected: 'rejected',
};

/** Events as verbs, for "You cannot … it now". */
export const eventWords: Record<RevisionEvent, string> = {
  edit: 'change',
  submit: 'submit',
  approve: 'approve',
  request_changes: 'request changes to',
  recall: 'recall',
  rebase: 'bring up to date',
  resolve_conflict: 'resolve conflicts in',
  schedule: 'schedule',
  reschedule: 'choose another time for',
  unschedule: 'unschedule',
  hold: 'hold',
  publish: 'publish',
  emergency_publish: 'publish without review',
  discard: 'discard',
  reject: 'reject',
  apply_rules: 'apply changed rules to',
};

/** Who may do it, when the actor may not in any state. */
export const forbiddenSentences: Record<RevisionEvent, string> = {
  edit: 'You can read this revision but not change it. Ask an admin for editor access.',
  submit: 'Only someone who wrote part of this revision can submit it.',
  approve: 'Only reviewers can approve. Ask an admin for reviewer access.',
  request_changes: 'Only reviewers can request changes. Ask an admin for reviewer access.',
  recall: 'Only someone who wrote part of this revision can recall it.',
  rebase: 'Only someone who wrote part of this revision can bring it up to date.',
  resolve_conflict: 'Only reviewers and those who wrote part of this revision can resolve its conflicts.',
  schedule: 'Only reviewers can schedule. Ask an admin for reviewer access.',
  reschedule: 'Only reviewers can change the schedule. Ask an admin for reviewer access.',
  unschedule: 'Only reviewers can change the schedule. Ask an admin for reviewer access.',
  hold: 'Only the scheduler holds a revision back.',
  publish: 'Only reviewers can publish. Ask an admin for reviewer access.',
  emergency_publish: 'Only admins can publish without review.',
  discard: 'Only an admin or someone who wrote part of this revision can discard it.',
  reject: 'Only reviewers can reject. Ask an admin for reviewer access.',
  apply_rules: 'Only admins change the rules of approval.',
};

/** Said of a revision whose article was withdrawn or redirected under it. */
export const baseWithdrawnSentences = {
  withdrawn: 'The article has been withdrawn. Only a revision that restores one of its versions can bring it back.',
  redirected: 'The article leads to another one. Only a revision that restores one of its versions can bring it back.',
} as const;

/** Said to a contributor who wants to approve (ux.md 16). */
export const ownWorkSentence = 'You wrote part of this revision, so someone else has to approve it.';
/** Said to an editor who wrote nothing yet and meets a revision in review or approved. */
export const inReviewSentence =
  'This revision is being reviewed. Only reviewers and those who wrote part of it can change it now.';
/** Said to someone who wants to settle what others discuss (ux.md 10.4). */
export const othersThreadSentence = 'Only those who wrote the revision, and whoever started the talk, can resolve it.';
