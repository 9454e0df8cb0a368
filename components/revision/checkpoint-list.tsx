import { LocalTime } from '@/components/desk/local-time.client';
import { checkpointWords } from '@/components/words';

export type CheckpointLine = {
  readonly id: string;
  readonly reason: string;
  readonly label: string;
  readonly at: string;
  readonly by: string;
  readonly isPresent: boolean;
  /** Sections and parts of the head that differ from the checkpoint before. */
  readonly changed: readonly string[];
};

type Props = {
  readonly number: number;
  readonly checkpoints: readonly CheckpointLine[];
  /** Version that the revision started from; null for a new article. */
  readonly baseNumber: number | null;
  /** The states of this section only. */
  readonly sectionId?: string;
};

/** What a checkpoint is called. */
export const checkpointName = ({ label, reason }: Pick<CheckpointLine, 'label' | 'reason'>): string =>
  label || (checkpointWords[reason] ?? reason);

/** The states of a revision as a form: two of them are compared. Works without script. */
export function CheckpointList({ number, checkpoints, baseNumber, sectionId }: Props) {
  const from =
    checkpoints.find(({ isPresent }) => !isPresent)?.id ?? (baseNumber === null ? checkpoints[0]?.id : 'base');
  return (
    <form action={`/desk/revisions/${number}/history/compare`} className="stack">
      {sectionId === undefined ? null : <input type="hidden" name="section" value={sectionId} />}
      <div className="table-wrap">
        <table className="checkpoints">
          <caption className="visually-hidden">Kept texts, the newest first</caption>
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">Text, and what changed in it</th>
            </tr>
          </thead>
          <tbody>
            <Row value="now" name="The present text" note="As it is saved now" from={from} />
            {checkpoints.map((checkpoint) => (
              <Kept key={checkpoint.id} {...{ number, checkpoint, from, sectionId }} />
            ))}
            {baseNumber === null ? null : (
              <Row value="base" name={`Version ${baseNumber}`} note="Where this revision started" from={from} />
            )}
          </tbody>
        </table>
      </div>
      <div>
        <button type="submit">Compare the two</button>
      </div>
    </form>
  );
}

type KeptProps = {
  readonly number: number;
  readonly checkpoint: CheckpointLine;
  readonly from: string | undefined;
  readonly sectionId: string | undefined;
};

function Kept({ number, checkpoint, from, sectionId }: KeptProps) {
  const { id, by } = checkpoint;
  const name = checkpointName(checkpoint);
  const href = `/desk/revisions/${number}/history/${id}${sectionId === undefined ? '' : `?section=${sectionId}`}`;
  return (
    <tr>
      <Choose value={id} name={`${name}, ${by}`} from={from} />
      <td>
        <KeptText checkpoint={checkpoint} name={name} href={href} />
      </td>
    </tr>
  );
}

type TextProps = { readonly checkpoint: CheckpointLine; readonly name: string; readonly href: string };

function KeptText({ checkpoint: { by, at, changed, isPresent }, name, href }: TextProps) {
  return (
    <div className="row-between">
      <div className="stack-tight">
        <a href={href}>
          <bdi>{name}</bdi>
        </a>
        <span className="small muted">
          <bdi>{by}</bdi> · <LocalTime at={at} />
        </span>
      </div>
      <div className="pills">
        {isPresent ? <span className="pill ok">✓ The present text</span> : null}
        {changed.map((what) => (
          <ChangedPart key={what} what={what} />
        ))}
        {changed.length === 0 ? <span className="small muted">Nothing changed</span> : null}
      </div>
    </div>
  );
}

const ChangedPart = ({ what }: { readonly what: string }) => (
  <span className="pill">
    <bdi>{what}</bdi>
  </span>
);

type RowProps = {
  readonly value: string;
  readonly name: string;
  readonly note: string;
  readonly from: string | undefined;
};

function Row({ value, name, note, from }: RowProps) {
  return (
    <tr>
      <Choose value={value} name={name} from={from} />
      <td>
        <div className="row-between">
          {name}
          <span className="small muted">{note}</span>
        </div>
      </td>
    </tr>
  );
}

type ChooseProps = { readonly value: string; readonly name: string; readonly from: string | undefined };

/** One state on either side. At first the newest that is another text is compared with the present one. */
function Choose({ value, name, from }: ChooseProps) {
  return (['from', 'to'] as const).map((side) => (
    <td key={side}>
      <input
        type="radio"
        name={side}
        value={value}
        aria-label={`${side === 'from' ? 'From' : 'To'}: ${name}`}
        defaultChecked={value === (side === 'from' ? from : 'now')}
      />
    </td>
  ));
}
