'use client';

import { useState } from 'react';

type Props = { readonly text: () => string };

/** Copies a text; where the browser does not allow it, says how. */
export function CopyText({ text }: Props) {
  const [said, setSaid] = useState('Copy text');
  async function copy() {
    try {
      await navigator.clipboard.writeText(text());
      setSaid('Copied');
    } catch {
      setSaid('Select the text and copy it by hand');
    }
  }
  return (
    <button type="button" className="small" onClick={() => void copy()}>
      {said}
    </button>
  );
}

/** Saves a text as a file on the person's disk. */
export function DownloadText({ text }: Props) {
  function download() {
    const address = URL.createObjectURL(new Blob([text()], { type: 'text/plain;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = 'stet-text.txt';
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
  return (
    <button type="button" className="small" onClick={download}>
      Download
    </button>
  );
}
