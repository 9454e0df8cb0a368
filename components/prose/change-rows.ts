import { formattingWords, sectionChangeWords, sectionName, statementWords } from '@/components/prose/change-words';
import { moveWords } from '@/components/prose/context';
import type {
  BlockDiff,
  FormattingChange,
  PartDiff,
  RevisionDiff,
  SectionDiff,
  StatementDiff,
} from '@/lib/domain/diff/change';
import { sideText } from '@/lib/domain/diff/pieces';
import { blockText } from '@/lib/domain/prose/text';

/** A change for people who read a list: whole sentences before and after, the kind in words. */
export type ChangeRow = {
  readonly changeId: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
  /** "edited sentence", "source removed", "moved here from Early years". */
  readonly kind: string;
};

type Places = ReadonlyMap<string, string>;
type At = { readonly place: string; readonly places: Places };

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Every change of a comparison as a row, in reading order. */
export function changeRows(diff: RevisionDiff): ChangeRow[] {
  const places = new Map(diff.sections.map((section) => [section.sectionId, sectionName(section)]));
  const rows = [...headRows(diff), ...diff.sections.flatMap((section) => sectionRows(section, places))];
  const first = new Map<string, ChangeRow>();
  for (const row of rows) if (!first.has(row.changeId)) first.set(row.changeId, row);
  return [...first.values()];
}

function headRows({ title, facts, related, attribution }: RevisionDiff): ChangeRow[] {
  const place = 'At a glance';
  const texts = [
    { ...title, kind: 'Title' },
    { ...attribution, kind: 'Attribution' },
  ];
  return [
    ...texts.flatMap(({ changeId, kind, before, after }) =>
      changeId === null ? [] : [{ changeId, kind, place, before, after }],
    ),
    ...facts.map(({ changeId, kind, before, after, formatting }) => ({
      ...{ changeId, place, kind: [`Fact ${kind}`, ...formatting.map(({ sentence }) => sentence)].join('. ') },
      before: before ? `${before.key}: ${before.value}` : '',
      after: after ? `${after.key}: ${after.value}` : '',
    })),
    ...related.map(({ changeId, kind, title: text }) => ({
      ...{ changeId, place, kind: `Related title ${kind}` },
      before: kind === 'added' ? '' : text,
      after: kind === 'removed' ? '' : text,
    })),
  ];
}

function sectionRows(section: SectionDiff, places: Places): ChangeRow[] {
  const at = { place: sectionName(section), places };
  const { heading, level, position } = section;
  const ends = {
    relevelled: [`Level ${level.before}`, `Level ${level.after}`],
    moved: [
      `Section ${(position.before ?? 0) + 1} of the article`,
      `Section ${(position.after ?? 0) + 1} of the article`,
    ],
    renamed: [heading.before ?? '', heading.after ?? ''],
    added: ['', at.place],
    removed: [at.place, ''],
  } as const;
  return [
    ...section.changes.map(({ changeId, flag }) => ({
      ...{ changeId, place: at.place, kind: sectionChangeWords[flag] },
      ...{ before: ends[flag][0], after: ends[flag][1] },
    })),
    ...section.blocks.flatMap((block) => blockRows(block, at)),
  ];
}

const blockKinds: Readonly<Record<BlockDiff['kind'], string>> = {
  ...{ kept: 'Paragraph', edited: 'Edited paragraph, compared as a whole', added: 'New paragraph' },
  ...{ deleted: 'Deleted paragraph', moved: 'Moved paragraph' },
};

function blockRows(block: BlockDiff, at: At): ChangeRow[] {
  const { changeId, kind, before, after } = block;
  const moved = kind === 'moved' ? (before ?? after) : undefined;
  const [own, other] = [moved ?? before, moved ?? after];
  const row = {
    kind: kind === 'moved' ? capital(`paragraph ${moveWords(block, at.places)}`) : blockKinds[kind],
    ...{ place: at.place, before: own ? blockText(own) : '', after: other ? blockText(other) : '' },
  };
  return [
    ...(changeId === null ? [] : [{ changeId, ...row }]),
    ...block.statements.flatMap((statement) => statementRow(statement, at)),
    ...block.parts.flatMap((part) => partRows(part, at)),
    ...block.formatting.flatMap((change) => formattingRow(change, block, at)),
  ];
}

function partRows({ changeId, kind, what, statements, ...part }: PartDiff, at: At): ChangeRow[] {
  const text = statements
    .map(({ words }) =>
      words
        .map((piece) => piece.text)
        .join('')
        .trim(),
    )
    .join(what === 'row' ? ' · ' : ' ');
  const shown = text.trim() || `An empty ${what}`;
  const isMoved = kind === 'moved';
  const own = {
    kind: capital(isMoved ? `${what} ${moveWords(part, at.places)}` : `${what} ${kind}`),
    ...{ place: at.place, before: isMoved || kind === 'deleted' ? shown : '', after: kind === 'deleted' ? '' : shown },
  };
  return [
    ...(changeId === null ? [] : [{ changeId, ...own }]),
    ...statements.flatMap((statement) => statementRow(statement, at)),
  ];
}

function statementRow(statement: StatementDiff, { place, places }: At): ChangeRow[] {
  const { changeId, kind, words, cell } = statement;
  if (changeId === null) return [];
  const whole = words.map((piece) => piece.text).join('');
  const what = cell === undefined ? statementWords[kind] : statementWords[kind].replace('sentence', 'cell');
  return [
    {
      ...{ changeId, place, kind: capital(kind === 'moved' ? `sentence ${moveWords(statement, places)}` : what) },
      before: kind === 'moved' ? whole : sideText(words, 'before'),
      after: kind === 'moved' ? whole : sideText(words, 'after'),
    },
  ];
}

/** A change that is not one of words: what it was about, as it was and as it is. */
function formattingRow(change: FormattingChange, block: BlockDiff, { place }: At): ChangeRow[] {
  const { changeId, kind, action, words, before, after, sentence } = change;
  if (changeId === null) return [];
  const isTellable = kind === 'mark' || kind === 'link' || kind === 'block-type' || kind === 'speaker';
  const text = (side: BlockDiff['before']) => words || (side ? blockText(side) : '');
  const told = (value: string | null) => (value === null ? `not ${formattingWords[kind]}` : value);
  return [
    {
      ...{ changeId, place, kind: `${capital(formattingWords[kind])} ${action}. ${sentence}` },
      before: isTellable ? `${text(block.before)} (${before === null ? 'none' : told(before)})` : text(block.before),
      after: isTellable ? `${text(block.after)} (${after === null ? 'none' : told(after)})` : text(block.after),
    },
  ];
}
