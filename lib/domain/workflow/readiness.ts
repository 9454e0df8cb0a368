import type { Section } from '@/lib/domain/article';
import { citationIds } from '@/lib/domain/prose/text';
import type { Issue } from '@/lib/domain/refusal';
import * as words from '@/lib/domain/workflow/sentences';
import type { Need } from '@/lib/domain/workflow/transitions';

/** Kinds of version. A correction is listed for readers; wording leaves the "Updated" date alone. */
export const kinds = ['correction', 'update', 'wording'] as const;
export type Kind = (typeof kinds)[number];

/** Characters (code points) that a change note may have (ux.md 11.1). */
export const changeNoteLimit = 200;

/** An issue that stops the event, or one that is only shown. `need` is the fact of the workflow table that it denies. */
export type ReadinessIssue = Issue & {
  readonly severity: 'blocker' | 'warning';
  readonly need: Need;
};

/** What the checks read: plain facts of one revision, gathered under the lock. */
export type ReadinessFacts = {
  readonly title: string;
  readonly sections: readonly Pick<Section, 'id' | 'heading' | 'body'>[];
  readonly changeNote: string;
  readonly kind: string;
  readonly headHash: string;
  /** Hash of the base version's head; null for a new article, whose every text is a change. */
  readonly baseHash: string | null;
  /** Ids of sections whose words the live version changed as well, not resolved yet. */
  readonly conflicts: readonly string[];
  readonly threads: readonly {
    readonly id: string;
    readonly sectionId: string | null;
    readonly state: string;
    readonly mustResolve: boolean;
  }[];
  /** The record of each citation in the text or the facts; `sourceId` null when its source is gone, `stub` when nobody described it yet. */
  readonly citations: readonly { readonly id: string; readonly sourceId: string | null; readonly stub: boolean }[];
  /** Citation ids of the facts card. */
  readonly factCitations: readonly string[];
  /** Statements that need a source and have none. */
  readonly uncitedStatements: number;
  /** Prompts about what is changed: how many were answered with a reason, how many about sources were not. */
  readonly prompts: { readonly answered: number; readonly open: number };
  /** What makes the change more than wording, from the diff; read only for the kind `wording`. */
  readonly moreThanWording: readonly Issue[];
  /** Why a reviewer calls it wording all the same; published. Empty: no override. */
  readonly wordingReason: string;
  /** How the article has left its readers, where this revision was not opened to bring it back. */
  readonly baseWithdrawn: 'withdrawn' | 'redirected' | null;
};

export type SubmitFacts = ReadinessFacts & {
  readonly contributors: readonly string[];
  readonly reviewersNow: readonly string[];
  /** Approvals that policy asks for; less than one counts as one. */
  readonly quorum: number;
};

export type PublishFacts = ReadinessFacts & { readonly baseIsLive: boolean };

/** All that stands in the way of submitting, at once, and what is worth knowing. Blockers first. */
export function submitIssues(facts: SubmitFacts): ReadinessIssue[] {
  return blockersFirst([
    ...withdrawnIssues(facts, 'no_conflict'),
    ...changeIssues(facts),
    ...noteIssues(facts, 'change_note'),
    ...conflictIssues(facts, 'no_conflict'),
    ...reviewerIssues(facts),
    ...textIssues(facts),
  ]);
}

/** The same checks again when it is published (nothing is trusted from the submit), and open threads that must be resolved. */
export function publishIssues(facts: PublishFacts): ReadinessIssue[] {
  const stale = facts.baseIsLive
    ? []
    : [blocker('base_is_live', 'base_not_live', '', words.needSentences.base_is_live)];
  return blockersFirst([
    ...withdrawnIssues(facts, 'base_is_live'),
    ...stale,
    ...noteIssues(facts, 'hard_checks'),
    ...conflictIssues(facts, 'hard_checks'),
    ...threadIssues(facts),
    ...textIssues(facts),
  ]);
}

/** What is checked before publishing, in the words of what holds: shown with a tick where no issue of these codes was found. */
const publishChecks: readonly { readonly codes: readonly string[]; readonly words: string }[] = [
  { codes: ['base_withdrawn', 'base_not_live'], words: 'It is based on what readers see now.' },
  { codes: ['conflict'], words: 'No words are in conflict.' },
  { codes: ['thread_open'], words: 'No comment that has to be resolved is open.' },
  { codes: ['title_empty', 'heading_empty'], words: 'Title and headings are filled in.' },
  { codes: ['citation_without_source'], words: 'Every citation has a source.' },
  { codes: ['stub_source'], words: 'Every source is described.' },
  { codes: ['uncited'], words: 'Every statement that needs a source has one.' },
  { codes: ['prompts_open'], words: 'Every question about a source is answered.' },
];

/** The checks that found nothing, in the order in which they are shown. */
export function passedChecks(issues: readonly ReadinessIssue[]): string[] {
  const found = new Set(issues.map((issue) => issue.code));
  return publishChecks.filter(({ codes }) => !codes.some((code) => found.has(code))).map(({ words: says }) => says);
}

/** The issues as facts for `can`: each need that the checks of this file answer, with the blockers that deny it. */
export function needsOf(issues: readonly ReadinessIssue[]): Partial<Record<Need, readonly Issue[]>> {
  const answered: readonly Need[] = [
    'real_change',
    'change_note',
    'no_conflict',
    'hard_checks',
    'eligible_reviewer',
    'base_is_live',
  ];
  const blockers = issues.filter((issue) => issue.severity === 'blocker');
  return Object.fromEntries(
    answered.map((need) => [
      need,
      blockers
        .filter((issue) => issue.need === need)
        .map(({ code, where, message }): Issue => ({ code, where, message })),
    ]),
  );
}

