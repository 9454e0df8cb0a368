import type { UpdateLine } from '@/components/reader/lists/lines';
import { comparePath, versionPath, type Site } from '@/components/reader/view';

// oxlint-disable-next-line no-control-regex
const unsayable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0, between tags or in an attribute; characters that it forbids are dropped. */
export const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(unsayable, '')
    .replaceAll(/[&<>"]/gu, (sign) => entities[sign] ?? sign);

/** A feed of published versions: `path` is its address without the suffix, `about` the page that it goes with. */
export type Feed = { readonly title: string; readonly path: string; readonly about: string };

const titleOf = ({ title, version }: UpdateLine) => `${title}, version ${version.number}`;

/** When the entry changed last: at its publication, or when its note was amended. */
const editedAt = ({ updatedAt, version }: UpdateLine) => version.noteEdits.at(-1)?.at ?? updatedAt;

/** The note as it stands, with what it said before, where it was amended. */
function noteOf({ version: { changeNote, noteEdits } }: UpdateLine): string {
  if (noteEdits.length === 0) return changeNote;
  return `${changeNote} (Note edited; before: ${noteEdits.map(({ before }) => `“${before}”`).join(', ')})`;
}

/** Atom (sources-and-import.md B10): entries at their permanent addresses, the change note as summary. */
export function atomFeed(site: Site, feed: Feed, lines: readonly UpdateLine[]): string {
  const self = escapeXml(`${site.origin}${feed.path}.atom`);
  const entries = lines.map((line) => {
    const { slug, updatedAt, version } = line;
    const address = escapeXml(site.origin + versionPath(slug, version.number));
    return [
      '<entry>',
      `<title type="text">${escapeXml(titleOf(line))}</title>`,
      `<id>${address}</id>`,
      `<link rel="alternate" type="text/html" href="${address}"/>`,
      `<updated>${editedAt(line)}</updated>`,
      `<published>${updatedAt}</published>`,
      `<category term="${version.kind}"/>`,
      `<summary type="text">${escapeXml(noteOf(line))}</summary>`,
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
    `<author><name>${escapeXml(site.publisher || site.name)}</name></author>`,
    ...entries,
    '</feed>\n',
  ].join('\n');
}

/** JSON Feed 1.1 of the same entries. */
export function jsonFeed(site: Site, feed: Feed, lines: readonly UpdateLine[]): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: site.origin + feed.about,
    feed_url: `${site.origin}${feed.path}.json`,
    language: 'en',
    authors: [{ name: site.publisher || site.name }],
    items: lines.map((line) => {
      const { slug, updatedAt, version } = line;
      const address = site.origin + versionPath(slug, version.number);
      return {
        ...{ id: address, url: address, title: titleOf(line) },
        ...{ content_text: noteOf(line), summary: version.changeNote },
        ...{ date_published: updatedAt, date_modified: editedAt(line), tags: [version.kind] },
        ...(version.number > 1 && {
          external_url: site.origin + comparePath(slug, version.number - 1, version.number),
        }),
      };
    }),
  });
}
