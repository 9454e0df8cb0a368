'use client';

import { type ReactNode, useId, useRef } from 'react';

type Props = {
  readonly label: string;
  readonly title: string;
  readonly tone?: 'primary' | 'danger' | 'small' | '';
  readonly disabled?: boolean;
  /** Why the button is off; read out with it. */
  readonly because?: string | undefined;
  readonly children: (close: () => void) => ReactNode;
};

/** A button that opens a native dialog. Focus goes to the dialog's first field and back to the button. */
export function DialogButton({ label, title, tone = '', disabled = false, because, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = () => dialog.current?.close();
  const open = () => (disabled ? undefined : dialog.current?.showModal());
  return (
    <>
      <button
        type="button"
        className={tone}
        aria-disabled={disabled}
        aria-describedby={disabled && because ? `${id}-because` : undefined}
        title={disabled ? because : undefined}
        onClick={open}
      >
        {label}
      </button>
      {disabled && because ? (
        <span id={`${id}-because`} className="visually-hidden">
          {because}
        </span>
      ) : null}
      <dialog ref={dialog} aria-labelledby={`${id}-title`}>
        <div className="stack">
          <h2 id={`${id}-title`}>{title}</h2>
          <Inside close={close}>{children}</Inside>
        </div>
      </dialog>
    </>
  );
}

function Inside({ close, children }: { readonly close: () => void; readonly children: Props['children'] }) {
  return children(close);
}
