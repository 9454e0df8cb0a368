const words = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

/** A day without a time, in words: the same everywhere. `day` as in `2026-11-27`. */
export function Day({ day }: { readonly day: string }) {
  return <time dateTime={day}>{words.format(new Date(day))}</time>;
}
