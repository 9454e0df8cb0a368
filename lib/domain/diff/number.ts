import {
  type BlockDiff,
  type ChangeCounts,
  noChanges,
  type SectionChange,
  type SectionDiff,
  type StatementDiff,
} from '@/lib/domain/diff/change';
import { statementsOfBlock } from '@/lib/domain/diff/moves';
import { unnumbered } from '@/lib/domain/diff/sentences';

/** Hands out "c1", "c2" …; one name gets one number. */
export class Numbers {
  private count = 0;
  private readonly named = new Map<string, string>();

  /** The number for a mark: none for null, a new one for `unnumbered`, else that of the name in its scope. */
  of(mark: string | null, scope = ''): string | null {
    if (mark === null) return null;
    if (mark === unnumbered) return this.next();
    const name = `${scope}\n${mark}`;
    const known = this.named.get(name) ?? this.next();
    this.named.set(name, known);
    return known;
  }

  next(): string {
    this.count += 1;
    return `c${this.count}`;
  }
}

type Scope = { readonly numbers: Numbers; readonly section: string; readonly whole: string | null };

function numberBlock(block: BlockDiff, { numbers, section, whole }: Scope): BlockDiff {
  const give = (mark: string | null, scope = section) =>
    whole !== null && mark !== null ? whole : numbers.of(mark, scope);
  const statement = (one: StatementDiff): StatementDiff => ({ ...one, changeId: give(one.changeId) });
  return {
    ...block,
    changeId: give(block.changeId),
    statements: block.statements.map(statement),
    parts: block.parts.map((part) => ({
      ...part,
      changeId: give(part.changeId, `${section}/${block.blockId}`),
      statements: part.statements.map(statement),
    })),
    formatting: block.formatting.map((one) => ({ ...one, changeId: give(one.changeId) })),
  };
}

/** Numbers a section in reading order. What stands in an added or removed section shares its number. */
export function numberSection(section: SectionDiff, numbers: Numbers): SectionDiff {
  const changes = section.changes.map((one): SectionChange => ({ ...one, changeId: numbers.next() }));
  const whole = changes.find(({ flag }) => flag === 'added' || flag === 'removed')?.changeId ?? null;
  const blocks = section.blocks.map((block) => numberBlock(block, { numbers, section: section.sectionId, whole }));
  return { ...section, changes, blocks, counts: countSection(changes, blocks, whole) };
}

const plus = (a: ChangeCounts, b: Partial<ChangeCounts>): ChangeCounts => ({
  edited: a.edited + (b.edited ?? 0),
  added: a.added + (b.added ?? 0),
  deleted: a.deleted + (b.deleted ?? 0),
  moved: a.moved + (b.moved ?? 0),
  citations: a.citations + (b.citations ?? 0),
  links: a.links + (b.links ?? 0),
  formatting: a.formatting + (b.formatting ?? 0),
  structure: a.structure + (b.structure ?? 0),
  sections: a.sections + (b.sections ?? 0),
  head: a.head + (b.head ?? 0),
  total: a.total + (b.total ?? 0),
});

/** The sum of counts. */
export const sumCounts = (all: readonly Partial<ChangeCounts>[]): ChangeCounts =>
  all.reduce<ChangeCounts>(plus, noChanges);

const kindOfCount = { edited: 'edited', new: 'added', deleted: 'deleted', moved: 'moved' } as const;
const countOfFormatting = {
  citation: 'citations',
  link: 'links',
  mark: 'formatting',
  spacing: 'formatting',
  'stored-form': 'formatting',
  'block-type': 'structure',
  speaker: 'structure',
  structure: 'structure',
} as const;
const countOfBlock = { edited: 'edited', added: 'added', deleted: 'deleted', moved: 'moved', kept: 'edited' } as const;

type Count = 'edited' | 'added' | 'deleted' | 'moved' | 'citations' | 'links' | 'formatting' | 'structure';

function countsOf(block: BlockDiff): readonly (readonly [string | null, Count])[] {
  return [
    [block.changeId, countOfBlock[block.kind]],
    ...block.parts.map((part) => [part.changeId, countOfBlock[part.kind]] as const),
    ...statementsOfBlock(block).map(
      (one) => [one.changeId, one.kind === 'kept' ? 'edited' : kindOfCount[one.kind]] as const,
    ),
    ...block.formatting.map((one) => [one.changeId, countOfFormatting[one.kind]] as const),
  ];
}

function countSection(
  changes: readonly SectionChange[],
  blocks: readonly BlockDiff[],
  whole: string | null,
): ChangeCounts {
  const seen = new Set<string>();
  const counts: Partial<Record<Count, number>> = {};
  for (const [changeId, count] of blocks.flatMap(countsOf)) {
    if (changeId === null || changeId === whole || seen.has(changeId)) continue;
    seen.add(changeId);
    counts[count] = (counts[count] ?? 0) + 1;
  }
  return sumCounts([counts, { sections: changes.length, total: seen.size + changes.length }]);
}
