/** At most so many points has the reviewer's list: a longer one is not read. */
export const mostPoints = 7;

/** The two points that count themselves, in these words. In other words they are ticked by hand like the others. */
export const countedPoints = {
  sourced: 'Every new statement has a source',
  lookedUp: 'The sources say what the text says',
} as const;

/** Checks of readiness whose severity a site chooses, with what they say. What is not here always stands in the way, or never does. */
export const settableChecks = [
  { code: 'uncited', words: 'A statement has no source' },
  { code: 'stub_source', words: 'A source is only named, not described' },
  { code: 'prompts_open', words: 'A question about a source is not answered' },
  { code: 'heading_empty', words: 'A section has no heading' },
] as const;
export type SettableCheck = (typeof settableChecks)[number]['code'];

const isSettable = (code: string): code is SettableCheck => settableChecks.some((check) => check.code === code);

/** The checks with the severities that the site chose: a code in `blocking` stands in the way. Blockers first. */
export function withSeverities<I extends { readonly code: string; readonly severity: 'blocker' | 'warning' }>(
  issues: readonly I[],
  blocking: readonly string[],
): I[] {
  const all = issues.map((issue) => {
    if (!isSettable(issue.code)) return issue;
    return { ...issue, severity: blocking.includes(issue.code) ? ('blocker' as const) : ('warning' as const) };
  });
  return [
    ...all.filter(({ severity }) => severity === 'blocker'),
    ...all.filter(({ severity }) => severity === 'warning'),
  ];
}

/** How many hold, of how many. */
type Count = { readonly holds: number; readonly all: number };

/** The reviewer's list with the counts of the points that count themselves. */
export function pointsWith(
  points: readonly string[],
  counts: Readonly<Record<keyof typeof countedPoints, Count>>,
): { text: string; counted: Count | null }[] {
  return points.map((text) => {
    if (text === countedPoints.sourced) return { text, counted: counts.sourced };
    return { text, counted: text === countedPoints.lookedUp ? counts.lookedUp : null };
  });
}
