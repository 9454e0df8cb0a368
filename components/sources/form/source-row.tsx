/** What is wrong with one field of a form. */
export type SourceIssue = { readonly where: string; readonly message: string };

/** The sentence for a field, or for a part of it. */
export function issueAt(issues: readonly SourceIssue[], field: string): string | null {
  return issues.find(({ where }) => where === field || where.startsWith(`${field}.`))?.message ?? null;
}

/** What is wrong, under its field. */
export function IssueLine({ issue, id }: { readonly issue: string | null; readonly id: string }) {
  return issue ? (
    <span className="error" id={`${id}-error`}>
      {issue}
    </span>
  ) : null;
}

export type RowProps = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly isNeeded?: boolean;
  readonly value: string;
  readonly issue: string | null;
  readonly onChange: (text: string) => void;
};

/** A field of one line. */
export function TextRow({ id, label, hint, isNeeded = false, value, issue, onChange }: RowProps) {
  const described = [hint ? `${id}-hint` : '', issue ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id} className={isNeeded ? 'needed' : undefined}>
        {label}
      </label>
      <input
        id={id}
        value={value}
        required={isNeeded}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={issue !== null}
        aria-describedby={described || undefined}
      />
      {hint ? (
        <span className="hint" id={`${id}-hint`}>
          {hint}
        </span>
      ) : null}
      <IssueLine issue={issue} id={id} />
    </div>
  );
}
