'use client';

import { useEffect, useRef, useState } from 'react';
import { isNotForUs } from '@/components/review/typing';

/** Focuses the change before or behind the one that has the focus, or had it last. */
function step(by: 1 | -1, last: number): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-change]')];
  const focused = all.findIndex((one) => one.contains(document.activeElement));
  const here = focused < 0 ? all.findIndex((one) => one.dataset['change'] === `c${last}`) : focused;
  const next = here < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, here + by));
  reach(all[next]);
}

/** Focuses a change, wherever it is folded away. */
function reach(change: HTMLElement | undefined | null): void {
  for (let fold = change?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
  change?.focus();
}

const changeAt = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-change]') : null;

/** The change that the address names; by its name, since ":target" is nothing for what came after the address was read. */
const named = () => document.querySelector<HTMLElement>(`[data-change="${CSS.escape(location.hash.slice(1))}"]`);

/** Reaches the change that the address names, once the whole page is here; answers how to stop waiting for it. */
function arrive(note: (change: HTMLElement | null) => void): () => void {
  const waiting = new AbortController();
  const go = () => {
    reach(named());
    // The browser may have focused it before the script began: then nothing told of it.
    note(changeAt(document.activeElement));
  };
  if (document.readyState !== 'loading') go();
  else document.addEventListener('DOMContentLoaded', go, { signal: waiting.signal });
  return () => waiting.abort();
}

/** Unfolds everything for print; what was folded is folded again after it. */
function unfoldInPrint(): () => void {
  let opened: HTMLDetailsElement[] = [];
  const unfold = () => {
    opened = [...document.querySelectorAll<HTMLDetailsElement>('.panes details:not([open])')];
    for (const fold of opened) fold.open = true;
  };
  const fold = () => {
    for (const one of opened) one.open = false;
  };
  window.addEventListener('beforeprint', unfold);
  window.addEventListener('afterprint', fold);
  return () => {
    window.removeEventListener('beforeprint', unfold);
    window.removeEventListener('afterprint', fold);
  };
}

/** Previous and next change, also by K and J, and which one had the focus last. */
export function ChangeNav({ total }: { readonly total: number }) {
  const last = useRef(0);
  const [at, setAt] = useState(0);
  useEffect(unfoldInPrint, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = event.key.toLowerCase();
      if ((key !== 'j' && key !== 'k') || isNotForUs(event)) return;
      event.preventDefault();
      step(key === 'j' ? 1 : -1, last.current);
    };
    const note = (change: HTMLElement | null) => {
      if (!change) return;
      last.current = Number(change.dataset['change']?.slice(1));
      setAt(last.current);
    };
    const onFocus = (event: FocusEvent) => note(changeAt(event.target));
    document.addEventListener('keydown', onKey);
    document.addEventListener('focusin', onFocus);
    // After a change of view the reader goes on where they were.
    const leave = arrive(note);
    return () => {
      leave();
      document.removeEventListener('keydown', onKey);
      document.removeEventListener('focusin', onFocus);
    };
  }, []);
  return (
    <>
      <span className="muted">
        {at > 0 ? `Change ${at} of ${total}` : `${total} ${total === 1 ? 'change' : 'changes'}`}
      </span>
      <button type="button" aria-keyshortcuts="k" onClick={() => step(-1, last.current)} disabled={total === 0}>
        Previous change
      </button>
      <button type="button" aria-keyshortcuts="j" onClick={() => step(1, last.current)} disabled={total === 0}>
        Next change
      </button>
    </>
  );
}
