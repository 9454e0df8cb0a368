import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';
import { houseReference } from '@/lib/domain/citation/house';

/** What can be done with one record: `leave` it, or something that the label says. */
type CandidateChoice = { readonly value: string; readonly label: string };

/** One record of a text on screen. */
export type CandidateRow = {
  readonly at: number;
  /** "Line 12", "Item 3". */
  readonly where: string;
  readonly reference: string;
  /** What it is to the library: new, known, alike, or not to be read. */
  readonly state: { readonly words: string; readonly tone: '' | 'ok' | 'warn' | 'danger' };
  readonly notes: readonly string[];
  /** Without any there is nothing to choose; `leave` and one other are a tick box. */
  readonly choices: readonly CandidateChoice[];
  readonly value: string;
};

type Props = {
  readonly caption: string;
  readonly rows: readonly CandidateRow[];
  readonly onChoose: (at: number, value: string) => void;
};

/** What a record is called on screen: its reference, its name in the text where it has none. */
export const referenceOf = ({ csl, name }: Candidate): string =>
  csl && (csl.title !== undefined || csl.note !== undefined) ? houseReference(csl).text : name || 'Without a name';

/** The records of a text, each with what can be done with it. */
export function CandidateTable({ caption, rows, onChoose }: Props) {
  return (
    <ul className="plain-list lines candidates" aria-label={caption}>
      {rows.map((row) => (
        <li key={row.at} className="stack-tight">
          <Choice row={row} onChoose={(value) => onChoose(row.at, value)} />
          <p className="small">
            {row.state.tone === '' ? (
              row.state.words
            ) : (
              <span className={`pill ${row.state.tone}`}>{row.state.words}</span>
            )}{' '}
            <span className="muted">{row.where}</span>
          </p>
          {row.notes.length > 0 ? (
            <ul className="small muted">
              {row.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Choice({ row, onChoose }: { readonly row: CandidateRow; readonly onChoose: (value: string) => void }) {
  const { at, reference, choices, value } = row;
  const [one, ...more] = choices.filter((choice) => choice.value !== 'leave');
  if (!one) {
    return (
      <p>
        <bdi>{reference}</bdi>
      </p>
    );
  }
  if (more.length === 0) {
    return (
      <div className="row-top">
        <input
          id={`candidate-${at}`}
          type="checkbox"
          checked={value === one.value}
          onChange={(event) => onChoose(event.target.checked ? one.value : 'leave')}
        />
        <label htmlFor={`candidate-${at}`}>
          <bdi>{reference}</bdi> <span className="small muted">{one.label}</span>
        </label>
      </div>
    );
  }
  return (
    <div className="field">
      <label htmlFor={`candidate-${at}`}>
        <bdi>{reference}</bdi>
      </label>
      <select id={`candidate-${at}`} value={value} onChange={(event) => onChoose(event.target.value)}>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </div>
  );
}
