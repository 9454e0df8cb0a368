'use client';

import { type FormEvent, useId, useState } from 'react';
import { LocalTime } from '@/components/desk/local-time.client';
import { CopyAddress } from '@/components/revision/copy-address.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { revokePreviewEndpoint, sharePreviewEndpoint } from '@/lib/contract/revisions';

type PreviewLink = {
  readonly id: string;
  readonly reader: string;
  readonly by: string;
  readonly madeAt: string;
  readonly until: string;
  readonly revoked: { readonly at: string; readonly by: string } | null;
  readonly works: boolean;
};

type Props = { readonly number: number; readonly links: readonly PreviewLink[]; readonly isOver: boolean };

/** Makes links by which people without an account read the revision, lists them, and ends them. */
export function PreviewLinks({ number, links, isOver }: Props) {
  return (
    <>
      {isOver ? (
        <p className="notice info">This revision has ended, and its links with it.</p>
      ) : (
        <ShareForm number={number} />
      )}
      {links.length === 0 ? (
        <p className="empty">Nobody has been given a link.</p>
      ) : (
        <ul className="lines">
          {links.map((link) => (
            <LinkLine key={link.id} number={number} link={link} isOver={isOver} />
          ))}
        </ul>
      )}
    </>
  );
}

const terms = [1, 7, 30, 90] as const;

function ShareForm({ number }: { readonly number: number }) {
  const { run, busy, error } = useSend(sharePreviewEndpoint);
  const [reader, setReader] = useState('');
  const [days, setDays] = useState('7');
  const [made, setMade] = useState<{ path: string; reader: string } | null>(null);
  const id = useId();
  async function share(event: FormEvent) {
    event.preventDefault();
    const answer = await run({ number, reader, days: Number(days) });
    if (!answer) return;
    setMade({ path: answer.path, reader });
    setReader('');
  }
  return (
    <form className="stack" onSubmit={(event) => void share(event)} noValidate>
      <p className="muted">
        Whoever has the link reads this revision as it stands when they open it, and can do nothing else. It ends at its
        time, when you revoke it, and when the revision is published, discarded or rejected.
      </p>
      <div className="row">
        <div className="field">
          <label htmlFor={`${id}-reader`}>For whom</label>
          <input
            id={`${id}-reader`}
            value={reader}
            maxLength={100}
            onChange={(event) => setReader(event.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}-days`}>Works for</label>
          <select id={`${id}-days`} value={days} onChange={(event) => setDays(event.target.value)}>
            {terms.map((term) => (
              <option key={term} value={term}>
                {term === 1 ? '1 day' : `${term} days`}
              </option>
            ))}
          </select>
        </div>
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy}>
          Make a link
        </button>
      </div>
      <div role="status">
        {made ? (
          <div className="notice ok stack-tight">
            <p>
              The link for <bdi>{made.reader}</bdi>. It is shown this once; copy it now.
            </p>
            <CopyAddress path={made.path} />
          </div>
        ) : null}
      </div>
    </form>
  );
}

type LineProps = { readonly number: number; readonly link: PreviewLink; readonly isOver: boolean };

function LinkLine({ number, link, isOver }: LineProps) {
  const { run, busy, error } = useSend(revokePreviewEndpoint);
  const { id, reader, by, madeAt, until, revoked, works } = link;
  return (
    <li className="stack-tight">
      <p>
        For <bdi>{reader}</bdi>, made by <bdi>{by}</bdi> <LocalTime at={madeAt} />.{' '}
        {revoked ? (
          <>
            Revoked by <bdi>{revoked.by}</bdi> <LocalTime at={revoked.at} />.
          </>
        ) : (
          <>
            {works ? 'Works until' : isOver ? 'Ended with the revision; would have worked until' : 'Ended'}{' '}
            <LocalTime at={until} />.
          </>
        )}
      </p>
      {works ? (
        <div className="row">
          <button
            type="button"
            className="small"
            disabled={busy}
            aria-label={`Revoke the link for ${reader}`}
            onClick={() => void run({ number, previewId: id })}
          >
            Revoke
          </button>
          <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
        </div>
      ) : null}
    </li>
  );
}
