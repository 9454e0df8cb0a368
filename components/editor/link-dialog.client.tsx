'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { safeHref } from '@/lib/domain/prose/address';

type Props = { readonly editor: Editor; readonly onClose: () => void };

/** Asks where the selected words lead: an https address, or /articles/… for another article. */
export function LinkDialog({ editor, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [address, setAddress] = useState(() => addressAt(editor));
  const [problem, setProblem] = useState('');
  useEffect(() => dialog.current?.showModal(), []);
  function submit(event: FormEvent) {
    event.preventDefault();
    const slug = /^\/?articles\/([^/?#]+)$/.exec(address.trim())?.[1];
    if (slug ? editor.commands.linkToArticle(slug) : safeHref(address.trim()) && editor.commands.linkTo(address))
      return finish();
    setProblem('Enter an address that begins with https://, or /articles/ and the article’s address.');
  }
  function finish() {
    dialog.current?.close();
    editor.commands.focus();
  }
  return (
    <dialog ref={dialog} aria-labelledby="link-title" onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <h2 id="link-title">Link</h2>
        <div className="field">
          <label htmlFor="link-address">Address</label>
          <input
            id="link-address"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
            aria-invalid={problem !== ''}
            aria-describedby="link-problem"
          />
          <span className="error" id="link-problem" role="alert">
            {problem}
          </span>
        </div>
        <div className="row">
          <button type="submit" className="primary">
            Link the words
          </button>
          <button
            type="button"
            onClick={() => {
              editor.commands.unlink();
              finish();
            }}
          >
            Remove the link
          </button>
          <button type="button" onClick={finish}>
            Keep as it is
          </button>
        </div>
      </form>
    </dialog>
  );
}

function addressAt(editor: Editor): string {
  const href: unknown = editor.getAttributes('link')['href'];
  const slug: unknown = editor.getAttributes('articleLink')['slug'];
  if (typeof href === 'string') return href;
  return typeof slug === 'string' ? `/articles/${slug}` : '';
}
