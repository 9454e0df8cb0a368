'use client';

import { type FormEvent, useId, useState } from 'react';
import { ChoiceField, TextField } from '@/components/sources/text-field';
import { DialogButton } from '@/components/ui/dialog-button.client';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { assessSourceEndpoint } from '@/lib/contract/sources';
import { type Scope, type Verdict, verdicts, verdictWords } from '@/lib/domain/citation/library/reliability';

type Props = { readonly sourceId: string; readonly domains: readonly string[]; readonly publisher: string };

const verdictOptions = verdicts.map((verdict) => [verdict, sentence(verdictWords[verdict])] as const);

function sentence(words: string): string {
  return words.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}

/** A dated decision on how far a work, its domain or its publisher can be relied on. */
export function AssessButton(props: Props) {
  return (
    <div>
      <DialogButton label="Decide on it" title="How far can it be relied on?">
        {(close) => <AssessFields {...props} close={close} />}
      </DialogButton>
    </div>
  );
}

type About = { readonly scope: Scope; readonly about: string; readonly words: string };

const aboutsOf = ({ sourceId, domains, publisher }: Props): About[] => [
  { scope: 'work', about: sourceId, words: 'This work alone' },
  ...domains.map((domain) => ({ scope: 'domain' as const, about: domain, words: `Everything at ${domain}` })),
  ...(publisher ? [{ scope: 'publisher' as const, about: publisher, words: `Everything of ${publisher}` }] : []),
];

function AssessFields(props: Props & { readonly close: () => void }) {
  const { close } = props;
  const { run, busy, error } = useSend(assessSourceEndpoint);
  const abouts = aboutsOf(props);
  const [at, setAt] = useState('0');
  const [verdict, setVerdict] = useState<Verdict>('additional_considerations');
  const [fields, setFields] = useState<Fields>({ reason: '', topic: '', link: '', reviewBy: '' });
  const name = useId();
  async function submit(event: FormEvent) {
    event.preventDefault();
    const { scope, about } = abouts[Number(at)] ?? { scope: 'work' as const, about: props.sourceId };
    const { reason, topic, link, reviewBy } = fields;
    const input = { scope, about, verdict, reason, topic, link: link.trim(), ...(reviewBy && { reviewBy }) };
    if ((await run(input)) !== null) close();
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <ChoiceField
        legend="What the decision is about"
        name={`${name}-about`}
        value={at}
        options={abouts.map(({ words }, index) => [String(index), words] as const)}
        onChange={setAt}
      />
      <ChoiceField
        legend="Decision"
        name={`${name}-verdict`}
        value={verdict}
        options={verdictOptions}
        onChange={setVerdict}
      />
      <WordFields fields={fields} issues={error?.issues ?? []} onChange={setFields} />
      <FormError message={error?.message ?? null} />
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          Decide
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
}

type Fields = { readonly reason: string; readonly topic: string; readonly link: string; readonly reviewBy: string };
type WordProps = {
  readonly fields: Fields;
  readonly issues: readonly { readonly where: string; readonly message: string }[];
  readonly onChange: (fields: Fields) => void;
};

function WordFields({ fields, issues, onChange }: WordProps) {
  const of = (field: keyof Fields) => ({
    value: fields[field],
    error: issues.find(({ where }) => where === field)?.message ?? null,
    onChange: (value: string) => onChange({ ...fields, [field]: value }),
  });
  return (
    <>
      <TextField label="Reason" hint="Whoever cites it reads this." rows={2} maxLength={500} {...of('reason')} />
      <TextField label="Only on this topic (a country)" {...of('topic')} />
      <TextField label="Where it was discussed" type="url" {...of('link')} />
      <TextField label="Look at it again by" type="date" {...of('reviewBy')} />
    </>
  );
}
