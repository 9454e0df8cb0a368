'use client';

import { useState } from 'react';
import type { SaveStatus } from '@/components/editor/autosave';

type Props = { readonly status: SaveStatus; readonly text: () => string; readonly onRetry: () => void };

/** Whether the text on the screen is on the server, in words. Trouble is announced once, saving is silent. */
export function SaveState({ status, text, onRetry }: Props) {
  const isTrouble = !['saved', 'typing', 'saving'].includes(status.kind);
  return (
    <div className="save-state">
      <span className="small" data-save={status.kind}>
        {isTrouble ? null : calm(status)}
      </span>
      <div role="alert">{isTrouble ? <Trouble status={status} text={text} onRetry={onRetry} /> : null}</div>
    </div>
  );
}

function calm(status: SaveStatus): string {
  if (status.kind === 'saving') return 'Saving…';
  if (status.kind === 'typing') return 'Not saved yet';
  if (status.kind !== 'saved') return '';
  if (status.at === null) return 'No changes yet';
  return `Saved ${new Date(status.at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })}`;
}

function Trouble({ status, text, onRetry }: Props) {
  return (
    <div className="notice warn stack">
      <p>{sentence(status)}</p>
      <div className="row">
        {status.kind === 'signed_out' ? (
          <a className="button small" href="/sign-in" target="_blank" rel="noopener">
            Sign in (new tab)
          </a>
        ) : null}
        {status.kind === 'stale' || status.kind === 'closed' ? null : (
          <button type="button" className="small" onClick={onRetry}>
            Try again
          </button>
        )}
        {status.kind === 'stale' ? null : <CopyText text={text} />}
      </div>
    </div>
  );
}

function sentence(status: SaveStatus): string {
  switch (status.kind) {
    case 'offline':
      return 'The server cannot be reached. Your text is kept in this window and will be sent when it answers.';
    case 'failed':
      return `Not saved to the server. Your text is kept in this window. ${status.message}`;
    case 'signed_out':
      return 'You were signed out. Your text is safe in this window. Sign in, then try again.';
    case 'stale':
      return 'Someone else changed this section. Choose below what shall stand; both texts are kept.';
    case 'closed':
      return `${status.message} Your text is kept in this window: copy it before you leave.`;
    case 'saved':
    case 'typing':
    case 'saving':
      return '';
  }
}

function CopyText({ text }: { readonly text: () => string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <button
      type="button"
      className="small"
      onClick={() => void navigator.clipboard.writeText(text()).then(() => setCopied(true))}
    >
      {isCopied ? 'Copied' : 'Copy text'}
    </button>
  );
}
