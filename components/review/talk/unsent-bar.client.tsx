'use client';

import { type SaidPieces, SaidWords } from '@/components/review/talk/said';
import { Fresh, Struck } from '@/components/review/talk/place';
import { FormError } from '@/components/ui/form-error';
import { count } from '@/components/words';
import { useSend } from '@/components/use-send';
import { dropUnsentEndpoint, sendUnsentEndpoint } from '@/lib/contract/reviews';

type UnsentData = {
  readonly id: string;
  readonly threadId: string | null;
  readonly sectionId: string | null;
  readonly heading: string | null;
  readonly quote: string;
  readonly text: SaidPieces;
  readonly mustResolve: boolean;
  readonly replacement: string | null;
};

type Props = { readonly unsent: readonly UnsentData[]; readonly hasEnded: boolean };

/** What this person has not sent yet: counted, each with its own way out, and the rest goes with the verdict. */
export function UnsentBar({ unsent, hasEnded }: Props) {
  if (unsent.length === 0) return null;
  return (
    <details className="unsent">
      <summary>
        {count(unsent.length, 'comment')} not sent yet. Only you can see {unsent.length === 1 ? 'it' : 'them'}.
      </summary>
      <div className="stack">
        <p className="small muted">
          {hasEnded
            ? 'This revision has ended. What you send now is a comment on the article.'
            : 'They go with your verdict, or one by one.'}
        </p>
        <ul className="plain-list lines">
          {unsent.map((one) => (
            <Unsent key={one.id} one={one} />
          ))}
        </ul>
      </div>
    </details>
  );
}

function Unsent({ one }: { readonly one: UnsentData }) {
  const send = useSend(sendUnsentEndpoint);
  const drop = useSend(dropUnsentEndpoint);
  const error = send.error ?? drop.error;
  return (
    <li className="row-between">
      <div className="stack-tight">
        <span className="small muted">{aboutWords(one)}</span>
        {one.quote ? (
          <blockquote className="quoted" dir="auto">
            {one.replacement === null ? one.quote : <Struck words={one.quote} />}{' '}
            {one.replacement === null ? null : <Fresh words={one.replacement} />}
          </blockquote>
        ) : null}
        <p className="said">
          <SaidWords pieces={one.text} />
        </p>
        <FormError message={error?.message ?? null} />
      </div>
      <div className="row">
        <button
          type="button"
          className="small"
          disabled={send.busy}
          onClick={() => void send.run({ unsentId: one.id })}
        >
          Send this one now
        </button>
        <button
          type="button"
          className="small"
          disabled={drop.busy}
          onClick={() => void drop.run({ unsentId: one.id })}
        >
          Throw away
        </button>
      </div>
    </li>
  );
}

function aboutWords({ threadId, sectionId, heading, mustResolve }: UnsentData): string {
  const about = threadId
    ? 'a reply'
    : sectionId
      ? `on “${heading || (heading === null ? 'a removed section' : 'Summary')}”`
      : 'on the whole revision';
  return mustResolve ? `${about} · must be resolved` : about;
}
