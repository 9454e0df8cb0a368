'use client';

import { type FormEvent, useId, useState } from 'react';
import { fieldName } from '@/components/sources/words';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { count } from '@/components/words';
import { mergeSourcesEndpoint } from '@/lib/contract/sources';

type Side = { readonly id: string; readonly seq: number; readonly reference: string; readonly uses: number };
type Difference = { readonly field: string; readonly kept: string; readonly other: string };
type Props = {
  readonly kept: Side;
  readonly gone: Side;
  readonly differences: readonly Difference[];
  readonly suggested: readonly string[];
};

/** Two records field by field: for each that differs, whose words are kept. */
export function MergeForm({ kept, gone, differences, suggested }: Props) {
  const { run, busy, error } = useSend(mergeSourcesEndpoint);
  const [take, setTake] = useState<ReadonlySet<string>>(() => new Set(suggested));
  const choose = (field: string, isTaken: boolean) => {
    const next = new Set(take);
    if (isTaken) next.add(field);
    else next.delete(field);
    setTake(next);
  };
  function submit(event: FormEvent) {
    event.preventDefault();
    const seen = { sourceId: gone.id, expectedSeq: gone.seq, intoId: kept.id, intoSeq: kept.seq };
    void run({ ...seen, take: [...take] }, () => `/desk/sources/${kept.id}`);
  }
  return (
    <form className="stack" onSubmit={submit}>
      {differences.length === 0 ? <p>The two records say the same.</p> : null}
      {differences.map((one) => (
        <FieldChoice key={one.field} difference={one} isTaken={take.has(one.field)} onChoose={choose} />
      ))}
      <p>
        Keep the first record, and count {count(gone.uses, 'citation')} of the second as its own. No citation is
        rewritten, and you can undo this for 30 days.
      </p>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Merge the two
        </button>
        <a href={`/desk/sources/${kept.id}/merge?with=${gone.id}&keep=other`}>Keep the other one instead</a>
        <a href={`/desk/sources/${kept.id}`}>Cancel</a>
      </div>
    </form>
  );
}

type ChoiceProps = {
  readonly difference: Difference;
  readonly isTaken: boolean;
  readonly onChoose: (field: string, isTaken: boolean) => void;
};

function FieldChoice({ difference: { field, kept, other }, isTaken, onChoose }: ChoiceProps) {
  const id = useId();
  const row = (words: string, isOther: boolean) => (
    <label className="choice">
      <input type="radio" name={id} checked={isTaken === isOther} onChange={() => onChoose(field, isOther)} />
      <span>
        <span className="small muted">{isOther ? 'Second record: ' : 'First record: '}</span>
        {words === '' ? <em>nothing</em> : <bdi>{words}</bdi>}
      </span>
    </label>
  );
  return (
    <fieldset className="choices">
      <legend>{fieldName(field)}</legend>
      {row(kept, false)}
      {row(other, true)}
    </fieldset>
  );
}
