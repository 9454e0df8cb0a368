'use client';

import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import {
  endImportNoticeEndpoint,
  openRevisionEndpoint,
  redirectArticleEndpoint,
  renameArticleEndpoint,
  restoreVersionEndpoint,
  withdrawArticleEndpoint,
} from '@/lib/contract/articles';
import { amendNoteEndpoint } from '@/lib/contract/versions';
import { useState } from 'react';

type Answer = { readonly ok: boolean; readonly because?: string };
type Props = {
  readonly articleId: string;
  readonly slug: string;
  readonly title: string;
  readonly actions: Readonly<Record<'withdraw' | 'redirect' | 'rename', Answer>>;
  readonly others: readonly { readonly id: string; readonly title: string }[];
};

/** Opens a revision of the article and goes to its editor. */
export function OpenRevision({
  articleId,
  title,
  label = 'Open a revision',
}: {
  readonly articleId: string;
  readonly title: string;
  readonly label?: string;
}) {
  const { run, busy, error } = useSend(openRevisionEndpoint);
  return (
    <ReasonDialog
      label={label}
      title="Open a revision"
      explain="Readers see nothing of it until it has been reviewed and published."
      field="A name for it"
      confirm="Open it"
      tone="primary"
      isLong={false}
      initial={`Changes to ${title}`.slice(0, 200)}
      busy={busy}
      error={error}
      onConfirm={async (name) =>
        (await run({ articleId, name, why: '' }, ({ number }) => `/desk/revisions/${number}/edit`)) !== null
      }
    />
  );
}

/** Opens a revision that holds the text of an old version. */
export function RestoreVersion({ articleId, version }: { readonly articleId: string; readonly version: number }) {
  const { run, busy, error } = useSend(restoreVersionEndpoint);
  return (
    <ReasonDialog
      label={`Restore version ${version}`}
      title={`Restore version ${version}?`}
      explain="This opens a revision with its text. Readers see nothing until it is published."
      field="Why"
      confirm="Open the revision"
      tone="small"
      isRequired={false}
      busy={busy}
      error={error}
      onConfirm={async (why) =>
        (await run({ articleId, version, why }, ({ number }) => `/desk/revisions/${number}`)) !== null
      }
    />
  );
}

type NoteProps = { readonly articleId: string; readonly version: number; readonly changeNote: string };

/** Other words for a version's change note. */
export function AmendNote({ articleId, version, changeNote }: NoteProps) {
  const { run, busy, error } = useSend(amendNoteEndpoint);
  return (
    <ReasonDialog
      key={changeNote}
      label="Edit the note"
      title={`Edit the note of version ${version}`}
      explain="Readers see the new words, and that the note was edited, with what it said before. The version stays as it is."
      field="Tell readers what changed"
      confirm="Save the note"
      tone="small"
      initial={changeNote}
      busy={busy}
      error={error}
      onConfirm={async (text) =>
        (await run({ articleId, number: version, seen: changeNote, changeNote: text })) !== null
      }
    />
  );
}

/** Takes the notice of an imported text away. */
export function EndImportNotice({ articleId }: { readonly articleId: string }) {
  const { run, busy, error } = useSend(endImportNoticeEndpoint);
  return (
    <ReasonDialog
      label="The imported text is in order"
      title="Take the notice away?"
      explain="Readers are told that this text was imported and has not been checked. Say why that is not true any more."
      field="Reason"
      confirm="Take the notice away"
      busy={busy}
      error={error}
      onConfirm={async (reason) => (await run({ articleId, reason })) !== null}
    />
  );
}

/** What happens to an article as a whole: rename its address, withdraw it, lead it to another. */
export function ArticleActions(props: Props) {
  return (
    <div className="row">
      <Rename {...props} />
      <Withdraw {...props} />
      <Redirect {...props} />
    </div>
  );
}

function Rename({ articleId, slug, actions }: Props) {
  const { run, busy, error } = useSend(renameArticleEndpoint);
  return (
    <ReasonDialog
      label="Change the address"
      title="Change the address"
      explain="The old address leads to the new one for ever."
      field="New address, after /articles/"
      confirm="Change it"
      isLong={false}
      initial={slug}
      disabled={!actions.rename.ok}
      because={actions.rename.because}
      busy={busy}
      error={error}
      onConfirm={async (text) => (await run({ articleId, slug: text })) !== null}
    />
  );
}

function Withdraw({ articleId, actions }: Props) {
  const { run, busy, error } = useSend(withdrawArticleEndpoint);
  return (
    <ReasonDialog
      label="Withdraw article"
      title="Withdraw this article?"
      explain="Readers will see a notice with your reason. Versions stay in the record."
      field="Reason"
      confirm="Withdraw article"
      tone="danger"
      disabled={!actions.withdraw.ok}
      because={actions.withdraw.because}
      busy={busy}
      error={error}
      onConfirm={async (reason) => (await run({ articleId, reason })) !== null}
    />
  );
}

function Redirect({ articleId, actions, others }: Props) {
  const { run, busy, error } = useSend(redirectArticleEndpoint);
  const [target, setTarget] = useState(others[0]?.id ?? '');
  return (
    <details>
      <summary>Lead readers to another article</summary>
      {actions.redirect.ok ? (
        <div className="stack">
          <div className="field">
            <label htmlFor="redirect-to">Article</label>
            <select id="redirect-to" value={target} onChange={(event) => setTarget(event.target.value)}>
              {others.map((other) => (
                <option key={other.id} value={other.id}>
                  {other.title}
                </option>
              ))}
            </select>
          </div>
          <ReasonDialog
            label="Redirect article"
            title="Redirect this article?"
            explain="Its address will lead to the other article. Its versions stay reachable by number."
            field="Reason"
            confirm="Redirect article"
            tone="danger"
            disabled={target === ''}
            busy={busy}
            error={error}
            onConfirm={async (reason) => (await run({ articleId, toArticleId: target, reason })) !== null}
          />
        </div>
      ) : (
        <p>{actions.redirect.because}</p>
      )}
    </details>
  );
}
