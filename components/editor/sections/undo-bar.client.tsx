'use client';

import { useEffect } from 'react';
import type { Structure } from '@/components/editor/sections/use-structure';

/** What was done last, with the way back; and what did not go through. Ctrl+Z takes back, too, outside of any text. */
export function UndoBar({ structure }: { readonly structure: Structure }) {
  const { said, canUndo, isBusy, problem, undo } = structure;
  useEffect(() => {
    if (!canUndo) return undefined;
    const onKey = (event: KeyboardEvent) => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
      if (!isUndo || isText(event.target)) return;
      event.preventDefault();
      void undo();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
  return (
    <div className="undo-bar" data-shown={said !== '' || problem !== ''}>
      <div role="alert">{problem ? <p className="notice danger">{problem}</p> : null}</div>
      <p role="status">{said}</p>
      {canUndo ? (
        <button type="button" className="small" aria-disabled={isBusy} onClick={() => void undo()}>
          Undo
        </button>
      ) : null}
    </div>
  );
}

/** Where Ctrl+Z belongs to what is typed. */
function isText(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));
}
