import type { Fact } from '@/lib/domain/article';
import type {
  BlockDiff,
  FactChange,
  FormattingChange,
  PartDiff,
  RevisionDiff,
  SectionDiff,
} from '@/lib/domain/diff/change';
import { blockText } from '@/lib/domain/prose/text';

const factTold = (fact: Fact | null) => fact && { key: fact.key, value: fact.value, citations: fact.citations };

function partTold(part: PartDiff) {
  const { shape: _, ...told } = part;
  return told;
}

function formattingTold(change: FormattingChange) {
  const { part: _, ids: __, ...told } = change;
  return told;
}

function factChangeTold(change: FactChange) {
  const { before, after, citations: _, formatting, ...told } = change;
  return { ...told, before: factTold(before), after: factTold(after), formatting: formatting.map(formattingTold) };
}

/** A block by its words: how text is stored is nobody else's concern. */
function blockTold({ before, after, parts, formatting, ...rest }: BlockDiff) {
  const { type } = after ?? before ?? { type: 'paragraph' as const };
  const told = { parts: parts.map(partTold), formatting: formatting.map(formattingTold) };
  return { ...rest, ...told, type, before: before ? blockText(before) : null, after: after ? blockText(after) : null };
}

const sectionTold = ({ sectionId, blocks, ...rest }: SectionDiff) => ({
  ...rest,
  ...{ sectionKey: sectionId, blocks: blocks.map(blockTold) },
});

/** A comparison as the API tells it. */
export function comparisonTold(diff: RevisionDiff) {
  return {
    ...diff,
    facts: diff.facts.map(factChangeTold),
    sections: diff.sections.map(sectionTold),
    drift: diff.drift.map(({ sectionId, ...rest }) => ({ ...rest, sectionKey: sectionId })),
    lookHere: diff.lookHere.map(({ sectionId, ...rest }) => ({ ...rest, sectionKey: sectionId })),
  };
}
