'use client';

import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { saveSiteEndpoint } from '@/lib/contract/site';

type Words = {
  readonly name: string;
  readonly tagline: string;
  readonly publisher: string;
  readonly licenceName: string;
  readonly licenceUrl: string;
  readonly contact: string;
};

const fields: readonly { readonly key: keyof Words; readonly label: string; readonly hint: string }[] = [
  { key: 'name', label: 'Name', hint: '' },
  { key: 'tagline', label: 'What it is, in one sentence', hint: 'The heading of the first page.' },
  { key: 'publisher', label: 'Publisher', hint: 'Who answers for it: a person or a body. May stay empty.' },
  { key: 'licenceName', label: 'Licence of the texts', hint: 'Such as CC BY-SA 4.0. May stay empty.' },
  { key: 'licenceUrl', label: 'Address of the licence', hint: '' },
  { key: 'contact', label: 'Email address for letters', hint: 'Shown to everybody. May stay empty.' },
];

/** How the site names itself: all fields at once. */
export function SiteForm({ site }: { readonly site: Words & { readonly seq: number } }) {
  const { run, busy, error } = useSend(saveSiteEndpoint);
  const { seq, ...stored } = site;
  const [words, setWords] = useState<Words>(stored);
  const [isSaved, setSaved] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    setSaved((await run({ expectedSeq: seq, ...words })) !== null);
  }
  const wrong = new Map(error?.issues.map(({ where, message }) => [where, message]));
  return (
    <form className="card stack" onSubmit={(event) => void submit(event)} noValidate>
      {fields.map(({ key, label, hint }) => (
        <div className="field" key={key}>
          <label htmlFor={`site-${key}`}>{label}</label>
          <input
            id={`site-${key}`}
            value={words[key]}
            aria-invalid={wrong.has(key)}
            aria-describedby={`site-${key}-hint`}
            onChange={(event) => {
              setSaved(false);
              setWords({ ...words, [key]: event.target.value });
            }}
          />
          <span className={wrong.has(key) ? 'error' : 'hint'} id={`site-${key}-hint`}>
            {wrong.get(key) ?? hint}
          </span>
        </div>
      ))}
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Save
        </button>
        <span role="status" className="small">
          {isSaved ? 'Saved. Every page shows it.' : ''}
        </span>
      </div>
    </form>
  );
}
