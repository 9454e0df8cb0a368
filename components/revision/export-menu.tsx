const forms = [
  { format: 'docx', label: 'Word', hint: 'with footnotes' },
  { format: 'md', label: 'Markdown', hint: 'with footnotes' },
  { format: 'epub', label: 'EPUB', hint: 'for reading devices' },
  { format: 'txt', label: 'Plain text', hint: '' },
] as const;

/** The ways to take the text of a revision out as a file. Ordinary links: they work without script. */
export function ExportMenu({ number }: { readonly number: number }) {
  return (
    <details className="menu">
      <summary className="button">Export</summary>
      <ul className="plain-list card stack-tight" aria-label={`Revision ${number} as a file`}>
        {forms.map(({ format, label, hint }) => (
          <li key={format}>
            <a href={`/api/v1/revisions/${number}/export/${format}`} download>
              {label}
              {hint === '' ? null : <span className="small muted"> {hint}</span>}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
