import { Document } from '@/components/reader/document';
import { UpdateLines, type UpdateLine } from '@/components/reader/lists/lines';
import type { Site } from '@/components/reader/view';

/** Feeds of a page, as its head names them. */
export const feedLinks = (path: string, title: string) => [
  { rel: 'alternate', type: 'application/atom+xml', href: `${path}.atom`, title },
  { rel: 'alternate', type: 'application/feed+json', href: `${path}.json`, title },
];

type Props = {
  readonly updates: readonly UpdateLine[];
  /** Corrections alone, or every version. */
  readonly only: 'corrections' | null;
  /** The address of the next page. */
  readonly older: string | null;
  readonly site: Site;
};

/** The change log of the whole site, or its corrections. */
export function UpdatesPage({ updates, only, older, site }: Props) {
  const path = only === null ? '/updates' : '/updates/corrections';
  const title = only === null ? 'Updates' : 'Corrections';
  return (
    <Document site={site} title={title} canonical={path} links={feedLinks(path, title)}>
      <h1>{title}</h1>
      {only === null ? (
        <p className="meta">
          Every published version, newest first. <a href="/updates/corrections">Corrections only</a> ·{' '}
          <a href="/updates.atom">Feed</a>
        </p>
      ) : (
        <p className="meta">
          Versions that put a wrong fact right, newest first. <a href="/updates">All updates</a> ·{' '}
          <a href="/updates/corrections.atom">Feed</a>
        </p>
      )}
      {updates.length === 0 ? (
        <p>{only === null ? 'Nothing has been published yet.' : 'Nothing had to be corrected yet.'}</p>
      ) : (
        <UpdateLines lines={updates} />
      )}
      {older !== null && (
        <p>
          <a href={older}>Older {title.toLowerCase()}</a>
        </p>
      )}
    </Document>
  );
}
