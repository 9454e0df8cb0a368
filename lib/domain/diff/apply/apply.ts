import type { Article, Fact, Section } from '@/lib/domain/article';
import type {
  BlockDiff,
  FactChange,
  FormattingChange,
  PartDiff,
  RevisionDiff,
  SectionDiff,
  StatementDiff,
} from '@/lib/domain/diff/change';
import { idsOf, isContainer, linesOf } from '@/lib/domain/diff/lines';
import { reportedRun, sideText } from '@/lib/domain/diff/pieces';
import { blockOf, named, type ShapedLine } from '@/lib/domain/diff/apply/rebuild';
import { readRun, type Run } from '@/lib/domain/diff/runs';
import type { Block } from '@/lib/domain/prose/body';

type Side = 'from' | 'to' | undefined;

const wasThere = (kind: string, side: Side) =>
  kind === 'moved' ? side === 'from' : kind !== 'new' && kind !== 'added';
const isThere = (kind: string, side: Side) => (kind === 'moved' ? side === 'to' : kind !== 'deleted');

type Numbered = { readonly changeId: string | null };
const isNumbered = ({ changeId }: Numbered) => changeId !== null;

type Wordy = Numbered & { readonly statements: readonly Numbered[]; readonly parts?: readonly PartDiff[] };

/** Whether a part or block that came or went is reported: by a number of its own, or by those of all its words. */
const isTold = ({ changeId, statements, parts = [] }: Wordy): boolean =>
  changeId !== null || (statements.length + parts.length > 0 && statements.every(isNumbered) && parts.every(isTold));

/** Whether a part or block stands in the text after, as far as is reported. */
const stays = (part: Wordy & { readonly kind: string; readonly side?: Side }): boolean =>
  isTold(part) || part.kind === 'edited' ? isThere(part.kind, part.side) : wasThere(part.kind, part.side);

/** The words of some statements after, as far as changes that are reported explain them. */
function runOf(statements: readonly StatementDiff[], formatting: readonly FormattingChange[]): Run {
  const parts = statements
    .filter(({ kind, side, changeId }) => kind !== 'moved' || changeId === null || isThere(kind, side))
    .map((statement) => reportedRun(statement, formatting));
  return parts.reduce(
    (whole, part) => ({
      text: whole.text + part.text,
      spans: [
        ...whole.spans,
        ...part.spans.map((one) => ({ ...one, from: one.from + whole.text.length, to: one.to + whole.text.length })),
      ],
      cites: [...whole.cites, ...part.cites.map((one) => ({ ...one, at: one.at + whole.text.length }))],
    }),
    readRun(),
  );
}

function lineOf(part: PartDiff, shape: string, formatting: readonly FormattingChange[]): ShapedLine {
  if (part.what !== 'row') return { shape, runs: [runOf(part.statements, formatting)] };
  const cells = shape.split('|').map((_, cell) => part.statements.filter((one) => (one.cell ?? 0) === cell));
  return { shape, runs: cells.map((cell) => runOf(cell, formatting)) };
}

function linesAfter(before: Block, { parts, formatting }: BlockDiff): ShapedLine[] {
  const own = isContainer(before) ? linesOf(before).values() : [].values();
  return parts.flatMap((part, index): ShapedLine[] => {
    const line = wasThere(part.kind, part.side) ? own.next().value : undefined;
    if (!stays(part)) return [];
    const told = formatting.find((change) => change.kind === 'structure' && change.part === index);
    return [lineOf(part, told?.after ?? part.shape ?? line?.shape ?? '', formatting)];
  });
}

/** A block that stayed: what was there, and of the change what it reports. */
function blockAfter(before: Block, diff: BlockDiff): Block {
  const { kind, formatting, limited, after, statements } = diff;
  if (limited) return after && isNumbered(diff) ? after : before;
  const ids = formatting.find((change) => change.ids !== undefined)?.ids ?? idsOf(before);
  if (kind !== 'edited') return named(before, ids);
  const type = formatting.find((change) => change.kind === 'block-type')?.after ?? null;
  const speaker = formatting.find((change) => change.kind === 'speaker');
  const lines = isContainer(before) ? linesAfter(before, diff) : [{ shape: '', runs: [runOf(statements, formatting)] }];
  return named(blockOf({ before, type, speaker: speaker ? (speaker.after ?? '') : null, lines }), ids);
}

/** The blocks that moved, as they stood before, by the number of the move. */
function movedFrom(sections: readonly SectionDiff[], before: ReadonlyMap<string, Section>): Map<string, Block> {
  return new Map(
    sections.flatMap(({ sectionId, blocks }) => {
      const own = blocks.filter(({ kind, side }) => wasThere(kind, side));
      return own.flatMap(({ kind, changeId }, index) => {
        const block = before.get(sectionId)?.body.content[index];
        return kind === 'moved' && changeId !== null && block ? [[changeId, block] as const] : [];
      });
    }),
  );
}

