'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { FormError } from '@/components/ui/form-error';
import { SourceFields } from '@/components/desk/source-fields';
import { type SourceDraft, cslOf, draftOf } from '@/components/desk/source-draft';
import { useSend } from '@/components/use-send';
import { createSourceEndpoint, saveSourceEndpoint } from '@/lib/contract/sources';
import type { CslItem } from '@/lib/domain/citation/citation';

type Props = {
  readonly source?: { readonly id: string; readonly seq: number; readonly csl: CslItem; readonly stub: boolean };
};

/** Describes a new source, or corrects one. A work that the library has already is named, with a link to it. */
export function SourceForm({ source }: Props) {
  const router = useRouter();
  const creating = useSend(createSourceEndpoint);
  const saving = useSend(saveSourceEndpoint);
  const [draft, setDraft] = useState<SourceDraft>(() => draftOf(source?.csl, source?.stub ?? false));
  const [isSaved, setSaved] = useState(false);
  const { busy, error } = source ? saving : creating;

  async function submit(event: FormEvent) {
    event.preventDefault();
    const { csl, stub } = cslOf(draft);
    if (!source) return void (await creating.run({ csl, stub }, ({ sourceId }) => `/desk/sources/${sourceId}`));
    const saved = await saving.run({ sourceId: source.id, expectedSeq: source.seq, csl, stub });
    setSaved(saved !== null);
    if (saved) router.refresh();
  }
  const duplicate = error?.issues.find((issue) => issue.code === 'duplicate_source');
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <SourceFields draft={draft} issues={error?.issues ?? []} onChange={setDraft} />
      <FormError message={error?.message ?? null} issues={duplicate ? [] : (error?.issues ?? [])} />
      {duplicate ? <a href={`/desk/sources/${duplicate.message}`}>Open the source that you have</a> : null}
      <div className="row">
        <button type="submit" className="primary" disabled={busy}>
          {source ? 'Save the source' : 'Add the source'}
        </button>
        <a href="/desk/sources">All sources</a>
        <span role="status">{isSaved && !error ? 'Saved. Published versions keep what they showed.' : ''}</span>
      </div>
    </form>
  );
}
