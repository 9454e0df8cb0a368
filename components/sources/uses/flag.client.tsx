'use client';

import { type FormEvent, useId, useState } from 'react';
import { ChoiceField, TextField } from '@/components/sources/text-field';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { raiseFlagEndpoint } from '@/lib/contract/sources';
import { type FlagKind, flagKinds, flagWords } from '@/lib/domain/citation/library/flags';

type Props = {
  readonly articleId: string;
  readonly number: number | null;
  readonly sectionId: string;
  readonly citationId: string;
  readonly statement: string;
  readonly statementHash: string;
};

/** What can be doubted of a statement that has a source. */
const options = flagKinds
  .filter((kind) => kind !== 'citation_needed')
  .map((kind) => [kind, flagWords[kind].replace(/^\p{L}/u, (letter) => letter.toUpperCase())] as const);

/** Raises a doubt about a citation, with a reason. */
export function FlagButton(props: Props) {
  return (
    <DialogButton label="Flag" title="What is doubtful?" tone="small">
      {(close) => <FlagFields {...props} close={close} />}
    </DialogButton>
  );
}

function FlagFields({ statement, close, number, ...about }: Props & { readonly close: () => void }) {
  const { run, busy, error } = useSend(raiseFlagEndpoint);
  const [kind, setKind] = useState<FlagKind>('better_source');
  const [why, setWhy] = useState('');
  const [isMissing, setMissing] = useState(false);
  const name = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(why.trim() === '');
    if (why.trim() === '') return;
    const { articleId, sectionId, citationId, statementHash } = about;
    const where = number === null ? {} : { number };
    const input = { articleId, ...where, sectionId, citationId, statementHash, kind, why };
    if ((await run(input)) === null) return;
    setWhy('');
    close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <blockquote dir="auto">{statement}</blockquote>
      <ChoiceField legend="The doubt" name={name} value={kind} options={options} onChange={setKind} />
      <TextField
        label="The reason"
        value={why}
        onChange={setWhy}
        maxLength={500}
        rows={2}
        error={isMissing ? 'Enter the reason.' : null}
      />
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Flag it
        </button>
        <button type="button" onClick={close}>
          Keep reading
        </button>
      </div>
    </form>
  );
}
