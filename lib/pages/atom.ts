import { versionPath, type Site } from '@/components/reader/view';
import type { UpdateLine } from '@/components/reader/listing-page';

// oxlint-disable-next-line no-control-regex
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, between tags or in an attribute; characters that it forbids are dropped. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unsayable, '')
    .replaceAll(/[&<>"]/gu, (sign) => entities[sign] ?? sign);

/** An Atom feed of published versions (sources-and-import.md B10): entries at their permanent addresses. `path` is the feed's own. */
export function atomFeed(
  site: Site,
  feed: { title: string; path: string; about: string },
  lines: readonly UpdateLine[],
): string {
  const self = escapeXml(site.origin + feed.path);
  const entries = lines.map(({ slug, title, updatedAt, version }) => {
    const address = escapeXml(site.origin + versionPath(slug, version.number));
    return [
      '<entry>',
      `<title type="text">${escapeXml(`${title}, version ${version.number}`)}</title>`,
      `<id>${address}</id>`,
      `<link rel="alternate" type="text/html" href="${address}"/>`,
      `<updated>${updatedAt}</updated>`,
      `<summary type="text">${escapeXml(version.changeNote)}</summary>`,
      '</entry>',
    ].join('');
  });
  return [
    '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<title type="text">${escapeXml(feed.title)}</title>`,
    `<id>${self}</id>`,
    `<link rel="self" type="application/atom+xml" href="${self}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(site.origin + feed.about)}"/>`,
    `<updated>${lines[0]?.updatedAt ?? '1970-01-01T00:00:00.000Z'}</updated>`,
    '<author><name>Stet</name></author>',
    ...entries,
    '</feed>\n',
  ].join('\n');
}
