import { useEffect, useRef } from 'react';

/** Asks before the page is left while something on it is not on the server; silent otherwise. */
export function useLeaveGuard(isUnsaved: () => boolean): void {
  const ask = useRef(isUnsaved);
  useEffect(() => {
    ask.current = isUnsaved;
  }, [isUnsaved]);
  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (ask.current()) event.preventDefault();
    };
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, []);
}
