import { type SourceDraft, type TextField, textFields } from '@/components/desk/source-draft';
import { accessKinds, sourceTypes } from '@/lib/domain/citation/csl';
import { linkStates, linkStateWords } from '@/lib/domain/citation/links';

type Issue = { readonly where: string; readonly message: string };
type Props = {
  readonly draft: SourceDraft;
  readonly issues: readonly Issue[];
  readonly onChange: (draft: SourceDraft) => void;
};

const first: Partial<Record<string, readonly TextField[]>> = {
  webpage: ['URL', 'container-title', 'publisher'],
  post: ['URL', 'container-title'],
  'article-newspaper': ['container-title', 'page', 'URL'],
  'article-magazine': ['container-title', 'issue', 'page', 'URL'],
  'article-journal': ['container-title', 'volume', 'issue', 'page', 'DOI'],
  book: ['publisher', 'publisher-place', 'edition', 'ISBN'],
  chapter: ['container-title', 'page', 'publisher', 'ISBN'],
  report: ['publisher', 'genre', 'number', 'URL'],
  thesis: ['publisher', 'genre', 'URL'],
  speech: ['event-title', 'event-place', 'container-title', 'publisher'],
  interview: ['event-title', 'container-title', 'publisher', 'URL'],
  broadcast: ['container-title', 'publisher', 'URL'],
  treaty: ['number', 'container-title', 'volume', 'page', 'URL'],
  legislation: ['number', 'container-title', 'volume', 'page', 'URL'],
  dataset: ['publisher', 'version', 'DOI', 'URL'],
  map: ['publisher', 'version', 'URL'],
  motion_picture: ['publisher', 'URL'],
};
const usual: readonly TextField[] = ['container-title', 'publisher', 'URL', 'DOI'];

/** The fields of a source: those that its kind asks for first, all others folded away. */
export function SourceFields({ draft, issues, onChange }: Props) {
  const shown = first[draft.type] ?? usual;
  const others = (Object.keys(textFields) as TextField[]).filter((name) => !shown.includes(name));
  const change = (part: Partial<SourceDraft>) => onChange({ ...draft, ...part });
  const set = (name: TextField, text: string) => change({ fields: { ...draft.fields, [name]: text } });
  const row = (name: TextField) => (
    <TextRow
      key={name}
      id={`source-${name}`}
      label={textFields[name]}
      value={draft.fields[name]}
      issue={issueAt(issues, name)}
      onChange={(text) => set(name, text)}
    />
  );
  return (
    <div className="stack">
      <KindField type={draft.type} onChange={(type) => change({ type })} />
      <TextRow
        id="source-title"
        label="Title"
        hint="As printed, in sentence case."
        value={draft.title}
        issue={issueAt(issues, 'title')}
        onChange={(title) => change({ title })}
      />
      <MakersField makers={draft.makers} issue={issueAt(issues, 'author')} onChange={(makers) => change({ makers })} />
      <TextRow
        id="source-issued"
        label="Date"
        hint="2013, Nov 2013 or 3 May 2013. Leave it out if none is given."
        value={draft.issued}
        issue={issueAt(issues, 'issued')}
        onChange={(issued) => change({ issued })}
      />
      {shown.map(row)}
      <details>
        <summary>More fields</summary>
        <div className="stack">
          {others.map(row)}
          <TextRow
            id="source-accessed"
            label="Looked at on"
            value={draft.accessed}
            issue={issueAt(issues, 'accessed')}
            onChange={(accessed) => change({ accessed })}
          />
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

/** What became of the source's address, and where a copy of it is kept. */
function AddressFields({ draft, issues, onChange }: Props) {
  const change = (part: Partial<SourceDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <TextRow
        id="source-archive"
        label="Address of an archived copy"
        value={draft.archiveUrl}
        issue={issueAt(issues, 'custom.archiveUrl')}
        onChange={(archiveUrl) => change({ archiveUrl })}
      />
      <TextRow
        id="source-archived"
        label="Archived on"
        value={draft.archiveDate}
        issue={issueAt(issues, 'custom.archiveDate')}
        onChange={(archiveDate) => change({ archiveDate })}
      />
      <div className="field">
        <label htmlFor="source-state">The original address</label>
        <select
          id="source-state"
          value={draft.urlStatus}
          onChange={(event) =>
            change({ urlStatus: linkStates.find((state) => state === event.target.value) ?? 'unchecked' })
          }
        >
          {linkStates.map((state) => (
            <option key={state} value={state}>
              {linkStateWords[state]}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}

const accessWords: Readonly<Record<string, string>> = {
  '': 'not said',
  free: 'free',
  registration: 'after registering',
  limited: 'a part of it, or for a while',
  subscription: 'for subscribers',
};

/** Who made the original, under which terms, how it can be read, and whether it was taken back. */
function OriginFields({ draft, issues, onChange }: Props) {
  const row = (
    id: string,
    label: string,
    name: 'producer' | 'licence' | 'retractedOn' | 'retractedUrl',
    at: string,
  ) => (
    <TextRow
      id={`source-${id}`}
      label={label}
      value={draft[name]}
      issue={issues.find(({ where }) => where === `custom.${at}`)?.message ?? null}
      onChange={(text) => onChange({ ...draft, [name]: text })}
    />
  );
  return (
    <>
      {row('producer', 'Who made the original', 'producer', 'producer')}
      {row('licence', 'Licence', 'licence', 'licence')}
      <div className="field">
        <label htmlFor="source-access">How it can be read</label>
        <select
          id="source-access"
          value={draft.access}
          onChange={(event) => onChange({ ...draft, access: event.target.value })}
        >
          {['', ...accessKinds].map((kind) => (
            <option key={kind} value={kind}>
              {accessWords[kind]}
            </option>
          ))}
        </select>
      </div>
      {row('retracted-on', 'Retracted on', 'retractedOn', 'retracted')}
      {row('retracted-url', 'Notice of the retraction', 'retractedUrl', 'retracted.url')}
    </>
  );
}

function KindField({ type, onChange }: { readonly type: string; readonly onChange: (type: string) => void }) {
  return (
    <div className="field">
      <label htmlFor="source-type">Kind of source</label>
      <select id="source-type" value={type} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(sourceTypes).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

type MakersProps = {
  readonly makers: string;
  readonly issue: string | null;
  readonly onChange: (makers: string) => void;
};

function MakersField({ makers, issue, onChange }: MakersProps) {
  return (
    <div className="field">
      <label htmlFor="source-makers">Who made it</label>
      <textarea
        id="source-makers"
        rows={2}
        value={makers}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={issue !== null}
        aria-describedby={issue ? 'source-makers-hint source-makers-error' : 'source-makers-hint'}
      />
      <span className="hint" id="source-makers-hint">
        One a line: “Haddad, Lina”, or the whole name of a body.
      </span>
      <IssueLine issue={issue} id="source-makers" />
    </div>
  );
}

function issueAt(issues: readonly Issue[], field: string): string | null {
  return issues.find(({ where }) => where === field || where.startsWith(`${field}.`))?.message ?? null;
}

function IssueLine({ issue, id }: { readonly issue: string | null; readonly id: string }) {
  return issue ? (
    <span className="error" id={`${id}-error`}>
      {issue}
    </span>
  ) : null;
}

type RowProps = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly issue: string | null;
  readonly onChange: (text: string) => void;
};

function TextRow({ id, label, hint, value, issue, onChange }: RowProps) {
  const described = [hint ? `${id}-hint` : '', issue ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
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
