import { AddressFields, OriginFields, type SourceFormProps as Props } from '@/components/sources/form/source-origin';
import { DateField } from '@/components/sources/form/source-date';
import {
  type PeopleField,
  peopleFields,
  type SourceDraft,
  type TextField,
  textFields,
} from '@/components/sources/form/source-draft';
import { firstFields, type FormField } from '@/components/sources/form/source-first';
import { IssueLine, issueAt, TextRow } from '@/components/sources/form/source-row';
import { missingFields, sourceTypes, typeName } from '@/lib/domain/citation/csl';

const isText = (field: FormField): field is TextField => Object.hasOwn(textFields, field);
const isPeople = (field: FormField): field is PeopleField => Object.hasOwn(peopleFields, field);
const allFields: readonly FormField[] = [
  ...(Object.keys(peopleFields) as PeopleField[]),
  'issued',
  ...(Object.keys(textFields) as TextField[]),
  'accessed',
];

/** The fields of a source: those that its kind asks for first, all others folded away. Needed ones are marked. */
export function SourceFields({ draft, issues, onChange }: Props) {
  const shown = firstFields(draft.type);
  const needed = new Set<string>(missingFields({ type: draft.type }));
  const change = (part: Partial<SourceDraft>) => onChange({ ...draft, ...part });
  const row = (field: FormField) => (
    <Field key={field} field={field} isNeeded={needed.has(field)} {...{ draft, issues, onChange }} />
  );
  return (
    <div className="stack">
      <KindField type={draft.type} onChange={(type) => change({ type })} />
      <TextRow
        id="source-title"
        label="Title"
        hint="As printed, in sentence case."
        isNeeded
        value={draft.title}
        issue={issueAt(issues, 'title')}
        onChange={(title) => change({ title })}
      />
      {shown.map(row)}
      <details open={allFields.some((field) => !shown.includes(field) && issueAt(issues, field) !== null) || undefined}>
        <summary>More fields</summary>
        <div className="stack">
          {allFields.filter((field) => !shown.includes(field)).map(row)}
          <AddressFields draft={draft} issues={issues} onChange={onChange} />
          <OriginFields draft={draft} issues={issues} onChange={onChange} />
        </div>
      </details>
      <label className="row">
        <input type="checkbox" checked={draft.stub} onChange={(event) => change({ stub: event.target.checked })} />
        Only named in the text; details are missing
      </label>
    </div>
  );
}

/** One field of the form. */
function Field({
  field,
  isNeeded,
  draft,
  issues,
  onChange,
}: Props & { readonly field: FormField; readonly isNeeded: boolean }) {
  const change = (part: Partial<SourceDraft>) => onChange({ ...draft, ...part });
  const common = { id: `source-${field}`, isNeeded, issue: issueAt(issues, field) };
  if (isText(field)) {
    return (
      <TextRow
        {...common}
        label={textFields[field]}
        value={draft.fields[field]}
        onChange={(text) => change({ fields: { ...draft.fields, [field]: text } })}
      />
    );
  }
  if (isPeople(field)) {
    return (
      <PeopleRow
        {...common}
        label={peopleFields[field]}
        value={draft.people[field]}
        onChange={(text) => change({ people: { ...draft.people, [field]: text } })}
      />
    );
  }
  return (
    <DateField
      {...common}
      label={field === 'issued' ? 'Date' : 'Looked at on'}
      value={draft[field]}
      onChange={(text) => change({ [field]: text })}
    />
  );
}

/** The kinds that the form offers, and the one that an import brought. */
function KindField({ type, onChange }: { readonly type: string; readonly onChange: (type: string) => void }) {
  const offered = Object.keys(sourceTypes);
  return (
    <div className="field">
      <label htmlFor="source-type">Kind of source</label>
      <select id="source-type" value={type} onChange={(event) => onChange(event.target.value)}>
        {(offered.includes(type) ? offered : [...offered, type]).map((value) => (
          <option key={value} value={value}>
            {typeName(value)}
          </option>
        ))}
      </select>
    </div>
  );
}

type PeopleProps = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly isNeeded: boolean;
  readonly issue: string | null;
  readonly onChange: (text: string) => void;
};

function PeopleRow({ id, label, value, isNeeded, issue, onChange }: PeopleProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={Math.min(6, Math.max(2, value.split('\n').length))}
        value={value}
        required={isNeeded}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={issue !== null}
        aria-describedby={issue ? `${id}-hint ${id}-error` : `${id}-hint`}
      />
      <span className="hint" id={`${id}-hint`}>
        One a line: “Haddad, Lina”, or the whole name of a body.
      </span>
      <IssueLine issue={issue} id={id} />
    </div>
  );
}
