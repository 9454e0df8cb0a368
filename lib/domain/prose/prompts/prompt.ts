/** Questions of ux.md 9.6 about sources and time, in the order in which they are asked. */
const questionKinds = ['source', 'pasted', 'source_lost', 'figure_changed', 'time_bound', 'no_year'] as const;
/** Slips of the pen (sources-and-import A9): suggested, never asked for. */
export const slipKinds = [
  'odd_quotes',
  'mixed_quotes',
  'doubled_word',
  'missing_word',
  'run_together',
  'hyphen_names',
] as const;
export const promptKinds = [...questionKinds, ...slipKinds] as const;
export type PromptKind = (typeof promptKinds)[number];

/** Words of a text, as offsets in UTF-16 code units. */
export type Hit = { readonly from: number; readonly to: number; readonly said: string };

/**
 * Something to ask about one statement. `from` and `to` are offsets in the words of its passage; `said` are the words there. `statement`
 * are its `statementWords`: what an answer is bound to.
 */
export type Prompt = Hit & {
  readonly kind: PromptKind;
  readonly blockId: string;
  readonly row: number | null;
  readonly statement: string;
  /** The words as they were before: a statement, or a figure. */
  readonly before?: string;
  /** Citations that it is about: those that are gone, or that stand under a changed figure. */
  readonly citations?: readonly string[];
};

/** Why a prompt needs no more to be done, by its kind: the short list that a writer chooses from. */
export const reasonsOf = {
  source: ['common_knowledge', 'restates', 'cited_nearby', 'unsure'],
  pasted: ['own_words', 'quotation'],
  source_lost: ['not_in_it', 'unsure'],
  figure_changed: ['still_right', 'unsure'],
  time_bound: ['keep', 'dated_nearby'],
  no_year: ['clear', 'unknown'],
  odd_quotes: ['as_meant', 'as_quoted'],
  mixed_quotes: ['as_meant', 'as_quoted'],
  doubled_word: ['as_meant', 'as_quoted'],
  missing_word: ['as_meant', 'as_quoted'],
  run_together: ['as_meant', 'as_quoted'],
  hyphen_names: ['as_meant', 'as_quoted'],
} as const satisfies Record<PromptKind, readonly string[]>;
export type PromptReason = (typeof reasonsOf)[PromptKind][number];

/** All reasons, each once. */
export const promptReasons = [...new Set(Object.values(reasonsOf).flat())] as readonly string[] as readonly [
  PromptReason,
  ...PromptReason[],
];

/** Whether a reason belongs to the list of a kind. */
export const isReasonOf = (kind: PromptKind, reason: string): boolean =>
  (reasonsOf[kind] as readonly string[]).includes(reason);

/** Reasons that make a statement one that needs no source (sources-and-import A9); the others leave it unsourced. */
export const exemptReasons: readonly PromptReason[] = ['common_knowledge', 'restates'];

/** How many months the reason "keep" lasts before the words are asked about again (ux.md 9.6). */
export const keptMonths = 6;

/** What somebody answered to a prompt; the words are what it is bound to. */
export type PromptAnswer = {
  readonly kind: PromptKind;
  readonly statement: string;
  readonly reason: PromptReason;
};

/** Names a prompt by its kind and words: equal for the same question, whoever asks. */
export const promptKey = ({ kind, statement }: Pick<PromptAnswer, 'kind' | 'statement'>): string =>
  `${kind}\n${statement}`;
