import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** False in the server's HTML and while the browser takes it over; true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** `there` once the browser has taken over (its zone, its language), `here` in the server's HTML. Both must be stable. */
export function useLocal<T>(there: () => T, here: () => T): T {
  return useSyncExternalStore(never, there, here);
}
