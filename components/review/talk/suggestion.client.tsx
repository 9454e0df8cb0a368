'use client';

import { useId, useState } from 'react';
import { z } from 'zod';
import { Fresh, Struck } from '@/components/review/talk/place';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import type { SendError } from '@/components/send';
import { useSend } from '@/components/use-send';
import { applySuggestionsEndpoint, declineSuggestionEndpoint } from '@/lib/contract/reviews';

export type SuggestionData = {
  readonly replacement: string;
  readonly isSpelling: boolean;
  readonly state: string;
  readonly used: string | null;
  readonly reason: string;
  readonly decidedBy: string | null;
  /** The paragraph is another one than it was made for. */
  readonly isStale: boolean;
};

type About = { readonly id: string; readonly quote: string };
type Props = {
  readonly number: number;
  readonly thread: About;
  readonly suggestion: SuggestionData;
  readonly mayEdit: boolean;
};

/** Other words for those of a thread: what goes and what comes, and the three answers to it. */
export function Suggestion({ number, thread, suggestion, mayEdit }: Props) {
  const { replacement, state, isSpelling } = suggestion;
  return (
    <div className="stack-tight suggestion">
      <p className="quoted" dir="auto">
        <span className="pill info">{isSpelling ? 'Spelling' : 'Suggestion'}</span> <Struck words={thread.quote} />{' '}
        <Fresh words={replacement} />
      </p>
      {state === 'open' ? null : <Decided suggestion={suggestion} />}
      {state === 'open' && mayEdit ? <Answers number={number} thread={thread} suggestion={suggestion} /> : null}
    </div>
  );
}

function Decided({ suggestion: { state, used, replacement, reason, decidedBy } }: Pick<Props, 'suggestion'>) {
  return (
    <p className="small">
      <bdi>{decidedBy}</bdi> {state === 'used' ? 'used it' : 'said no'}
      {state === 'used' && used !== replacement ? `, with other words: “${used}”` : ''}
      {state === 'declined' ? `, because: ${reason}` : ''}
      {/[.!?]$/u.test(reason) ? '' : '.'}
    </p>
  );
}

/** What the server says is there now, of a suggestion that cannot be used blindly. */
const comparedSchema = z.object({ before: z.string(), now: z.string().nullable(), seenHash: z.string().nullable() });
type Compared = z.infer<typeof comparedSchema>;

const comparedOf = (error: SendError | null): Compared | null => {
  if (error?.code !== 'stale') return null;
  return comparedSchema.safeParse(error.current).data ?? null;
};
const asksForSources = (error: SendError | null): boolean =>
  error?.issues.some(({ code }) => code === 'sources_at_stake') ?? false;

type Choice = { readonly words?: string; readonly sources?: 'keep' | 'drop'; readonly seenHash?: string };

const seenOf = (compared: Compared | null): Choice => (compared?.seenHash ? { seenHash: compared.seenHash } : {});

function Answers({ number, thread, suggestion }: Omit<Props, 'mayEdit'>) {
  const { run, busy, error } = useSend(applySuggestionsEndpoint);
  const compared = comparedOf(error);
  const [last, setLast] = useState<Choice>({});
  const apply = async (choice: Choice) => {
    setLast(choice);
    return (await run({ number, uses: [{ threadId: thread.id, ...choice }] })) !== null;
  };
  const seen = seenOf(compared);
  const hasToCompare = suggestion.isStale && !compared;
  const isGone = compared !== null && compared.now === null;
  return (
    <>
      <FormError message={error?.message ?? null} />
      {compared ? <Three compared={compared} suggested={suggestion.replacement} /> : null}
      {asksForSources(error) ? <KeepSources choose={(sources) => void apply({ ...last, sources })} /> : null}
      {hasToCompare ? <p className="small">The words changed since. Compare and use.</p> : null}
      <div className="row">
        {isGone ? null : (
          <button type="button" className="small primary" disabled={busy} onClick={() => void apply(seen)}>
            {applyLabel(hasToCompare, compared !== null)}
          </button>
        )}
        {hasToCompare || isGone ? null : (
          <DialogButton label="Use and edit" title="Use and edit" tone="small">
            {(close) => (
              <EditFirst start={suggestion.replacement} apply={(words) => apply({ ...seen, words })} close={close} />
            )}
          </DialogButton>
        )}
        <DialogButton label="No, because…" title="Say no to this suggestion" tone="small">
          {(close) => <SayNo threadId={thread.id} close={close} />}
        </DialogButton>
      </div>
    </>
  );
}

const applyLabel = (hasToCompare: boolean, isCompared: boolean): string =>
  hasToCompare ? 'Compare' : isCompared ? 'Use it here' : 'Use';

/** Nobody's source goes unasked. */
function KeepSources({ choose }: { readonly choose: (sources: 'keep' | 'drop') => void }) {
  return (
    <div className="row">
      <button type="button" className="small" onClick={() => choose('keep')}>
        Keep the source
      </button>
      <button type="button" className="small" onClick={() => choose('drop')}>
        Take it away, too
      </button>
    </div>
  );
}

/** The three texts: the words that it was made for, those of today, and the suggested ones. */
function Three({ compared: { before, now }, suggested }: { readonly compared: Compared; readonly suggested: string }) {
  const rows = [
    ['It was suggested for', before],
    ['There now', now ?? '(nothing)'],
    ['Suggested', suggested],
  ] as const;
  return (
    <dl className="three">
      {rows.map(([name, words]) => (
        <div key={name}>
          <dt className="small muted">{name}</dt>
          <dd dir="auto">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

type EditProps = {
  readonly start: string;
  readonly apply: (words: string) => Promise<boolean>;
  readonly close: () => void;
};

function EditFirst({ start, apply, close }: EditProps) {
  const [words, setWords] = useState(start);
  const id = useId();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void apply(words).then(close);
      }}
    >
      <div className="field">
        <label htmlFor={id}>The words that go into the text</label>
        <textarea id={id} value={words} maxLength={4000} onChange={(event) => setWords(event.target.value)} />
      </div>
      <div className="row">
        <button type="submit" className="primary">
          Use these words
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function SayNo({ threadId, close }: { readonly threadId: string; readonly close: () => void }) {
  const { run, busy, error } = useSend(declineSuggestionEndpoint);
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  const submit = async () => {
    setMissing(reason.trim() === '');
    if (reason.trim() !== '' && (await run({ threadId, reason })) !== null) close();
  };
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className="field">
        <label htmlFor={id}>Because</label>
        <input
          id={id}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
        />
        {isMissing ? (
          <span className="error" id={`${id}-error`}>
            Say why.
          </span>
        ) : null}
      </div>
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Say no
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}
