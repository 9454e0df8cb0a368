import { useSyncExternalStore } from 'react';

/** Why nobody should approve the text on screen: somebody saved another one. Empty while it is the present one. */
let because = '';
const listeners = new Set<() => void>();

/** Says that the text on screen is not the present one any more, and why; empty takes it back. */
export function setBehind(reason: string): void {
  if (because === reason) return;
  because = reason;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Why the text on screen cannot be approved; empty while it can. */
export const useBehind = (): string =>
  useSyncExternalStore(
    subscribe,
    () => because,
    () => '',
  );
