'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import { addSectionEndpoint, revertSectionEndpoint, saveOutlineEndpoint } from '@/lib/contract/revisions';
import type { OutlineEntry } from '@/lib/domain/article';

type Answer = { headSeq: number; headHash: string; state: string };
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
  readonly onOutline: (outline: readonly OutlineEntry[], answer: Answer) => void;
  readonly onAdded: (after: string, heading: string, answer: Answer & { sectionId: string }) => void;
};

/** What can be done with a section as a whole: move, change level, remove, add one behind it, undo its changes. */
export function OutlineActions({ number, headSeq, outline, section, onOutline, onAdded }: Props) {
  const moving = useSend(saveOutlineEndpoint);
  const { sectionId, heading } = section;
  const at = outline.findIndex((entry) => entry.sectionId === sectionId);
  const level = outline[at]?.level ?? 2;
  const isLead = at === 0;
  async function save(next: readonly OutlineEntry[]) {
    const answer = await moving.run({ number, expectedHeadSeq: headSeq, outline: [...next] });
    if (answer) onOutline(next, answer);
  }
  const swap = (to: number) =>
    save(
      outline
        .map((entry, index) => (index === at ? outline[to] : index === to ? outline[at] : entry))
        .filter((entry) => entry !== undefined),
    );
  const relevel = (to: number) => save(outline.map((entry, index) => (index === at ? { ...entry, level: to } : entry)));
  const name = heading || 'Summary';
  return (
    <details className="section-menu">
      <summary aria-label={`More for ${name}`}>More</summary>
      <div className="row">
        {isLead ? null : (
          <>
            <Step label="Move up" name={name} isOff={at <= 1 || moving.busy} onClick={() => void swap(at - 1)} />
            <Step
              label="Move down"
              name={name}
              isOff={at >= outline.length - 1 || moving.busy}
              onClick={() => void swap(at + 1)}
            />
            <Step
              label="Raise level"
              name={name}
              isOff={level <= 2 || moving.busy}
              onClick={() => void relevel(level - 1)}
            />
            <Step
              label="Lower level"
              name={name}
              isOff={level >= 6 || moving.busy}
              onClick={() => void relevel(level + 1)}
            />
            <Step
              label="Remove"
              name={name}
              isOff={moving.busy}
              onClick={() => void save(outline.filter((_, index) => index !== at))}
            />
          </>
        )}
        <AddSection
          number={number}
          headSeq={headSeq}
          sectionId={sectionId}
          level={Math.max(2, level)}
          onAdded={onAdded}
        />
        {section.isChanged && !section.isNew ? (
          <Revert number={number} sectionId={sectionId} seq={section.seq} />
        ) : null}
      </div>
      {moving.error ? <p role="alert">{moving.error.message}</p> : null}
    </details>
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
        if (answer) onAdded(sectionId, heading, answer);
        return answer !== null;
      }}
    />
  );
}

function Revert({
  number,
  sectionId,
  seq,
}: {
  readonly number: number;
  readonly sectionId: string;
  readonly seq: number;
}) {
  const { run, busy, error } = useSend(revertSectionEndpoint);
  return (
    <>
      <button
        type="button"
        className="small"
        disabled={busy}
        onClick={() =>
          void run({ number, sectionId, expectedSeq: seq }).then((answer) => answer && window.location.reload())
        }
      >
        Discard my changes to this section
      </button>
      {error ? <span role="alert">{error.message}</span> : null}
    </>
  );
}
