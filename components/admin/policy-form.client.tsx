'use client';

import { type FormEvent, useId, useState } from 'react';
import { judgedSentence } from '@/components/admin/judged-words';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { savePolicyEndpoint } from '@/lib/contract/site';
import { mostPoints, type SettableCheck, settableChecks } from '@/lib/domain/workflow/policy';

type Rules = {
  readonly quorum: number;
  readonly bySection: boolean;
  readonly ownersApprove: boolean;
  readonly blocking: readonly string[];
  readonly points: readonly string[];
};

/** What a revision needs: approvals, owners, checks and the reviewer's list, saved together. */
export function PolicyForm({ policy }: { readonly policy: Rules & { readonly seq: number } }) {
  const { run, busy, error } = useSend(savePolicyEndpoint);
  const [rules, setRules] = useState<Rules>(policy);
  const [said, say] = useState('');
  const change = (some: Partial<Rules>) => {
    say('');
    setRules({ ...rules, ...some });
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    const { quorum, bySection, ownersApprove } = rules;
    const blocking = settableChecks.map(({ code }) => code).filter((code) => rules.blocking.includes(code));
    const points = rules.points.map((point) => point.trim()).filter((point) => point !== '');
    const saved = await run({ expectedSeq: policy.seq, quorum, bySection, ownersApprove, blocking, points });
    if (saved) say(judgedSentence(saved));
  }
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
      <Approvals rules={rules} change={change} />
      <Checks blocking={rules.blocking} onChange={(blocking) => change({ blocking })} />
      <Points points={rules.points} onChange={(points) => change({ points })} />
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Save
        </button>
        <span role="status" className="small">
          {said}
        </span>
      </div>
    </form>
  );
}

type PartProps = { readonly rules: Rules; readonly change: (some: Partial<Rules>) => void };

function Approvals({ rules, change }: PartProps) {
  const id = useId();
  return (
    <fieldset className="stack-tight">
      <legend>Approvals</legend>
      <div className="field">
        <label htmlFor={id}>How many each changed section needs, by people who wrote none of the revision</label>
        <input
          id={id}
          type="number"
          min={1}
          max={10}
          value={rules.quorum}
          onChange={(event) => change({ quorum: event.target.valueAsNumber || 1 })}
        />
      </div>
      <Tick
        checked={rules.bySection}
        onChange={(bySection) => change({ bySection })}
        label="Sections can be approved one by one. Else only the whole is approved, and every edit takes it back."
      />
      <Tick
        checked={rules.ownersApprove}
        onChange={(ownersApprove) => change({ ownersApprove })}
        label="Whoever answers for a section has to be among those who approve it, unless they wrote part of the revision."
      />
    </fieldset>
  );
}

type TickProps = { readonly checked: boolean; readonly label: string; readonly onChange: (checked: boolean) => void };

function Tick({ checked, label, onChange }: TickProps) {
  const id = useId();
  return (
    <div className="tick">
      <input id={id} type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <label htmlFor={id}>{label}</label>
    </div>
  );
}

type ChecksProps = { readonly blocking: readonly string[]; readonly onChange: (blocking: readonly string[]) => void };

/** Which checks stand in the way; the others are said and wait for nobody. */
function Checks({ blocking, onChange }: ChecksProps) {
  const set = (code: SettableCheck, isOn: boolean) =>
    onChange(isOn ? [...blocking, code] : blocking.filter((other) => other !== code));
  return (
    <fieldset className="stack-tight">
      <legend>Checks that stand in the way of submitting and publishing</legend>
      <p className="small muted">
        What is not ticked is said, and left to the reviewer. Always in the way: a conflict, a title or a source that is
        missing, a comment that must be resolved.
      </p>
      {settableChecks.map(({ code, words }) => (
        <Tick key={code} checked={blocking.includes(code)} label={words} onChange={(isOn) => set(code, isOn)} />
      ))}
    </fieldset>
  );
}

type PointsProps = { readonly points: readonly string[]; readonly onChange: (points: readonly string[]) => void };

function Points({ points, onChange }: PointsProps) {
  const id = useId();
  const lines = Array.from({ length: mostPoints }, (_, at) => points[at] ?? '');
  return (
    <fieldset className="stack-tight">
      <legend>Reviewer’s list</legend>
      <p className="small muted">
        At most {mostPoints} points. Approving with an open point takes a reason, which readers see on the page of the
        version. The first two of the list that Stet came with count themselves while they are worded so.
      </p>
      {lines.map((point, at) => (
        <div className="field" key={at}>
          <label className="small" htmlFor={`${id}-${at}`}>
            Point {at + 1}
          </label>
          <input
            id={`${id}-${at}`}
            maxLength={200}
            value={point}
            onChange={(event) => onChange(lines.with(at, event.target.value))}
          />
        </div>
      ))}
    </fieldset>
  );
}
