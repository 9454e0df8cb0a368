'use client';

import { type FormEvent, useId, useState } from 'react';
import { judgedSentence } from '@/components/admin/judged-words';
import { FormError } from '@/components/ui/form-error';
import { useSend } from '@/components/use-send';
import { saveOwnersEndpoint } from '@/lib/contract/site';

type Section = { readonly sectionId: string; readonly heading: string; readonly owners: readonly string[] };
type Props = {
  readonly article: { readonly articleId: string; readonly title: string; readonly sections: readonly Section[] };
  readonly reviewers: readonly { readonly id: string; readonly name: string }[];
};

/** Who answers for each section of one article, all of it saved at once. */
export function OwnersForm({ article, reviewers }: Props) {
  const { articleId, title, sections } = article;
  const { run, busy, error } = useSend(saveOwnersEndpoint);
  const [said, say] = useState('');
  const [owners, setOwners] = useState<Readonly<Record<string, readonly string[]>>>(
    Object.fromEntries(sections.map(({ sectionId, owners: now }) => [sectionId, now])),
  );
  async function submit(event: FormEvent) {
    event.preventDefault();
    const all = sections.map(({ sectionId }) => ({ sectionId, userIds: [...(owners[sectionId] ?? [])] }));
    const saved = await run({ articleId, owners: all });
    if (saved) say(judgedSentence(saved));
  }
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <h3 dir="auto">{title}</h3>
      {sections.map(({ sectionId, heading }) => (
        <Owners
          key={sectionId}
          name={heading || 'Summary'}
          reviewers={reviewers}
          chosen={owners[sectionId] ?? []}
          onChange={(chosen) => {
            say('');
            setOwners({ ...owners, [sectionId]: chosen });
          }}
        />
      ))}
      <FormError message={error?.message ?? null} issues={error?.issues ?? []} />
      <div className="row">
        <button type="submit" disabled={busy}>
          Save owners
        </button>
        <span role="status" className="small">
          {said}
        </span>
      </div>
    </form>
  );
}

type OwnersProps = Pick<Props, 'reviewers'> & {
  readonly name: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

function Owners({ name, reviewers, chosen, onChange }: OwnersProps) {
  const id = useId();
  return (
    <fieldset>
      <legend dir="auto">{name}</legend>
      <div className="row">
        {reviewers.map((person) => (
          <span key={person.id}>
            <input
              type="checkbox"
              id={`${id}-${person.id}`}
              checked={chosen.includes(person.id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, person.id] : chosen.filter((other) => other !== person.id))
              }
            />{' '}
            <label htmlFor={`${id}-${person.id}`}>{person.name}</label>
          </span>
        ))}
      </div>
    </fieldset>
  );
}
