import { ImportReportView } from '@/components/desk/import/import-report';
import { count, outcomeWords } from '@/components/words';
import type { EndpointOutput } from '@/lib/contract/endpoint';
import type { importEndpoint, previewImportEndpoint } from '@/lib/contract/imports';

export type Run = EndpointOutput<typeof importEndpoint>['runs'][number];
export type Preview = EndpointOutput<typeof previewImportEndpoint>['previews'][number];

const willWords: Record<Preview['outcome'], string> = {
  created: 'Would make a new article',
  revised: 'Would make a revision of',
  unchanged: 'Known already: nothing would change',
  refused: 'Cannot be read: nothing would be written',
};

/** What became of each document. */
export function Runs({ runs }: { readonly runs: readonly Run[] }) {
  const made = runs.filter(({ outcome }) => outcome === 'created' || outcome === 'revised').length;
  return (
    <div aria-live="polite">
      {runs.length === 0 ? null : (
        <section className="stack" aria-labelledby="done">
          <h2 id="done">{`${count(made, 'revision')} made of ${count(runs.length, 'document')}`}</h2>
          <ul className="plain-list lines">
            {runs.map((run) => (
              <li key={run.runId} className="row-between">
                <a href={`/desk/import/${run.runId}`}>
                  <bdi>{run.fileName}</bdi>
                </a>
                <span className="small">{outcomeWords[run.outcome]}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** What importing would do, and the whole report. */
export function Previews({ previews }: { readonly previews: readonly Preview[] }) {
  if (previews.length === 0) return null;
  return (
    <section className="stack-wide" aria-labelledby="preview">
      <h2 id="preview">Nothing is written yet</h2>
      {previews.map((preview) => (
        <article key={preview.fileName} className="card stack">
          <h3>
            <bdi>{preview.fileName}</bdi>
          </h3>
          <p>
            {willWords[preview.outcome]}
            {preview.outcome === 'revised' && preview.article ? (
              <>
                {' '}
                <a href={`/desk/articles/${preview.article.id}`}>
                  <bdi>{preview.article.title}</bdi>
                </a>
              </>
            ) : null}
          </p>
          <ImportReportView report={preview.report} document={preview.document} level={4} />
        </article>
      ))}
    </section>
  );
}
