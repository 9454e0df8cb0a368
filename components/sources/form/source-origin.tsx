import type { SourceDraft } from '@/components/sources/form/source-draft';
import { issueAt, type SourceIssue, TextRow } from '@/components/sources/form/source-row';
import { accessKinds } from '@/lib/domain/citation/csl';
import { linkStates, linkStateWords } from '@/lib/domain/citation/links';

export type SourceFormProps = {
  readonly draft: SourceDraft;
  readonly issues: readonly SourceIssue[];
  readonly onChange: (draft: SourceDraft) => void;
};

/** What became of the source's address, and where a copy of it is kept. */
export function AddressFields({ draft, issues, onChange }: SourceFormProps) {
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
export function OriginFields({ draft, issues, onChange }: SourceFormProps) {
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
