import type { Fact } from '@/lib/domain/article';
import type { BlockDiff, RevisionDiff, SectionDiff } from '@/lib/domain/diff/change';
import { blockText } from '@/lib/domain/prose/text';

const factTold = (fact: Fact | null) => fact && { key: fact.key, value: fact.value, citations: fact.citations };

/** A block by its words: how text is stored is nobody else's concern. */
function blockTold({ before, after, ...rest }: BlockDiff) {
  const { type } = after ?? before ?? { type: 'paragraph' as const };
  return { ...rest, type, before: before ? blockText(before) : null, after: after ? blockText(after) : null };
}

const sectionTold = ({ sectionId, blocks, ...rest }: SectionDiff) => ({
  ...rest,
  ...{ sectionKey: sectionId, blocks: blocks.map(blockTold) },
});

/** A comparison as the API tells it. */
export function comparisonTold(diff: RevisionDiff) {
  return {
    ...diff,
    facts: diff.facts.map(({ before, after, ...rest }) => ({
      ...rest,
      ...{ before: factTold(before), after: factTold(after) },
    })),
    sections: diff.sections.map(sectionTold),
    lookHere: diff.lookHere.map(({ sectionId, ...rest }) => ({ ...rest, sectionKey: sectionId })),
  };
}
