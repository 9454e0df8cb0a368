'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { monthNames, yearlessDate } from '@/components/editor/insert/yearless';

type Props = { readonly editor: Editor; readonly onClose: () => void };

/** Puts in a date whose year is not known, and says so in the text: nobody is asked for the year again. */
export function DateDialog({ editor, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [day, setDay] = useState('');
  const [month, setMonth] = useState(1);
  const [problem, setProblem] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  const date = yearlessDate(month, day);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (date === null) {
      setProblem(`Enter a day that ${monthNames[month - 1]} has, like 12, or none.`);
      return;
    }
    dialog.current?.close();
    editor.commands.insertContent({ type: 'text', text: date });
  }
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      onClose={() => {
        onClose();
        editor.view.focus();
      }}
    >
      <form className="stack" onSubmit={submit} noValidate>
        <h2 id={`${id}-title`}>Date with unknown year</h2>
        <p>Only when no source tells the year. Readers see that it is not known.</p>
        <div className="row">
          <div className="field">
            <label htmlFor={`${id}-day`}>Day, if known</label>
            <input
              id={`${id}-day`}
              inputMode="numeric"
              autoComplete="off"
              className="tiny"
              value={day}
              onChange={(event) => setDay(event.target.value)}
              aria-invalid={problem !== ''}
              aria-describedby={`${id}-problem`}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-month`}>Month</label>
            <select id={`${id}-month`} value={month} onChange={(event) => setMonth(Number(event.target.value))}>
              {monthNames.map((name, at) => (
                <option key={name} value={at + 1}>
                  {name}
                </option>
              ))}
            </select>
          </div>
        </div>
        <p className="error" id={`${id}-problem`} role="alert">
          {problem}
        </p>
        <div className="row">
          <button type="submit" className="primary">
            {date === null ? 'Insert' : `Insert “${date}”`}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep writing
          </button>
        </div>
      </form>
    </dialog>
  );
}
