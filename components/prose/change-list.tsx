import {
  changeLabel,
  formattingWords,
  sectionChangeWords,
  sectionName,
  statementWords,
} from '@/components/prose/change-words';
import type { BlockDiff, RevisionDiff, SectionDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { blockText } from '@/lib/domain/prose/text';

type Row = {
  readonly changeId: string;
  readonly what: string;
  readonly place: string;
  readonly before: string;
  readonly after: string;
};

const textOf = (words: readonly WordPiece[], without: 'ins' | 'del') =>
  words.flatMap((piece) => (piece.kind === without ? [] : [piece.text])).join('');

/** Every change as a row of whole sentences: for phones, braille and print. */
export function ChangeList({ diff }: { readonly diff: RevisionDiff }) {
  const rows = uniqueRows([...headRows(diff), ...diff.sections.flatMap(sectionRows)]);
  return (
    <div className="table-wrap">
      <table>
        <caption>List of changes ({rows.length})</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.changeId}
              id={row.changeId}
              data-change={row.changeId}
              className="change"
              tabIndex={-1}
              aria-label={changeLabel(row.changeId, diff.counts.total, [row.what, row.place])}
            >
              <th scope="row">
                {row.changeId.slice(1)}. {row.what}
                <br />
                <span className="small muted">{row.place}</span>
              </th>
              <td dir="auto">{row.before || <span className="muted">nothing</span>}</td>
              <td dir="auto">{row.after || <span className="muted">nothing</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function uniqueRows(rows: readonly Row[]): Row[] {
  const first = new Map<string, Row>();
  for (const row of rows) if (!first.has(row.changeId)) first.set(row.changeId, row);
  return [...first.values()];
}

function headRows({ title, facts, related, attribution }: RevisionDiff): Row[] {
  const place = 'At a glance';
  const texts = [
    { ...title, what: 'title' },
    { ...attribution, what: 'attribution' },
  ];
  return [
    ...texts.flatMap(({ changeId, what, before, after }) =>
      changeId === null ? [] : [{ changeId, what, place, before, after }],
    ),
    ...facts.map(({ changeId, kind, before, after }) => ({
      changeId,
      what: `fact ${kind}`,
      place,
      before: before ? `${before.key}: ${before.value}` : '',
      after: after ? `${after.key}: ${after.value}` : '',
    })),
    ...related.map(({ changeId, kind, title: text }) => ({
      changeId,
      what: `related title ${kind}`,
      place,
      before: kind === 'added' ? '' : text,
      after: kind === 'removed' ? '' : text,
    })),
  ];
}

function sectionRows(section: SectionDiff): Row[] {
  const place = sectionName(section);
  const { before, after } = section.heading;
  return [
    ...section.changes.map(({ changeId, flag }) => ({
      changeId,
      what: sectionChangeWords[flag].toLowerCase(),
      place,
      before: before ?? '',
      after: after ?? '',
    })),
    ...section.blocks.flatMap((block) => blockRows(block, place)),
  ];
}

const textsOf = ({ before, after }: BlockDiff) => ({
  before: before ? blockText(before) : '',
  after: after ? blockText(after) : '',
});

function blockRows(block: BlockDiff, place: string): Row[] {
  const own =
    block.changeId === null
      ? []
      : [{ changeId: block.changeId, what: `${block.kind} paragraph`, place, ...textsOf(block) }];
  const statements = [...block.statements, ...block.parts.flatMap((part) => part.statements)];
  return [
    ...own,
    ...statements.flatMap((statement) => statementRow(statement, place)),
    ...block.formatting.flatMap(({ changeId, kind, sentence }) =>
      changeId === null ? [] : [{ changeId, what: formattingWords[kind], place, before: '', after: sentence }],
    ),
  ];
}

function statementRow({ changeId, kind, words }: StatementDiff, place: string): Row[] {
  if (changeId === null) return [];
  const isMoved = kind === 'moved';
  const whole = words.map((piece) => piece.text).join('');
  return [
    {
      changeId,
      what: statementWords[kind],
      place,
      before: isMoved ? whole : textOf(words, 'ins'),
      after: isMoved ? whole : textOf(words, 'del'),
    },
  ];
}
