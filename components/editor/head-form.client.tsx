'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { useLeaveGuard } from '@/components/editor/save/leave-guard';
import { saveHeadEndpoint } from '@/lib/contract/revisions';
import type { Fact } from '@/lib/domain/article';

export type Head = {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly related: readonly string[];
  readonly attribution: string;
};

type Props = {
  readonly number: number;
  readonly headSeq: number;
  readonly head: Head;
  readonly onSaved: (head: Head, answer: { headSeq: number; headHash: string; state: string }) => void;
};

/** A fact while it is edited: rows are told apart by `row`, as two may have the same name. */
type Row = { readonly row: number; readonly fact: Fact };
type Draft = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly related: string;
  readonly attribution: string;
};

const draftOf = ({ title, facts, related, attribution }: Head): Draft => ({
  title,
  rows: facts.map((fact, row) => ({ row, fact })),
  related: related.join('\n'),
  attribution,
});

const headOf = ({ title, rows, related, attribution }: Draft): Head => ({
  title,
  facts: rows.map(({ fact }) => fact),
  related: related
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  attribution,
});

const isSame = (a: Head, b: Head) => JSON.stringify(a) === JSON.stringify(b);

/** Title, facts card, related titles and attribution of the article. */
export function HeadForm({ number, headSeq, head, onSaved }: Props) {
  const router = useRouter();
  const { run, busy, error } = useSend(saveHeadEndpoint);
  const [start, setStart] = useState({ head, headSeq });
  const [draft, setDraft] = useState(() => draftOf(head));
  const isSaved = isSame(headOf(draft), start.head);
  useLeaveGuard(() => !isSaved);
  // A number that rose because sections were moved is ours to use; one that rose with other people's words is not.
  const expectedHeadSeq = isSame(head, start.head) ? headSeq : start.headSeq;
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  function takeTheirs() {
    setStart({ head, headSeq });
    setDraft(draftOf(head));
  }
  async function submit(event: FormEvent) {
    event.preventDefault();
    const next = headOf(draft);
    const facts = next.facts.map((fact) => ({ ...fact, citations: [...fact.citations] }));
    const answer = await run({ number, expectedHeadSeq, ...next, facts, related: [...next.related] });
    if (!answer) return router.refresh();
    setStart({ head: next, headSeq: answer.headSeq });
    onSaved(next, answer);
  }
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
      <h2>Title and facts</h2>
      <Line id="article-title" label="Title" value={draft.title} onChange={(title) => change({ title })} />
      <FactRows rows={draft.rows} onChange={(rows) => change({ rows })} />
      <Lines
        {...{ id: 'related', label: 'Related titles, one a line', value: draft.related }}
        onChange={(related) => change({ related })}
      />
      <Lines
        {...{
          id: 'attribution',
          label: 'First published in (empty when the text is our own)',
          value: draft.attribution,
        }}
        onChange={(attribution) => change({ attribution })}
      />
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy}>
          Save title and facts
        </button>
        {isSame(head, start.head) ? null : (
          <button type="button" onClick={takeTheirs}>
            Use what the others wrote
          </button>
        )}
        <span role="status" className="small">
          {isSaved ? '' : 'Not saved yet'}
        </span>
      </div>
    </form>
  );
}

type FieldProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
};

function Line({ id, label, value, onChange }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

function Lines({ id, label, value, onChange }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} rows={3} value={value} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}

type RowsProps = { readonly rows: readonly Row[]; readonly onChange: (rows: readonly Row[]) => void };

function FactRows({ rows, onChange }: RowsProps) {
  const set = (row: number, part: Partial<Fact>) =>
    onChange(rows.map((one) => (one.row === row ? { row, fact: { ...one.fact, ...part } } : one)));
  const add = () => {
    const row = Math.max(-1, ...rows.map((one) => one.row)) + 1;
    onChange([...rows, { row, fact: { key: '', value: '', confirmed: true, citations: [] } }]);
  };
  return (
    <fieldset className="stack">
      <legend>Facts</legend>
      {rows.length === 0 ? <p className="muted">No facts yet.</p> : null}
      {rows.map(({ row, fact }) => (
        <div className="row fact-row" key={row}>
          <label>
            Name <input value={fact.key} onChange={(event) => set(row, { key: event.target.value })} />
          </label>
          <label>
            Value <input value={fact.value} onChange={(event) => set(row, { value: event.target.value })} />
          </label>
          <label className="row">
            <input
              type="checkbox"
              checked={fact.confirmed}
              onChange={(event) => set(row, { confirmed: event.target.checked })}
            />
            Confirmed: shown to readers
          </label>
          <button type="button" className="small" onClick={() => onChange(rows.filter((one) => one.row !== row))}>
            Remove <span className="visually-hidden">{fact.key}</span>
          </button>
        </div>
      ))}
      <div>
        <button type="button" onClick={add}>
          Add a fact
        </button>
      </div>
    </fieldset>
  );
}
