'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, type FormEvent, useState } from 'react';
import { CorrectedOffers } from '@/components/editor/cite/card/corrected.client';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationLine } from '@/components/editor/cite/citation-line';
import { HeadConflicts } from '@/components/revision/two-sides';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { useLeaveGuard } from '@/components/editor/save/leave-guard';
import { saveHeadEndpoint } from '@/lib/contract/revisions';
import type { Fact } from '@/lib/domain/article';
import { suggestedCountries } from '@/lib/domain/article-countries';
import { type Head, type HeadField, mergeHeads, type Side } from '@/lib/domain/merge/head';

type Props = {
  readonly number: number;
  /** Who writes. */
  readonly me: string;
  readonly headSeq: number;
  readonly head: Head;
  readonly book: CitationBook;
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

/** A fact that carries new citations in the place of old ones. */
const recited = ({ row, fact }: Row, made: ReadonlyMap<string, CitationLine>): Row => ({
  row,
  fact: { ...fact, citations: fact.citations.map((id) => made.get(id)?.id ?? id) },
});

const isSame = (a: Head, b: Head) => JSON.stringify(a) === JSON.stringify(b);

const labels = { ours: 'Keep yours', theirs: 'Take theirs' } as const;

/** Title, facts card, related titles and attribution of the article. What others save meanwhile is merged in, or both are shown. */
export function HeadForm({ number, me, headSeq, head, book, onSaved }: Props) {
  const router = useRouter();
  const { run, busy, error } = useSend(saveHeadEndpoint);
  const [start, setStart] = useState({ head, headSeq });
  const [draft, setDraft] = useState(() => draftOf(head));
  const [choices, setChoices] = useState<Readonly<Partial<Record<HeadField, Side>>>>({});
  const isSaved = isSame(headOf(draft), start.head);
  useLeaveGuard(() => !isSaved);
  const isOvertaken = !isSame(head, start.head);
  const merged = mergeHeads(start.head, headOf(draft), head, choices);
  const open = merged.conflicts.filter(({ field }) => !choices[field]);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  async function submit(event: FormEvent) {
    event.preventDefault();
    // The merged text is on top of what the others saved, which this page has shown.
    const next = isOvertaken ? merged.head : headOf(draft);
    const facts = next.facts.map((fact) => ({ ...fact, citations: [...fact.citations] }));
    const request = { number, expectedHeadSeq: headSeq, writtenBy: me, ...next, facts, related: [...next.related] };
    const answer = await run(request);
    if (!answer) return router.refresh();
    setStart({ head: next, headSeq: answer.headSeq });
    setDraft(draftOf(next));
    setChoices({});
    onSaved(next, answer);
  }
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
      <h2>Title and facts</h2>
      <Line id="article-title" label="Title" value={draft.title} onChange={(title) => change({ title })} />
      <CorrectedOffers
        {...{ number, book }}
        cited={draft.rows.flatMap(({ fact }) => fact.citations)}
        onCited={(made) => setDraft((now) => ({ ...now, rows: now.rows.map((row) => recited(row, made)) }))}
      />
      <FactRows title={draft.title} rows={draft.rows} onChange={(rows) => change({ rows })} />
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
      {isOvertaken ? (
        <Overtaken
          conflicts={merged.conflicts}
          choices={choices}
          onChoose={(field, side) => setChoices({ ...choices, [field]: side })}
        />
      ) : null}
      <FormError message={isOvertaken ? null : (error?.message ?? null)} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy || (isOvertaken && open.length > 0)}>
          Save title and facts
        </button>
        <span role="status" className="small">
          {isSaved ? '' : 'Not saved yet'}
        </span>
      </div>
    </form>
  );
}

/** What others saved meanwhile, and what is to be chosen because of it. */
function Overtaken(props: Omit<ComponentProps<typeof HeadConflicts>, 'labels'>) {
  return (
    <>
      <p className="notice warn" role="status">
        Someone else saved title or facts meanwhile. What only one of you changed is kept when you save.
      </p>
      <HeadConflicts {...props} labels={labels} />
    </>
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

type RowsProps = {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
};

function FactRows({ title, rows, onChange }: RowsProps) {
  const set = (row: number, part: Partial<Fact>) =>
    onChange(rows.map((one) => (one.row === row ? { row, fact: { ...one.fact, ...part } } : one)));
  const add = (fact: Fact) => onChange([...rows, { row: Math.max(-1, ...rows.map((one) => one.row)) + 1, fact }]);
  const [suggested] = suggestedCountries(
    title,
    rows.map(({ fact }) => fact),
  );
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
        <button type="button" onClick={() => add({ key: '', value: '', confirmed: true, citations: [] })}>
          Add a fact
        </button>{' '}
        {suggested ? (
          <button type="button" onClick={() => add({ ...suggested, confirmed: true })}>
            Add its countries: {suggested.value}
          </button>
        ) : null}
      </div>
    </fieldset>
  );
}
