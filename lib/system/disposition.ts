/**
 * `Content-Disposition` (RFC 6266) of a file whose name ends in a hyphen and an ending in ASCII, such as `a-title-v3.md`:
 * shown in the browser or saved at once. Names in other scripts get one in ASCII besides, for old programs.
 */
export function dispositionOf(how: 'inline' | 'attachment', name: string): string {
  if (/^[a-z0-9.-]+$/u.test(name)) return `${how}; filename="${name}"`;
  const ending = name.slice(name.lastIndexOf('-') + 1);
  return `${how}; filename="article-${ending}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
