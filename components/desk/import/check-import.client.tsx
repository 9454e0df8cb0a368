'use client';

import { LocalTime } from '@/components/desk/local-time.client';
import { ReasonDialog } from '@/components/desk/reason-dialog.client';
import { useSend } from '@/components/use-send';
import { withdrawArticleEndpoint } from '@/lib/contract/articles';
import { checkImportEndpoint } from '@/lib/contract/imports';
import { discardEndpoint } from '@/lib/contract/revisions';

type Checked = { readonly by: string; readonly at: string; readonly note: string };
type Answer = { readonly ok: boolean; readonly because: string };
type Way =
  | ({ readonly what: 'revision'; readonly number: number } & Answer)
  | ({ readonly what: 'article'; readonly articleId: string } & Answer)
  | { readonly what: 'done' };

type Props = {
  readonly runId: string;
  /** Where the text says that it was published first; null where it says nothing of the kind. */
  readonly rights: { readonly attribution: string; readonly checked: Checked | null } | null;
  /** How the import is undone; null where there is nothing to undo. */
  readonly withdraw: Way | null;
};

/** Asks whether the imported text may stand here: somebody has checked it, or it is withdrawn. */
export function CheckImport({ runId, rights, withdraw }: Props) {
  if (!rights && !withdraw) return null;
  const isDone = withdraw?.what === 'done';
  return (
    <section className="card stack" aria-labelledby="may-stand">
      <h2 id="may-stand">May it stand here?</h2>
      {rights ? <Rights {...rights} /> : <p>The file does not say that its text was published elsewhere.</p>}
      {isDone ? (
        <p>
          <span className="pill">Withdrawn</span> Readers do not see this text.
        </p>
      ) : null}
      <div className="row">
        {rights && !rights.checked && !isDone ? <Check runId={runId} /> : null}
        {withdraw ? <WithdrawImport way={withdraw} /> : null}
      </div>
    </section>
  );
}

function Rights({ attribution, checked }: NonNullable<Props['rights']>) {
  return (
    <>
      <p>
        The file says: <q dir="auto">{attribution}</q>
        {checked ? null : ' Check that you may republish it.'}
      </p>
      {checked ? <CheckedLine checked={checked} /> : null}
    </>
  );
}

function CheckedLine({ checked: { by, at, note } }: { readonly checked: Checked }) {
  return (
    <p>
      <span className="pill ok">✓ Checked</span> by <bdi>{by}</bdi>, <LocalTime at={at} />
      {note === '' ? '' : ': '}
      {note === '' ? null : <q dir="auto">{note}</q>}
    </p>
  );
}

function Check({ runId }: { readonly runId: string }) {
  const { run, busy, error } = useSend(checkImportEndpoint);
  return (
    <ReasonDialog
      label="I have checked"
      title="May it be republished?"
      explain="Your name and the day are kept with the import."
      field="What allows it: a licence, a permission, its age (if you like)"
      confirm="I have checked: it may"
      tone="primary"
      isRequired={false}
      busy={busy}
      error={error}
      onConfirm={async (note) => (await run({ runId, note })) !== null}
    />
  );
}

function WithdrawImport({ way }: { readonly way: Way }) {
  if (way.what === 'revision') return <WithdrawRevision {...way} />;
  return way.what === 'article' ? <WithdrawArticle {...way} /> : null;
}

type Ask = Answer & { readonly explain: string; readonly isRequired: boolean };

function WithdrawRevision({ number, ok, because }: Answer & { readonly number: number }) {
  const { run, busy, error } = useSend(discardEndpoint);
  const explain = `Revision ${number} is discarded. Readers have seen nothing of it; its text stays in the record.`;
  return (
    <Withdraw
      {...{ ok, because, explain, busy, error, isRequired: false }}
      onConfirm={async (reason) => (await run({ number, reason })) !== null}
    />
  );
}

function WithdrawArticle({ articleId, ok, because }: Answer & { readonly articleId: string }) {
  const { run, busy, error } = useSend(withdrawArticleEndpoint);
  const explain = 'Readers will see a notice with your reason. Versions stay in the record.';
  return (
    <Withdraw
      {...{ ok, because, explain, busy, error, isRequired: true }}
      onConfirm={async (reason) => (await run({ articleId, reason })) !== null}
    />
  );
}

type WithdrawProps = Ask & Pick<Parameters<typeof ReasonDialog>[0], 'busy' | 'error' | 'onConfirm'>;

function Withdraw({ ok, because, ...ask }: WithdrawProps) {
  return (
    <ReasonDialog
      label="Withdraw"
      title="Withdraw what was imported?"
      field={ask.isRequired ? 'Reason' : 'Why (if you like)'}
      confirm="Withdraw"
      tone="danger"
      disabled={!ok}
      because={because}
      {...ask}
    />
  );
}
