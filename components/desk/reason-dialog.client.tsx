'use client';

import { type FormEvent, useId, useState } from 'react';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import type { SendError } from '@/components/send';

type Props = {
  readonly label: string;
  readonly title: string;
  readonly explain: string;
  readonly field: string;
  readonly confirm: string;
  readonly tone?: 'primary' | 'danger' | 'small' | '';
  readonly isRequired?: boolean;
  readonly isLong?: boolean;
  readonly initial?: string;
  readonly disabled?: boolean;
  readonly because?: string | undefined;
  readonly busy: boolean;
  readonly error: SendError | null;
  /** Answers true when it went through: the dialog closes. */
  readonly onConfirm: (text: string) => Promise<boolean>;
};

/** A dialog that asks for one text (a reason, a name) before something is done. */
export function ReasonDialog(props: Props) {
  const { label, title, tone = '', disabled = false, because } = props;
  return (
    <DialogButton label={label} title={title} tone={tone} disabled={disabled} because={because}>
      {(close) => <ReasonForm {...props} close={close} />}
    </DialogButton>
  );
}

function ReasonForm(props: Props & { readonly close: () => void }) {
  const { explain, field, confirm, tone = '', isRequired = true, isLong = true, initial = '', busy, error } = props;
  const [text, setText] = useState(initial);
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(isRequired && text.trim() === '');
    if (isRequired && text.trim() === '') return;
    if (await props.onConfirm(text)) props.close();
  }
  const Field = isLong ? 'textarea' : 'input';
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>{explain}</p>
      <div className="field">
        <label htmlFor={id}>{field}</label>
        <Field
          id={id}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={isMissing}
          aria-describedby={isMissing ? `${id}-error` : undefined}
        />
        {isMissing ? (
          <span className="error" id={`${id}-error`}>
            Enter {field.toLowerCase()}.
          </span>
        ) : null}
      </div>
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" className={tone === 'small' ? 'primary' : tone || 'primary'} disabled={busy}>
          {confirm}
        </button>
        <button type="button" onClick={props.close}>
          Keep working
        </button>
      </div>
    </form>
  );
}
