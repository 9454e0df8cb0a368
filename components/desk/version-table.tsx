import { AmendNote, RestoreVersion } from '@/components/desk/article-actions.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { kindWords } from '@/components/words';

type Version = {
  readonly number: number;
  readonly changeNote: string;
  /** What the note said before it was amended, oldest first. */
  readonly notesBefore: readonly string[];
  readonly kind: string;
  readonly publishedAt: string;
  readonly unreviewed: boolean;
};
type Props = {
  readonly articleId: string;
  readonly slug: string;
  readonly versions: readonly Version[];
  readonly mayAmend: boolean;
};

/** The newest versions of an article, each with a way back to its text. */
export function VersionTable({ articleId, slug, versions, mayAmend }: Props) {
  if (versions.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <div className="table-wrap" role="group" aria-label="Versions" tabIndex={0}>
        <table>
          <caption className="visually-hidden">Versions, newest first</caption>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Published</th>
              <th scope="col">Kind</th>
              <th scope="col">Change note</th>
              <th scope="col">Restore</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.number}>
                <th scope="row">
                  <a href={`/articles/${slug}/versions/${version.number}`}>Version {version.number}</a>
                </th>
                <td>
                  <LocalTime at={version.publishedAt} />
                </td>
                <td>
                  {kindWords[version.kind as keyof typeof kindWords].word}
                  {version.unreviewed ? ' (without review)' : ''}
                </td>
                <td>
                  <bdi>{version.changeNote}</bdi>
                  {version.notesBefore.map((note) => (
                    <span key={note} className="small muted">
                      {' '}
                      Before: “<bdi>{note}</bdi>”
                    </span>
                  ))}
                  {mayAmend ? (
                    <AmendNote articleId={articleId} version={version.number} changeNote={version.changeNote} />
                  ) : null}
                </td>
                <td>
                  <RestoreVersion articleId={articleId} version={version.number} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
