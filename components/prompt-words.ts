import type { PromptKind, PromptReason } from '@/lib/domain/prose/prompts/prompt';

/** What each prompt asks. */
export const promptQuestions: Readonly<Record<PromptKind, string>> = {
  source: 'Where does this come from?',
  pasted: 'Where is this pasted text from?',
  source_lost: 'Does the source still belong here?',
  figure_changed: 'Does the source say the new figure?',
  time_bound: 'Which date is meant?',
  no_year: 'Which year?',
  odd_quotes: 'A quotation mark has no partner',
  mixed_quotes: 'Straight and curly marks are mixed',
  doubled_word: 'A word stands twice',
  missing_word: 'A word may be missing',
  run_together: 'A blank may be missing',
  hyphen_names: 'A dash stands between two countries: –',
};

/** The reasons of the short list, as whoever chooses one says them. */
export const reasonWords: Readonly<Record<PromptReason, string>> = {
  common_knowledge: 'Anyone can see this is so',
  restates: 'It restates what is sourced elsewhere',
  cited_nearby: 'A source that is cited nearby says it',
  unsure: 'I am not sure: the reviewer should look',
  own_words: 'These are my own words',
  quotation: 'It is a quotation, and marked as one',
  not_in_it: 'The source does not say this any more',
  still_right: 'The source says so',
  keep: 'Keep it, and ask again in 6 months',
  dated_nearby: 'The text says nearby when',
  clear: 'The year is clear from the text',
  unknown: 'The year is not known',
  as_meant: 'It is meant so',
  as_quoted: 'It stands so in the original',
};
