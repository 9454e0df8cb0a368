/** A path of this site out of what somebody put into `?next=`; `fallback` for everything else (reliability A27). */
export function samePath(next: unknown, fallback = '/desk'): string {
  if (typeof next !== 'string' || next.length > 500 || !/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(next))
    return fallback;
  const url = URL.canParse(next, 'http://stet.invalid') ? new URL(next, 'http://stet.invalid') : null;
  return url?.origin === 'http://stet.invalid' && !url.pathname.startsWith('//') ? url.pathname + url.search : fallback;
}
