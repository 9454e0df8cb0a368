'use client';

import { useEffect, useState } from 'react';

const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const full: Intl.DateTimeFormatOptions = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** An instant in the reader's own zone, with the zone's name; the day in UTC until the browser has taken over. */
export function LocalTime({ at }: { readonly at: string }) {
  const [text, setText] = useState(() => date.format(new Date(at)));
  useEffect(() => {
    setText(new Intl.DateTimeFormat('en-GB', { ...full, timeZoneName: 'short' }).format(new Date(at)));
  }, [at]);
  return <time dateTime={at}>{text}</time>;
}
