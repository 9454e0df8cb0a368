import {
  type BlockDiff,
  type ChangeCounts,
  noChanges,
  type SectionChange,
  type SectionDiff,
  type StatementDiff,
} from '@/lib/domain/diff/change';
import { statementsOfBlock } from '@/lib/domain/diff/pieces';
import { unnumbered } from '@/lib/domain/diff/sentences';

/** Hands out "c1", "c2" …; one name gets one number. */
export class Numbers {
  private count = 0;
  private readonly named = new Map<string, string>();

  /** The number for a mark: none for null, a new one for `unnumbered`, else that of the name. */
  of(mark: string | null): string | null {
    if (mark === null) return null;
    if (mark === unnumbered) return this.next();
    const known = this.named.get(mark) ?? this.next();
    this.named.set(mark, known);
    return known;
  }

  next(): string {
    this.count += 1;
    return `c${this.count}`;
  }
}

type Scope = { readonly numbers: Numbers; readonly section: string; readonly whole: string | null };

function numberBlock(block: BlockDiff, { numbers, section, whole }: Scope): BlockDiff {
  // What has a name is one end of a move, whose other end stands outside a section that came or went.
  const give = (mark: string | null) => (mark === unnumbered && whole !== null ? whole : numbers.of(mark));
  const inPart = (mark: string | null) =>
    give(mark === null || mark === unnumbered ? mark : [section, block.blockId, mark].join('\n'));
  const statement = (one: StatementDiff): StatementDiff => ({ ...one, changeId: give(one.changeId) });
  return {
    ...block,
    changeId: give(block.changeId),
    statements: block.statements.map(statement),
    parts: block.parts.map((part) => {
      const changeId = inPart(part.changeId);
      // The words of an item that moved as it is share its number, so do the cells of a row that came or went.
      const isOne = part.kind === 'moved' || (part.what === 'row' && changeId !== null);
      const own = (one: StatementDiff) => (isOne ? { ...one, changeId } : statement(one));
      return { ...part, changeId, statements: part.statements.map(own) };
    }),
    formatting: block.formatting.map((one) => ({ ...one, changeId: give(one.changeId) })),
  };
}

/** Numbers a section in reading order. What stands in an added or removed section shares its number. */
export function numberSection(section: SectionDiff, numbers: Numbers): SectionDiff {
  const changes = section.changes.map((one): SectionChange => ({ ...one, changeId: numbers.next() }));
  const whole = wholeOf(changes);
  const blocks = section.blocks.map((block) => numberBlock(block, { numbers, section: section.sectionId, whole }));
  const numbered = { ...section, changes, blocks };
  return { ...numbered, counts: countSections([numbered]) };
}

/** The number of a section that came or went as a whole. */
const wholeOf = (changes: readonly SectionChange[]): string | null =>
  changes.find(({ flag }) => flag === 'added' || flag === 'removed')?.changeId ?? null;

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

/** Counts what changed in some numbered sections; a move from one to another counts once. */
export function countSections(sections: readonly Pick<SectionDiff, 'changes' | 'blocks'>[]): ChangeCounts {
  const seen = new Set<string>();
  const counts: Partial<Record<Count, number>> = {};
  for (const { changes, blocks } of sections) {
    const whole = wholeOf(changes);
    for (const [changeId, count] of blocks.flatMap(countsOf)) {
      if (changeId === null || changeId === whole || seen.has(changeId)) continue;
      seen.add(changeId);
      counts[count] = (counts[count] ?? 0) + 1;
    }
  }
  const whole = sections.reduce((sum, { changes }) => sum + changes.length, 0);
  return sumCounts([counts, { sections: whole, total: seen.size + whole }]);
}