function sectionAfter(diff: SectionDiff, before: Section | undefined, moved: ReadonlyMap<string, Block>): Section {
  const { sectionId, flags, heading, level, blocks } = diff;
  const own = (before?.body.content ?? []).values();
  const isUntouched = before !== undefined && blocks.length === 0;
  const content = blocks.flatMap((block): Block[] => {
    const was = wasThere(block.kind, block.side) ? own.next().value : undefined;
    if (!stays(block)) return [];
    if (block.side === 'to') {
      const from = moved.get(block.changeId ?? '');
      return from ? [blockAfter(from, block)] : [];
    }
    if (block.kind === 'added') return block.after ? [block.after] : [];
    return was ? [blockAfter(was, block)] : [];
  });
  const isNew = before === undefined;
  return {
    id: sectionId,
    level: isNew || flags.includes('relevelled') ? (level.after ?? 0) : before.level,
    heading: isNew || flags.includes('renamed') ? sideText(heading.words, 'after') : before.heading,
    body: isUntouched ? before.body : { type: 'doc', content },
  };
}

type Placed<T> = { readonly at: number; readonly thing: T };

/** Puts things that came or moved at their places, and those that stayed around them in their old order. */
function arranged<T>(stayed: readonly T[], placed: readonly Placed<T>[]): T[] {
  const rest = stayed.values();
  const at = new Map(placed.map((one) => [one.at, one.thing]));
  return Array.from({ length: stayed.length + placed.length }, (_, index) => at.get(index) ?? rest.next().value).filter(
    (thing) => thing !== undefined,
  );
}

function factAfter(before: Fact | undefined, change: FactChange): Fact {
  if (before === undefined) return change.after ?? { key: '', value: '', confirmed: false, citations: [] };
  const has = (field: keyof Fact) => change.fields.includes(field);
  const cited = change.citations.flatMap(({ kind, citationId }) => (kind === 'del' ? [] : (citationId ?? [])));
  return {
    key: has('key') ? sideText(change.key, 'after') : before.key,
    value: has('value') ? sideText(change.value, 'after') : before.value,
    confirmed: before.confirmed !== has('confirmed'),
    citations: has('citations') ? cited : before.citations,
  };
}

function factsAfter(before: readonly Fact[], changes: readonly FactChange[]): Fact[] {
  const by = new Map(
    changes.flatMap((change) => (change.position.before === null ? [] : [[change.position.before, change]])),
  );
  const stayed = before.flatMap((fact, index): Fact[] => {
    const change = by.get(index);
    if (change === undefined) return [fact];
    return change.kind === 'edited' ? [factAfter(fact, change)] : [];
  });
  const placed = changes.flatMap((change): Placed<Fact>[] => {
    const { before: from, after: at } = change.position;
    if (change.kind === 'edited' || at === null) return [];
    return [{ at, thing: factAfter(from === null ? undefined : before[from], change) }];
  });
  return arranged(stayed, placed);
}

function relatedAfter(before: readonly string[], changes: RevisionDiff['related']): string[] {
  const away = new Set(changes.flatMap(({ position }) => position.before ?? []));
  const placed = changes.flatMap(({ title, position: { after: at } }) => (at === null ? [] : [{ at, thing: title }]));
  return arranged(
    before.filter((_, index) => !away.has(index)),
    placed,
  );
}

/**
 * The text after, made of the text before and of what a comparison reports: `apply(diffRevisions(a, b), a)` equals `b`.
 * It reads no difference that is not a change of its own (a number, a chip, a flag), so that one which goes unreported
 * is missing here. Only what came as a whole is taken whole.
 */
export function applyDiff(diff: RevisionDiff, before: Article | null): Article {
  const own = new Map(before?.sections.map((section) => [section.id, section]));
  const moved = movedFrom(diff.sections, own);
  const made = new Map(
    diff.sections.map((section) => [section.sectionId, sectionAfter(section, own.get(section.sectionId), moved)]),
  );
  const flagged = new Map(diff.sections.map((section) => [section.sectionId, section.flags]));
  const isPlaced = (id: string) => ['added', 'moved'].some((flag) => flagged.get(id)?.some((one) => one === flag));
  const stayed = (before?.sections ?? []).flatMap(({ id }) =>
    flagged.get(id)?.includes('removed') || isPlaced(id) ? [] : (made.get(id) ?? []),
  );
  const placed = diff.sections.flatMap(({ sectionId, position }): Placed<Section>[] => {
    const thing = made.get(sectionId);
    return isPlaced(sectionId) && position.after !== null && thing ? [{ at: position.after, thing }] : [];
  });
  const text = (change: RevisionDiff['title'], old: string) =>
    change.changeId === null ? old : sideText(change.words, 'after');
  return {
    title: text(diff.title, before?.title ?? ''),
    facts: factsAfter(before?.facts ?? [], diff.facts),
    related: relatedAfter(before?.related ?? [], diff.related),
    attribution: text(diff.attribution, before?.attribution ?? ''),
    sections: arranged(stayed, placed),
  };
}
