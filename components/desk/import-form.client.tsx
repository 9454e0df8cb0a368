'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { importEndpoint } from '@/lib/contract/imports';

const limit = 4 * 1024 * 1024;

/** Reads one file into the system and goes to its report. */
export function ImportForm() {
  const { run, busy, error } = useSend(importEndpoint);
  const [file, setFile] = useState<File | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!file) return setProblem('Choose a file.');
    if (file.size > limit) return setProblem(`This file has ${file.size} bytes; ${limit} is the most.`);
    setProblem(null);
    const base64 = await read(file);
    await run({ fileName: file.name, base64 }, ({ runId }) => `/desk/import/${runId}`);
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <div className="field">
        <label htmlFor="file">Document (.txt in the seed notation)</label>
        <input
          id="file"
          type="file"
          accept=".txt,text/plain"
          onChange={(event) => setFile(event.target.files?.[0] ?? null)}
        />
        <span className="hint">
          A title that exists already becomes a revision of that article. Nothing is overwritten.
        </span>
      </div>
      <FormError message={problem ?? error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {busy ? 'Reading…' : 'Import the document'}
        </button>
      </div>
    </form>
  );
}

async function read(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
