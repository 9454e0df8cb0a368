import { count } from '@/components/words';
import type { DiffMode } from '@/lib/domain/actor';
import type {
  ChangeCounts,
  FormattingChange,
  RevisionDiff,
  SectionDiff,
  StatementDiff,
} from '@/lib/domain/diff/change';

export const diffModeWords: Record<DiffMode, string> = {
  inline: 'Inline',
  side: 'Side by side',
  result: 'Result only',
  list: 'List of changes',
};

/** The name of a section for people; the lead has no heading. */
export const sectionName = ({ heading }: SectionDiff): string => heading.after || heading.before || 'Summary';

export const statementWords: Record<StatementDiff['kind'], string> = {
  kept: 'unchanged sentence',
  edited: 'edited sentence',
  new: 'new sentence',
  deleted: 'deleted sentence',
  moved: 'moved sentence',
};

export const formattingWords: Record<FormattingChange['kind'], string> = {
  mark: 'formatting',
  link: 'link',
  citation: 'source',
  spacing: 'spacing',
  'block-type': 'kind of paragraph',
  speaker: 'speaker of a quotation',
  structure: 'structure',
  'stored-form': 'stored form',
};

export const sectionChangeWords = {
  added: 'New section',
  removed: 'Section removed',
  moved: 'Section moved',
  renamed: 'Heading changed',
  relevelled: 'Level of the heading changed',
} as const;

/** "Change 3 of 9, edited sentence, Syrian Civil War". */
export function changeLabel(changeId: string, total: number, rest: readonly string[]): string {
  return [`Change ${changeId.slice(1)} of ${total}`, ...rest.filter((part) => part !== '')].join(', ');
}

/** "4 edited, 2 new, 1 source": what there is, by kind; empty without a change. */
export function countWords(counts: ChangeCounts): string {
  const parts: [number, string][] = [
    [counts.edited, `${counts.edited} edited`],
    [counts.added, `${counts.added} new`],
    [counts.deleted, `${counts.deleted} deleted`],
    [counts.moved, `${counts.moved} moved`],
    [counts.citations, count(counts.citations, 'source')],
    [counts.links, count(counts.links, 'link')],
    [counts.formatting, `${counts.formatting} in formatting`],
    [counts.structure, `${counts.structure} in structure`],
    [counts.sections, `${counts.sections} in headings and order`],
    [counts.head, `${counts.head} in title and facts`],
  ];
  return parts.flatMap(([n, words]) => (n > 0 ? [words] : [])).join(', ');
}

/** "9 changes in 3 sections: 4 edited, 2 new." What is read before the comparison itself. */
export function diffSentence({ counts, sections }: RevisionDiff): string {
  if (counts.total === 0) return 'No change.';
  const changed = sections.filter((section) => section.flags.length > 0).length;
  const where = changed > 0 ? ` in ${count(changed, 'section')}` : '';
  return `${count(counts.total, 'change')}${where}: ${countWords(counts)}.`;
}
