'use client';

import { type FormEvent, useId, useState } from 'react';
import { TextField } from '@/components/sources/text-field';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { addSnapshotEndpoint } from '@/lib/contract/sources';
import { limits } from '@/lib/contract/limits';

type Props = { readonly sourceId: string; readonly url: string };

/** Keeps what was seen of a source: pasted words or a file. */
export function AddSnapshot(props: Props) {
  return (
    <DialogButton label="Keep what you saw" title="Keep what you saw of it">
      {(close) => <SnapshotFields {...props} close={close} />}
    </DialogButton>
  );
}

function SnapshotFields({ sourceId, url, close }: Props & { readonly close: () => void }) {
  const { run, busy, error } = useSend(addSnapshotEndpoint);
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [seenAt, setSeenAt] = useState(url);
  const [problem, setProblem] = useState<string | null>(null);
  const issue = (where: string) => error?.issues.find((one) => one.where === where)?.message ?? null;
  async function submit(event: FormEvent) {
    event.preventDefault();
    const wrong = problemOf(text, file);
    setProblem(wrong);
    if (wrong) return;
    const content = file ? { base64: await read(file) } : { text };
    if ((await run({ sourceId, url: seenAt.trim(), archiveUrl: '', ...content })) === null) return;
    setText('');
    close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <p>Kept for colleagues only. Readers never see it; quoted words can be looked up in it.</p>
      <TextField
        label="Paste the words"
        value={text}
        onChange={setText}
        rows={6}
        maxLength={limits.snapshotCharacters}
        error={issue('text')}
      />
      <FileField onChange={setFile} />
      <TextField label="Where you saw it" type="url" value={seenAt} onChange={setSeenAt} error={issue('url')} />
      <FormError message={problem ?? error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? 'Keeping…' : 'Keep it'}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

function FileField({ onChange }: { readonly onChange: (file: File | null) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>Or choose a file</label>
      <input
        id={id}
        type="file"
        accept=".html,.htm,.txt,.pdf,.png,.jpg,.jpeg,text/html,text/plain,application/pdf,image/png,image/jpeg"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
      <span className="hint" id={`${id}-hint`}>
        A web page (HTML), plain text, PDF, PNG or JPEG of at most 8 MB.
      </span>
    </div>
  );
}

function problemOf(text: string, file: File | null): string | null {
  if (file && text.trim() !== '') return 'Paste words or choose a file, not both.';
  if (!file && text.trim() === '') return 'Paste words, or choose a file.';
  if (file && file.size > limits.snapshotBytes)
    return `This file has ${file.size} bytes; ${limits.snapshotBytes} is the most.`;
  return null;
}

async function read(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
