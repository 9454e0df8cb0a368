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
  async function submit(event: FormEvent) {
    event.preventDefault();
    const lacks = isRequired && text.trim() === '';
    setMissing(lacks);
    if (!lacks && (await props.onConfirm(text))) props.close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>{explain}</p>
      <ReasonField name={field} isLong={isLong} isMissing={isMissing} text={text} onChange={setText} />
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

type FieldProps = {
  readonly name: string;
  readonly isLong: boolean;
  readonly isMissing: boolean;
  readonly text: string;
  readonly onChange: (text: string) => void;
};

function ReasonField({ name, isLong, isMissing, text, onChange }: FieldProps) {
  const id = useId();
  const Field = isLong ? 'textarea' : 'input';
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <Field
        id={id}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-error` : undefined}
      />
      {isMissing ? (
        <span className="error" id={`${id}-error`}>
          Enter {name.toLowerCase()}.
        </span>
      ) : null}
    </div>
  );
}
