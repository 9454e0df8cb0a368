'use client';

import { useId, useState } from 'react';
import { CommentBox, useStoredComment } from '@/components/review/talk/comment-box.client';
import { useTalk } from '@/components/review/talk/people.client';
import type { Target } from '@/components/review/talk/selection';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { keepUnsentEndpoint, startThreadEndpoint } from '@/lib/contract/reviews';

type Props = {
  readonly number: number;
  readonly target: Target;
  /** Name of the section that the target is in. */
  readonly heading: string;
  /** Opens with the field for other words. */
  readonly isSuggesting?: boolean;
  /** What is typed, where it outlives the form: another choice of words does not lose it. */
  readonly draft?: readonly [string, (typed: string) => void];
  readonly close: () => void;
};

type Ways = 'now' | 'later' | 'as_comment';

/** What a form for a comment holds, and how it is sent. */
function useComment({ number, target, isSuggesting = false, draft, close }: Omit<Props, 'heading'>) {
  const start = useSend(startThreadEndpoint);
  const keep = useSend(keepUnsentEndpoint);
  const stored = useStoredComment();
  const own = useState('');
  const [typed, setTyped] = draft ?? own;
  const [mustResolve, setMustResolve] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [words, setWords] = useState<string | null>(isSuggesting && maySuggest(target) ? target.quote : null);
  const [isSpelling, setSpelling] = useState(false);
  const isSuggestion = words !== null && words !== target.quote;
  const saidBy = (way: Ways) => {
    const asComment = `${stored(typed)}\n“${words ?? ''}”`.trim();
    const suggest = isSuggestion && way !== 'as_comment' ? { replacement: words, isSpelling } : null;
    return { number, ...target, mustResolve, suggest, text: isSuggestion && !suggest ? asComment : stored(typed) };
  };
  async function go(way: Ways) {
    const lacks = typed.trim() === '' && !isSuggestion;
    setMissing(lacks);
    if (lacks) return;
    const said = saidBy(way);
    const done = way === 'later' ? await keep.run({ ...said, threadId: null }) : await start.run(said);
    if (done === null) return;
    setTyped('');
    setMustResolve(false);
    setWords(null);
    close();
  }
  const error = start.error ?? keep.error;
  const fields = { typed, setTyped, mustResolve, setMustResolve, words, setWords, isSpelling, setSpelling };
  return { ...fields, isMissing, isSuggestion, go, error, busy: start.busy || keep.busy };
}

/** Starts a thread about words, a section or the whole revision: sent now, or kept until the verdict. Of words others can be suggested. */
export function CommentForm({ heading, ...props }: Props) {
  const { target, close } = props;
  const form = useComment(props);
  const { isSuggestion, mustResolve, error, go } = form;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void go('now');
      }}
      noValidate
    >
      <About target={target} heading={heading} />
      {maySuggest(target) ? <Other quote={target.quote} {...form} /> : null}
      <CommentBox
        label={isSuggestion ? 'Comment (if you like)' : 'Comment'}
        value={form.typed}
        onChange={form.setTyped}
        error={form.isMissing ? 'Write a comment.' : null}
      />
      <label className="choice">
        <input type="checkbox" checked={mustResolve} onChange={(event) => form.setMustResolve(event.target.checked)} />
        <span>This must be resolved before it is published</span>
      </label>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <Buttons isSuggestion={isSuggestion} busy={form.busy} go={go} close={close} />
    </form>
  );
}

/** Other words can be suggested for those that stand in the text now. */
const maySuggest = ({ sectionId, quote, side }: Target): boolean =>
  sectionId !== null && quote !== '' && side === 'now';

type ButtonsProps = {
  readonly isSuggestion: boolean;
  readonly busy: boolean;
  readonly go: (way: Ways) => Promise<void>;
  readonly close: () => void;
};

function Buttons({ isSuggestion, busy, go, close }: ButtonsProps) {
  const { costsApproval } = useTalk();
  return (
    <>
      {isSuggestion && costsApproval !== null ? (
        <p className="notice info">If {costsApproval} uses this, someone else has to approve.</p>
      ) : null}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {isSuggestion ? 'Send the suggestion' : 'Send the comment'}
        </button>
        {isSuggestion ? (
          <button type="button" disabled={busy} onClick={() => void go('as_comment')}>
            Send as a comment
          </button>
        ) : null}
        <button type="button" disabled={busy} onClick={() => void go('later')}>
          Keep until I send
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </>
  );
}

type OtherProps = {
  readonly quote: string;
  readonly words: string | null;
  readonly setWords: (words: string | null) => void;
  readonly isSpelling: boolean;
  readonly setSpelling: (isSpelling: boolean) => void;
};

function Other({ quote, words, setWords, isSpelling, setSpelling }: OtherProps) {
  const id = useId();
  if (words === null) {
    return (
      <p>
        <button type="button" className="small" onClick={() => setWords(quote)}>
          Suggest other words
        </button>
      </p>
    );
  }
  return (
    <>
      <div className="field">
        <label htmlFor={id}>Words instead</label>
        <textarea
          id={id}
          dir="auto"
          value={words}
          maxLength={4000}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      <label className="choice">
        <input type="checkbox" checked={isSpelling} onChange={(event) => setSpelling(event.target.checked)} />
        <span>Only spelling</span>
      </label>
    </>
  );
}

function About({ target, heading }: Pick<Props, 'target' | 'heading'>) {
  if (target.sectionId === null) return <p>On the whole revision.</p>;
  if (target.quote === '') return <p>On the section “{heading}”.</p>;
  return (
    <>
      <p>
        On these {target.side === 'before' ? 'deleted ' : ''}words of “{heading}”:
      </p>
      <blockquote className="note-line" dir="auto">
        {target.quote}
      </blockquote>
    </>
  );
}