const blocker = (need: Need, code: string, where: string, message: string): ReadinessIssue => ({
  code,
  where,
  message,
  severity: 'blocker',
  need,
});
const warning = (code: string, where: string, message: string): ReadinessIssue => ({
  code,
  where,
  message,
  severity: 'warning',
  need: 'hard_checks',
});

function blockersFirst(issues: readonly ReadinessIssue[]): ReadinessIssue[] {
  return [
    ...issues.filter((issue) => issue.severity === 'blocker'),
    ...issues.filter((issue) => issue.severity === 'warning'),
  ];
}

/** Only a revision that was opened to restore it brings a withdrawn article back (workflow.md E10). */
function withdrawnIssues({ baseWithdrawn }: ReadinessFacts, need: Need): ReadinessIssue[] {
  return baseWithdrawn ? [blocker(need, 'base_withdrawn', 'article', words.baseWithdrawnSentences[baseWithdrawn])] : [];
}

function changeIssues({ headHash, baseHash }: ReadinessFacts): ReadinessIssue[] {
  return headHash === baseHash ? [blocker('real_change', 'no_change', '', words.needSentences.real_change)] : [];
}

function noteIssues(facts: ReadinessFacts, need: Need): ReadinessIssue[] {
  const issues: ReadinessIssue[] = [];
  const length = Array.from(facts.changeNote.trim()).length;
  if (length === 0) issues.push(blocker(need, 'note_empty', 'changeNote', words.needSentences.change_note));
  if (length > changeNoteLimit) {
    const message = `The change note has ${length} characters; ${changeNoteLimit} is the most.`;
    issues.push(blocker(need, 'note_long', 'changeNote', message));
  }
  if (!kinds.some((kind) => kind === facts.kind)) {
    issues.push(blocker(need, 'kind_missing', 'kind', 'Say what kind of change this is.'));
  }
  if (facts.kind !== 'wording' || facts.wordingReason.trim() !== '') return issues;
  const more = facts.moreThanWording.map(({ where, message }) => blocker(need, 'more_than_wording', where, message));
  return [...issues, ...more];
}

function conflictIssues({ conflicts }: ReadinessFacts, need: Need): ReadinessIssue[] {
  return conflicts.map((sectionId) => blocker(need, 'conflict', sectionId, words.needSentences.no_conflict));
}

function reviewerIssues({ contributors, reviewersNow, quorum }: SubmitFacts): ReadinessIssue[] {
  const eligible = new Set(reviewersNow.filter((id) => !contributors.includes(id))).size;
  const needed = Math.max(1, quorum);
  if (eligible >= needed) return [];
  const message =
    eligible === 0
      ? words.needSentences.eligible_reviewer
      : `It needs ${needed} approvals, and only ${eligible} of those who may approve wrote no part of this. Ask an admin for another reviewer.`;
  return [blocker('eligible_reviewer', 'no_eligible_reviewer', '', message)];
}

function threadIssues({ threads }: ReadinessFacts): ReadinessIssue[] {
  return threads
    .filter((thread) => thread.mustResolve && thread.state === 'open')
    .map((thread) => blocker('hard_checks', 'thread_open', thread.id, 'This comment has to be resolved first.'));
}

function textIssues(facts: ReadinessFacts): ReadinessIssue[] {
  const issues: ReadinessIssue[] = [];
  if (facts.title.trim() === '') issues.push(blocker('hard_checks', 'title_empty', 'title', 'Enter a title.'));
  facts.sections.forEach((section, position) => {
    if (position === 0 || section.heading.trim() !== '') return;
    issues.push(blocker('hard_checks', 'heading_empty', section.id, 'Enter a heading for this section.'));
  });
  if (facts.uncitedStatements > 0) issues.push(warning('uncited', '', uncited(facts.uncitedStatements)));
  return [...issues, ...promptIssues(facts), ...citationIssues(facts)];
}

function promptIssues({ prompts: { answered, open } }: ReadinessFacts): ReadinessIssue[] {
  const asked = open === 1 ? '1 question about a source is' : `${open} questions about sources are`;
  const reasons =
    answered === 1 ? '1 prompt was dismissed with a reason.' : `${answered} prompts were dismissed with reasons.`;
  return [
    ...(open > 0 ? [warning('prompts_open', 'prompts', `${asked} not answered.`)] : []),
    ...(answered > 0 ? [warning('prompts_answered', 'prompts', reasons)] : []),
  ];
}

const uncited = (count: number) => (count === 1 ? '1 statement has no source.' : `${count} statements have no source.`);

function citationIssues(facts: ReadinessFacts): ReadinessIssue[] {
  const records = new Map(facts.citations.map((record) => [record.id, record]));
  const places = [
    ...facts.sections.map((section) => ({ where: section.id, ids: citationIds(section.body) })),
    { where: 'facts', ids: facts.factCitations },
  ];
  return places.flatMap(({ where, ids }) =>
    [...new Set(ids)].flatMap((id) => {
      const record = records.get(id);
      if (!record || record.sourceId === null) {
        return [blocker('hard_checks', 'citation_without_source', where, 'A citation here has no source. Choose one.')];
      }
      return record.stub
        ? [warning('stub_source', where, 'A source here is only named in the text; its details are missing.')]
        : [];
    }),
  );
}
