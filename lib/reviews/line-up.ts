import { noChanges, type RevisionDiff } from '@/lib/domain/diff/change';
import type { Body } from '@/lib/domain/prose/body';
import { diffOf } from '@/lib/revisions/readiness';
import type { Assembled } from '@/lib/revisions/assemble';
import { log } from '@/lib/system/log';

type Text = { readonly sectionId: string; readonly heading: string; readonly body: Body };

/** Both texts, one after the other: what is left to show where a comparison fails. */
export type Failed = { readonly before: readonly Text[]; readonly after: readonly Text[] };

const nothing: RevisionDiff = {
  title: { changeId: null, before: '', after: '', words: [] },
  ...{ facts: [], related: [], sections: [], counts: noChanges, drift: [], lookHere: [] },
  attribution: { changeId: null, before: '', after: '', words: [] },
};

const textsOf = (side: Assembled | null): Text[] =>
  (side?.sections ?? []).map(({ sectionId, heading, body }) => ({ sectionId, heading, body }));

/**
 * The comparison of two states. A mistake of ours in it is logged and takes nothing away from a reviewer: both texts are shown whole.
 * `compare` is the comparison, another one only in tests.
 */
export function lineUp(
  before: Assembled | null,
  after: Assembled,
  compare: typeof diffOf = diffOf,
): { readonly diff: RevisionDiff; readonly failed: Failed | null } {
  try {
    return { diff: compare(before, after), failed: null };
  } catch (error) {
    log.error('comparison_failed', { error: error instanceof Error ? error.name : typeof error });
    return { diff: nothing, failed: { before: textsOf(before), after: textsOf(after) } };
  }
}
