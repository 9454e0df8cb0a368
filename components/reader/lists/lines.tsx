import { Day } from '@/components/reader/article/version-banner';
import { NoteWords } from '@/components/reader/note-words';
import { KindPill } from '@/components/reader/history-page';
import { articlePath, comparePath, versionPath, type VersionLine } from '@/components/reader/view';

/** A live article in a list. */
export type ArticleLine = {
  readonly slug: string;
  readonly title: string;
  readonly updatedAt: string;
  /** The letter that it stands under. */
  readonly letter: string;
};

/** One published version of a live article. */
export type UpdateLine = Pick<ArticleLine, 'slug' | 'title' | 'updatedAt'> & {
  readonly version: Pick<VersionLine, 'number' | 'kind' | 'changeNote' | 'noteEdits'>;
  /** Numbers of the readers' reports that it answers. */
  readonly reports: readonly number[];
};

/** Live articles, each with the day of its last change of meaning. */
export function ArticleLines({ lines }: { readonly lines: readonly ArticleLine[] }) {
  return (
    <ul className="plain">
      {lines.map(({ slug, title, updatedAt }) => (
        <li key={slug}>
          <a href={articlePath(slug)} dir="auto">
            {title}
          </a>{' '}
          <span className="meta">
            updated <Day iso={updatedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Published versions, newest first, each with its note. */
export function UpdateLines({ lines }: { readonly lines: readonly UpdateLine[] }) {
  return (
    <ul className="plain">
      {lines.map(({ slug, title, updatedAt, version, reports }) => (
        <li key={`${slug} ${version.number}`}>
          <a href={articlePath(slug)} dir="auto">
            {title}
          </a>{' '}
          <span className="meta">
            <a href={versionPath(slug, version.number)}>version {version.number}</a> · <Day iso={updatedAt} />{' '}
            <KindPill kind={version.kind} />
          </span>
          <br />
          <NoteWords line={version} />{' '}
          {version.number > 1 && (
            <a className="meta" href={comparePath(slug, version.number - 1, version.number)}>
              What changed
            </a>
          )}{' '}
          {reports.length > 0 && (
            <span className="meta">
              Reported by {reports.length === 1 ? 'a reader' : 'readers'}:{' '}
              {reports.map((number) => (
                <a key={number} href={`${articlePath(slug)}/report?number=${number}`}>
                  report {number}
                </a>
              ))}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
