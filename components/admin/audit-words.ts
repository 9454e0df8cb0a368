/** What the actions of the audit log are called. */
const actions: Readonly<Record<string, string>> = {
  add_snapshot: 'Kept a copy of a source',
  answer_prompt: 'Answered a prompt',
  answer_report: 'Answered a reader’s report',
  approve: 'Approved',
  approve_afterwards: 'Approved after publication',
  assess_source: 'Assessed a source',
  clear_flag: 'Cleared a flag',
  create_article: 'Created an article',
  create_source: 'Described a source',
  discard: 'Discarded a revision',
  dismiss_review: 'Dismissed a review',
  edit: 'Edited',
  emergency_publish: 'Published in an emergency',
  end_import_notice: 'Ended the notice of an import',
  file_report: 'A reader reported an error',
  flag: 'Flagged',
  hold: 'Held a scheduled publication',
  import: 'Imported a document',
  import_sources: 'Imported sources',
  link_state: 'Looked at an address',
  link_used: 'Used a one-time link',
  merge_sources: 'Merged sources',
  open: 'Opened a revision',
  password_reset_offered: 'Offered a new password',
  person_created: 'Created a person',
  person_disabled: 'Disabled a person',
  person_enabled: 'Enabled a person',
  person_invited: 'Invited a person',
  publish: 'Published',
  rebase: 'Brought up to date',
  recall: 'Recalled',
  redirect: 'Redirected an article',
  reject: 'Rejected a revision',
  rename: 'Renamed an article',
  request_changes: 'Requested changes',
  resolve_conflict: 'Resolved a conflict',
  role_changed: 'Changed a role',
  save_site: 'Saved the site’s settings',
  save_source: 'Changed a source',
  schedule: 'Scheduled',
  submit: 'Submitted',
  undo_merge: 'Undid a merge of sources',
  unschedule: 'Took a publication off the schedule',
  verify: 'Verified a citation',
  withdraw: 'Withdrew an article',
};

/** The words of an action; one without words of its own is said as it is stored. */
export const actionWords = (action: string): string => actions[action] ?? action.replaceAll('_', ' ');

/** Actions to choose from, by their words. */
export const knownActions = Object.entries(actions)
  .map(([value, label]) => ({ value, label }))
  .toSorted((a, b) => (a.label < b.label ? -1 : 1));
