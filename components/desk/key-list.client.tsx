'use client';

import { useEffect, useRef } from 'react';
import { isNotForUs } from '@/components/review/typing';

const groups = [
  {
    name: 'Anywhere on the desk',
    keys: [['?', 'This list']],
  },
  {
    name: 'Review',
    keys: [
      ['J', 'Next change'],
      ['K', 'Previous change'],
      ['M', 'Mark the section as viewed, or not'],
      ['C', 'Comment on the selected words, or on the change'],
      ['S', 'Suggest other words for them'],
      ['V', 'View side by side, or inline'],
      ['A', 'To the approval of the section, or of the whole'],
      ['O', 'The source beside its statement'],
      ['Ctrl Enter', 'Send what you are writing; else to the verdicts'],
    ],
  },
  {
    name: 'Inbox',
    keys: [
      ['E', 'Done'],
      ['H', 'Tomorrow at nine'],
      ['U', 'Unread'],
    ],
  },
  {
    name: 'Writing a section',
    keys: [
      ['Ctrl S', 'Save now'],
      ['Ctrl Enter', 'Done'],
      ['Alt F10', 'To the toolbar'],
      ['Ctrl B, Ctrl I', 'Bold, italic'],
      ['Ctrl Alt F', 'Source'],
    ],
  },
] as const;

const listId = 'keys';
const openList = () => {
  const list = document.getElementById(listId);
  if (list instanceof HTMLDialogElement && !list.open) list.showModal();
};

/** Opens the list of keys. */
export const KeyButton = () => (
  <button type="button" className="small" aria-keyshortcuts="?" onClick={openList}>
    Keys
  </button>
);

/**
 * The list of keys in a dialog, which "?" opens. It stands outside of whatever may be folded away. `isOn` says whether single letters are
 * keys for this person.
 */
export function KeyList({ isOn }: { readonly isOn: boolean }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || isNotForUs(event)) return;
      event.preventDefault();
      openList();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <dialog id={listId} ref={dialog} aria-labelledby="keys-title">
      <div className="stack">
        <h2 id="keys-title">Keys</h2>
        {groups.map(({ name, keys }) => (
          <table key={name} className="keys">
            <caption>{name}</caption>
            <tbody>
              {keys.map(([key, what]) => (
                <tr key={key}>
                  <th scope="row">
                    <kbd>{key}</kbd>
                  </th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
        <div>
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
        <p className="small muted">
          On a Mac, Ctrl is ⌘ and Alt is ⌥. Single letters work outside fields
          {isOn ? '' : ', and are switched off for you'}. <a href="/desk/me">Your settings</a>
        </p>
      </div>
    </dialog>
  );
}
