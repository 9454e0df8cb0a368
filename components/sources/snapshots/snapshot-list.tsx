import { LocalTime } from '@/components/desk/local-time.client';

type Snapshot = {
  readonly id: string;
  readonly sourceId: string;
  readonly url: string;
  readonly by: string;
  readonly capturedAt: string;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  readonly beginning: string | null;
  readonly isLong: boolean;
};

const kinds: Readonly<Record<string, string>> = {
  'text/plain': 'Words',
  'text/html': 'Web page',
  'application/pdf': 'PDF',
  'image/png': 'Picture',
  'image/jpeg': 'Picture',
};

const sizeOf = (bytes: number) =>
  bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

/** What was seen of a source, newest first, with its hash; each can be saved as a file. */
export function SnapshotList({ snapshots }: { readonly snapshots: readonly Snapshot[] }) {
  if (snapshots.length === 0) {
    return <p className="empty">Nothing is kept yet. Keep what you see while it is there: pages change and go.</p>;
  }
  return (
    <ul className="plain-list lines">
      {snapshots.map((one) => (
        <li key={one.id} className="stack-tight">
          <p>
            <a href={`/desk/sources/${one.sourceId}/snapshots/${one.id}`} download>
              {kinds[one.mime] ?? 'File'}, {sizeOf(one.bytes)}
            </a>
            , seen <LocalTime at={one.capturedAt} /> by <bdi>{one.by}</bdi>
          </p>
          {one.beginning === null ? (
            <p className="small muted">No words can be read out of it, so quotes are not looked up in it.</p>
          ) : (
            <p className="small clip" dir="auto">
              {one.beginning}
              {one.isLong ? '…' : ''}
            </p>
          )}
          <p className="small muted hash">SHA-256 {one.sha256}</p>
        </li>
      ))}
    </ul>
  );
}
