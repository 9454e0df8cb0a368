/** What can be doubtful about a statement or its citation (sources-and-import.md A9, after the words of Wikipedia). */
export const flagKinds = [
  'citation_needed',
  'better_source',
  'page_needed',
  'failed_verification',
  'dead_link',
  'self_published',
  'primary_source',
  'disputed',
] as const;
export type FlagKind = (typeof flagKinds)[number];

/** What the flags are called. */
export const flagWords: Readonly<Record<FlagKind, string>> = {
  citation_needed: 'source needed',
  better_source: 'better source needed',
  page_needed: 'page needed',
  failed_verification: 'the source does not say so',
  dead_link: 'the link is broken',
  self_published: 'self-published source',
  primary_source: 'primary source',
  disputed: 'disputed',
};

/** Flags that are about a statement and need no citation. */
export const onStatement: ReadonlySet<FlagKind> = new Set(['citation_needed', 'disputed']);
