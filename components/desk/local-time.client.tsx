'use client';

import { useLocal } from '@/components/ui/use-hydrated';

const day = { day: 'numeric', month: 'short', year: 'numeric' } as const;
const inUtc = new Intl.DateTimeFormat('en-GB', { ...day, timeZone: 'UTC' });
const full = { ...day, hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;

/** An instant in the reader's own zone, with the zone's name; the day in UTC until the browser has taken over. */
export function LocalTime({ at }: { readonly at: string }) {
  const text = useLocal(
    () => new Intl.DateTimeFormat('en-GB', full).format(new Date(at)),
    () => inUtc.format(new Date(at)),
  );
  return <time dateTime={at}>{text}</time>;
}
