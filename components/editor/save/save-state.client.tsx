'use client';

import { useState } from 'react';
import type { SaveStatus } from '@/components/editor/save/autosave';

const time = (at: string) => new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

/** Whether the text is on the server, in a place of fixed width. Silent: only trouble is announced. */
export function SaveState({ status }: { readonly status: SaveStatus }) {
  return (
    <span className="save-state small" data-save={status.kind}>
      {calmWords(status)}
    </span>
  );
}

function calmWords(status: SaveStatus): string {
  if (status.kind === 'saving') return 'Saving…';
  if (status.kind === 'typing') return 'Not saved yet';
  if (status.kind !== 'saved') return '! Not saved';
  return status.at === null ? 'No changes yet' : `Saved ${time(status.at)}`;
}

type Props = {
  readonly status: SaveStatus;
  readonly text: () => string;
  readonly onRetry: () => void;
  /** Ends the writing without the text that cannot be saved. */
  readonly onGiveUp: () => void;
};

const words: Readonly<Partial<Record<SaveStatus['kind'], string>>> = {
  offline: 'Offline. Your text is kept in this window and will be sent when the server answers.',
  failed: 'Not saved to the server. Your text is kept in this window.',
  signed_out: 'Not saved. Your text is safe in this window. Sign in, then try again.',
  stale: 'Someone else changed the same words. Choose below what shall stand; both texts are kept.',
  closed: 'Your text is kept in this window: copy it before you leave.',
};

/** What keeps the text from the server, what is safe, and what to do. Announced once. */
export function SaveTrouble({ status, text, onRetry, onGiveUp }: Props) {
  const { kind } = status;
  const why = 'message' in status ? status.message : '';
  return (
    <div role="alert" className="save-trouble">
      {words[kind] ? (
        <div className="notice warn row-between">
          <p>
            {words[kind]} {why}
          </p>
          <div className="row">
            {kind === 'signed_out' ? (
              <a className="button small" href="/sign-in" target="_blank" rel="noopener">
                Sign in (new tab)
              </a>
            ) : null}
            {kind === 'stale' || kind === 'closed' ? null : (
              <button type="button" className="small" onClick={onRetry}>
                Try again
              </button>
            )}
            {kind === 'stale' ? null : <CopyText text={text} />}
            {kind === 'closed' ? (
              <button type="button" className="small" onClick={onGiveUp}>
                Close without saving
              </button>
            ) : null}
          </div>
        </div>
      ) : null}
    </div>
  );
}

function CopyText({ text }: { readonly text: () => string }) {
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
