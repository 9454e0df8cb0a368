'use client';

import { type FormEvent, useState } from 'react';
import { Words } from '@/components/prose/words';
import { send, SendError } from '@/components/send';
import { TextField } from '@/components/sources/text-field';
import { FormError } from '@/components/ui/form-error';
import { checkQuoteEndpoint } from '@/lib/contract/sources';
import type { EndpointOutput } from '@/lib/contract/endpoint';

type Answer = EndpointOutput<typeof checkQuoteEndpoint>;

const said = {
  found: '✓ These words stand in what was kept.',
  near: '! Nearly: this is the difference. Deleted words are the source’s, inserted ones are yours.',
  not_found: '✗ These words are not in what was kept.',
  no_text: '○ Nothing is kept that words can be looked up in.',
} as const;

/** Looks quoted words up in the snapshots of a source. */
export function QuoteCheck({ sourceId }: { readonly sourceId: string }) {
  const [quote, setQuote] = useState('');
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (quote.trim() === '' || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      setAnswer(await send(checkQuoteEndpoint, { sourceId, quote }));
    } catch (error) {
      setAnswer(null);
      setProblem(error instanceof SendError ? error.message : 'Something went wrong. Try again.');
    }
    setBusy(false);
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <TextField label="Look quoted words up" value={quote} onChange={setQuote} rows={2} maxLength={1000} />
      <div>
        <button type="submit" disabled={busy}>
          Look them up
        </button>
      </div>
      <FormError message={problem} />
      <div role="status" className="stack-tight">
        {answer ? <p>{said[answer.is]}</p> : null}
        {answer && answer.words.length > 0 ? (
          <p dir="auto">
            <Words pieces={answer.words} side="both" label={() => ''} />
          </p>
        ) : null}
      </div>
    </form>
  );
}
