'use client';

import { useId, useState } from 'react';
import { z } from 'zod';
import { ReadBody } from '@/components/prose/read-body';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { rebaseEndpoint } from '@/lib/contract/revisions';
import type { Body } from '@/lib/domain/prose/body';

const textSchema = z.object({ heading: z.string(), body: z.custom<Body>((value) => typeof value === 'object') });
const conflictSchema = z.object({ sectionId: z.string(), ours: textSchema, theirs: textSchema });
const currentSchema = z.object({ conflicts: z.array(conflictSchema) });

type Conflict = z.infer<typeof conflictSchema>;
type Choice = 'ours' | 'theirs';
type Props = {
  readonly number: number;
  readonly headHash: string;
  readonly liveNumber: number;
  readonly approvals: number;
};

/** Brings a stale revision up to date. Where both texts changed the same words a person chooses; nothing is chosen beforehand. */
export function Rebase({ number, headHash, liveNumber, approvals }: Props) {
  const { run, busy, error } = useSend(rebaseEndpoint);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const found = currentSchema.safeParse(error?.current);
  const conflicts = found.success ? found.data.conflicts : [];
  const open = conflicts.filter((conflict) => !choices[conflict.sectionId]).length;
  const resolutions = conflicts.flatMap((conflict) => {
    const choice = choices[conflict.sectionId];
    return choice ? [{ sectionId: conflict.sectionId, ...conflict[choice] }] : [];
  });
  return (
    <section className="notice warn stack" id="up-to-date" aria-labelledby="up-to-date-title">
      <h2 id="up-to-date-title">A newer version is live</h2>
      <p>
        This revision started from an older text than version {liveNumber}. Bring it up to date: what only one side
        changed is taken over, and your text before it stays in History.
      </p>
      {approvals > 0 ? (
        <p>An approval stays only if the live version changed other sections than this revision.</p>
      ) : null}
      {conflicts.map((conflict) => (
        <ConflictChoice
          key={conflict.sectionId}
          conflict={conflict}
          choice={choices[conflict.sectionId] ?? null}
          onChoose={(choice) => setChoices({ ...choices, [conflict.sectionId]: choice })}
        />
      ))}
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button
          type="button"
          disabled={busy || open > 0}
          onClick={() => void run({ number, headHash, liveNumber, resolutions })}
        >
          {conflicts.length > 0 ? 'Bring it up to date with these texts' : 'Bring it up to date'}
        </button>
        {open > 0 ? <span>{open === 1 ? '1 section' : `${open} sections`} still to choose</span> : null}
      </div>
    </section>
  );
}

type ChoiceProps = {
  readonly conflict: Conflict;
  readonly choice: Choice | null;
  readonly onChoose: (choice: Choice) => void;
};

function ConflictChoice({ conflict, choice, onChoose }: ChoiceProps) {
  const id = useId();
  const sides = [
    { side: 'ours', label: 'Keep the text of this revision' },
    { side: 'theirs', label: 'Take the live text' },
  ] as const;
  return (
    <fieldset className="card">
      <legend>{conflict.ours.heading || conflict.theirs.heading || 'Summary'}: both changed the same words</legend>
      <div className="two">
        {sides.map(({ side, label }) => (
          <div key={side} className="stack-tight">
            <label className="choice">
              <input type="radio" name={id} checked={choice === side} onChange={() => onChoose(side)} />
              <strong>{label}</strong>
            </label>
            <ReadBody body={conflict[side].body} label={() => 'source'} />
          </div>
        ))}
      </div>
    </fieldset>
  );
}
