'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { SourceFields } from '@/components/sources/form/source-fields';
import { type SourceDraft, cslOf, draftOf } from '@/components/sources/form/source-draft';
import type { SendError } from '@/components/send';
import { useSend } from '@/components/use-send';
import { createSourceEndpoint, saveSourceEndpoint } from '@/lib/contract/sources';
import type { CslItem } from '@/lib/domain/citation/citation';

type Props = {
  readonly source?: { readonly id: string; readonly seq: number; readonly csl: CslItem; readonly stub: boolean };
};

/** Describes a new source, or corrects one. A work that the library has already is named, with a link to it. */
export function SourceForm({ source }: Props) {
  return source ? <CorrectSource source={source} /> : <NewSource />;
}

function NewSource() {
  const { run, busy, error } = useSend(createSourceEndpoint);
  const [draft, setDraft] = useState<SourceDraft>(() => draftOf(undefined, false));
  const submit = () => run(cslOf(draft), ({ sourceId }) => `/desk/sources/${sourceId}`);
  return (
    <Frame draft={draft} onChange={setDraft} onSubmit={submit} error={error}>
      <button type="submit" className="primary" disabled={busy}>
        Add the source
      </button>
    </Frame>
  );
}

function CorrectSource({ source }: Required<Props>) {
  const { run, busy, error } = useSend(saveSourceEndpoint);
  const [draft, setDraft] = useState<SourceDraft>(() => draftOf(source.csl, source.stub));
  const [isSaved, setSaved] = useState(false);
  const change = (next: SourceDraft) => {
    setDraft(next);
    setSaved(false);
  };
  const submit = async () =>
    setSaved((await run({ sourceId: source.id, expectedSeq: source.seq, ...cslOf(draft) })) !== null);
  return (
    <Frame draft={draft} onChange={change} onSubmit={submit} error={error}>
      <button type="submit" className="primary" disabled={busy}>
        Save the source
      </button>
      <span role="status">{isSaved ? 'Saved. Published versions keep what they showed.' : ''}</span>
    </Frame>
  );
}

type FrameProps = {
  readonly draft: SourceDraft;
  readonly onChange: (draft: SourceDraft) => void;
  readonly onSubmit: () => Promise<unknown>;
  readonly error: SendError | null;
  readonly children: ReactNode;
};

function Frame({ draft, onChange, onSubmit, error, children }: FrameProps) {
  const issues = error?.issues ?? [];
  const duplicate = issues.find((issue) => issue.code === 'duplicate_source');
  function submit(event: FormEvent) {
    event.preventDefault();
    void onSubmit();
  }
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <SourceFields draft={draft} issues={issues} onChange={onChange} />
      <FormError message={error?.message ?? null} issues={duplicate ? [] : issues} />
      {duplicate ? <a href={`/desk/sources/${duplicate.message}`}>Open the source that you have</a> : null}
      <div className="row">
        {children}
        <a href="/desk/sources">All sources</a>
      </div>
    </form>
  );
}
