'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { useSend } from '@/components/use-send';
import { addSectionEndpoint, revertSectionEndpoint, saveOutlineEndpoint } from '@/lib/contract/revisions';
import type { OutlineEntry } from '@/lib/domain/article';

type Answer = { headSeq: number; headHash: string; state: string };
type Added = { readonly sectionId: string; readonly heading: string; readonly level: number };
type Props = {
  readonly number: number;
  readonly headSeq: number;
  readonly outline: readonly OutlineEntry[];
  readonly section: {
    readonly sectionId: string;
    readonly heading: string;
    readonly seq: number;
    readonly isChanged: boolean;
    readonly isNew: boolean;
  };
  readonly onOutline: (outline: readonly OutlineEntry[], answer: Answer, said: string) => void;
  readonly onAdded: (after: string, section: Added, answer: Answer) => void;
};

/** What can be done with a section as a whole: move, change level, remove, add one behind it, undo its changes. */
export function OutlineActions(props: Props) {
  const { number, headSeq, outline, section, onAdded } = props;
  const { sectionId } = section;
  const name = section.heading || 'Summary';
  const at = outline.findIndex((entry) => entry.sectionId === sectionId);
  return (
    <details className="section-menu">
      <summary id={`more-${sectionId}`} aria-label={`More for ${name}`}>
        More
      </summary>
      <div className="row">
        {at === 0 ? null : <Steps {...props} name={name} at={at} />}
        <AddSection
          number={number}
          headSeq={headSeq}
          sectionId={sectionId}
          level={Math.max(2, outline[at]?.level ?? 2)}
          onAdded={onAdded}
        />
        {section.isChanged && !section.isNew ? (
          <Revert number={number} sectionId={sectionId} seq={section.seq} name={name} />
        ) : null}
      </div>
    </details>
  );
}

type StepsProps = Props & { readonly name: string; readonly at: number };

function Steps({ number, headSeq, outline, onOutline, name, at }: StepsProps) {
  const { run, busy, error } = useSend(saveOutlineEndpoint);
  const level = outline[at]?.level ?? 2;
  async function save(next: readonly OutlineEntry[], said: string): Promise<boolean> {
    const answer = await run({ number, expectedHeadSeq: headSeq, outline: [...next] });
    if (answer) onOutline(next, answer, said);
    return answer !== null;
  }
  const swap = (to: number, said: string) => void save(swapped(outline, at, to), `“${name}” moved ${said}.`);
  const relevel = (to: number) =>
    void save(
      outline.map((entry, index) => (index === at ? { ...entry, level: to } : entry)),
      `“${name}” is at level ${to}.`,
    );
  const isLast = at >= outline.length - 1;
  return (
    <>
      <Step label="Move up" name={name} isOff={at <= 1 || busy} onClick={() => swap(at - 1, 'up')} />
      <Step label="Move down" name={name} isOff={isLast || busy} onClick={() => swap(at + 1, 'down')} />
      <Step label="Raise level" name={name} isOff={level <= 2 || busy} onClick={() => relevel(level - 1)} />
      <Step label="Lower level" name={name} isOff={level >= 6 || busy} onClick={() => relevel(level + 1)} />
      <Remove
        name={name}
        busy={busy}
        onConfirm={() =>
          save(
            outline.filter((_, index) => index !== at),
            `“${name}” removed.`,
          )
        }
      />
      {error ? <p role="alert">{error.message}</p> : null}
    </>
  );
}

function swapped(outline: readonly OutlineEntry[], at: number, to: number): OutlineEntry[] {
  const next = [...outline];
  const [a, b] = [outline[at], outline[to]];
  if (a && b) [next[at], next[to]] = [b, a];
  return next;
}

type RemoveProps = { readonly name: string; readonly busy: boolean; readonly onConfirm: () => Promise<boolean> };

function Remove({ name, busy, onConfirm }: RemoveProps) {
  return (
    <DialogButton label={`Remove “${name}”`} title={`Remove “${name}”?`} tone="small">
      {(close) => (
        <>
          <p>
            The section leaves this revision. Its text stays in History, and readers see no change until publishing.
          </p>
          <div className="row">
            <button
              type="button"
              className="danger"
              disabled={busy}
              onClick={() => void onConfirm().then((isGone) => !isGone && close())}
            >
              Remove section
            </button>
            <button type="button" onClick={close}>
              Keep it
            </button>
          </div>
        </>
      )}
    </DialogButton>
  );
}

type StepProps = {
  readonly label: string;
  readonly name: string;
  readonly isOff: boolean;
  readonly onClick: () => void;
};

function Step({ label, name, isOff, onClick }: StepProps) {
  return (
    <button type="button" className="small" disabled={isOff} onClick={onClick}>
      {label} <span className="visually-hidden">{name}</span>
    </button>
  );
}

type AddProps = Pick<Props, 'number' | 'headSeq' | 'onAdded'> & { readonly sectionId: string; readonly level: number };

function AddSection({ number, headSeq, sectionId, level, onAdded }: AddProps) {
  const { run, busy, error } = useSend(addSectionEndpoint);
  return (
    <ReasonDialog
      label="Add a section behind"
      title="Add a section"
      explain="It stands behind this one. You can move it and change its level afterwards."
      field="Heading"
      confirm="Add the section"
      tone="small"
      isLong={false}
      busy={busy}
      error={error}
      onConfirm={async (heading) => {
        const answer = await run({ number, expectedHeadSeq: headSeq, heading, level, after: sectionId });
        if (answer) onAdded(sectionId, { sectionId: answer.sectionId, heading, level }, answer);
        return answer !== null;
      }}
    />
  );
}

type RevertProps = {
  readonly number: number;
  readonly sectionId: string;
  readonly seq: number;
  readonly name: string;
};

function Revert({ number, sectionId, seq, name }: RevertProps) {
  const { run, busy, error } = useSend(revertSectionEndpoint);
  return (
    <>
      <Step
        label="Discard my changes to"
        name={name}
        isOff={busy}
        onClick={() => void run({ number, sectionId, expectedSeq: seq })}
      />
      {error ? <span role="alert">{error.message}</span> : null}
    </>
  );
}
