'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { useLeaveGuard } from '@/components/editor/leave-guard';
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

/** Title, facts card, related titles and attribution of the article. */
export function HeadForm({ number, headSeq, head, onSaved }: Props) {
  const { run, busy, error } = useSend(saveHeadEndpoint);
  const [draft, setDraft] = useState(head);
  const [related, setRelated] = useState(head.related.join('\n'));
  const [isSaved, setSaved] = useState(true);
  useLeaveGuard(() => !isSaved);
  const change = (part: Partial<Head>) => {
    setDraft({ ...draft, ...part });
    setSaved(false);
  };
  async function submit(event: FormEvent) {
    event.preventDefault();
    const lines = related
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const next = { ...draft, related: lines };
    const facts = next.facts.map((fact) => ({ ...fact, citations: [...fact.citations] }));
    const answer = await run({ number, expectedHeadSeq: headSeq, ...next, facts, related: lines });
    if (!answer) return;
    setSaved(true);
    onSaved(next, answer);
  }
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
      <h2>Title and facts</h2>
      <div className="field">
        <label htmlFor="article-title">Title</label>
        <input id="article-title" value={draft.title} onChange={(event) => change({ title: event.target.value })} />
      </div>
      <FactRows facts={draft.facts} onChange={(facts) => change({ facts })} />
      <div className="field">
        <label htmlFor="related">Related titles, one a line</label>
        <textarea
          id="related"
          value={related}
          onChange={(event) => {
            setRelated(event.target.value);
            setSaved(false);
          }}
        />
      </div>
      <div className="field">
        <label htmlFor="attribution">First published in (empty when the text is our own)</label>
        <textarea
          id="attribution"
          rows={2}
          value={draft.attribution}
          onChange={(event) => change({ attribution: event.target.value })}
        />
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy}>
          Save title and facts
        </button>
        <span role="status" className="small">
          {isSaved ? '' : 'Not saved yet'}
        </span>
      </div>
    </form>
  );
}

function FactRows({
  facts,
  onChange,
}: {
  readonly facts: readonly Fact[];
  readonly onChange: (facts: readonly Fact[]) => void;
}) {
  const set = (at: number, part: Partial<Fact>) =>
    onChange(facts.map((fact, index) => (index === at ? { ...fact, ...part } : fact)));
  return (
    <fieldset className="stack">
      <legend>Facts</legend>
      {facts.length === 0 ? <p className="muted">No facts yet.</p> : null}
      {facts.map((fact, at) => (
        // Rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div className="row fact-row" key={at}>
          <label>
            Name <input value={fact.key} onChange={(event) => set(at, { key: event.target.value })} />
          </label>
          <label>
            Value <input value={fact.value} onChange={(event) => set(at, { value: event.target.value })} />
          </label>
          <label className="row">
            <input
              type="checkbox"
              checked={fact.confirmed}
              onChange={(event) => set(at, { confirmed: event.target.checked })}
            />
            Confirmed: shown to readers
          </label>
          <button type="button" className="small" onClick={() => onChange(facts.filter((_, index) => index !== at))}>
            Remove <span className="visually-hidden">{fact.key}</span>
          </button>
        </div>
      ))}
      <div>
        <button
          type="button"
          onClick={() => onChange([...facts, { key: '', value: '', confirmed: true, citations: [] }])}
        >
          Add a fact
        </button>
      </div>
    </fieldset>
  );
}
