const forms = [
  { format: 'bib', name: 'BibTeX' },
  { format: 'ris', name: 'RIS' },
  { format: 'csl.json', name: 'CSL-JSON' },
] as const;

type Props = {
  /** The files that the library fills: behind which key each begins, and how many sources it holds. */
  readonly parts: readonly { readonly after: string; readonly count: number }[];
  readonly articles: readonly { readonly id: string; readonly title: string }[];
};

/** The sources of the library or of an article as files. Ordinary links: they work without script. */
export function ExportSources({ parts, articles }: Props) {
  return (
    <section className="stack" aria-labelledby="out">
      <h2 id="out">Take sources out</h2>
      {parts.length === 0 ? <p className="empty">The library has no sources yet.</p> : null}
      <ul className="plain-list lines">
        {parts.map(({ after, count }, at) => (
          <Files
            key={after}
            name={parts.length === 1 ? 'The whole library' : `The library, part ${at + 1} of ${parts.length}`}
            hint={`${count} sources`}
            query={after === '' ? '' : `?after=${encodeURIComponent(after)}`}
          />
        ))}
      </ul>
      {articles.length > 0 ? (
        <details>
          <summary>What an article cites</summary>
          <ul className="plain-list lines">
            {articles.map(({ id, title }) => (
              <Files key={id} name={title} hint="" query={`?article=${id}`} />
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

function Files({ name, hint, query }: { readonly name: string; readonly hint: string; readonly query: string }) {
  return (
    <li className="row-between">
      <span>
        <bdi>{name}</bdi> <span className="small muted">{hint}</span>
      </span>
      <span className="row small">
        {forms.map((form) => (
          <a key={form.format} href={`/api/v1/sources/export/${form.format}${query}`} download>
            {form.name}
            <span className="visually-hidden"> of {name}</span>
          </a>
        ))}
      </span>
    </li>
  );
}
