'use client';

import { useEffect } from 'react';
import { isNotForUs } from '@/components/review/typing';

/** What the keys speak of: the change that has the focus, or the one that the address names. */
const currentChange = () =>
  document.activeElement?.closest<HTMLElement>('[data-change]') ??
  document.querySelector<HTMLElement>('[data-change]:target');

/** Shows the comparison in the other of the two main ways, at the same change. */
function switchMode(): void {
  const isSide = document.querySelector('a[data-mode="side"][aria-current]') !== null;
  const link = document.querySelector<HTMLAnchorElement>(`a[data-mode="${isSide ? 'inline' : 'side'}"]`);
  if (!link) return;
  const at = currentChange()?.dataset['change'];
  if (at) link.hash = at;
  link.click();
}

/** Marks the part with the current change as viewed; where that is none, leads to the first part that has no mark. */
function markViewed(): void {
  const mark = currentChange()?.closest('.section-diff')?.querySelector<HTMLElement>('[data-viewed]');
  if (mark) mark.click();
  else document.querySelector<HTMLElement>('[data-viewed][aria-pressed="false"]')?.focus();
}

/** Leads to the approval of the section with the current change; where that is none, or is approved, to that of the whole. */
function focusApprove(): void {
  const section = currentChange()?.closest('.section-diff')?.querySelector<HTMLElement>('.section-approval button');
  (section ?? document.querySelector<HTMLElement>('.verdict button.primary:not(dialog *)'))?.focus();
}

const deeds: Readonly<Record<string, () => void>> = { v: switchMode, m: markViewed, a: focusApprove };

/** Sends the form that is open; where none is, leads to the verdicts. */
function sendReview(): void {
  const form = document.activeElement?.closest('form');
  if (form) form.requestSubmit();
  else document.querySelector<HTMLElement>('.verdict button:not(dialog *)')?.focus();
}

/** The keys of the review screen that belong to no single button: V, M, A and Ctrl+Enter. */
export function ReviewKeys() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) {
        event.preventDefault();
        sendReview();
        return;
      }
      const deed = deeds[event.key.toLowerCase()];
      if (!deed || isNotForUs(event)) return;
      event.preventDefault();
      deed();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return null;
}
