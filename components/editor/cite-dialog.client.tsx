'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { SourceFields } from '@/components/desk/source-fields';
import { cslOf, draftOf, type SourceDraft } from '@/components/desk/source-draft';
import type { CitationLabels } from '@/components/editor/citation-view';
import { SourcePicker, type SourceLine } from '@/components/editor/source-picker.client';
import { FormError } from '@/components/ui/form-error';
import { send, SendError } from '@/components/send';
import { citeEndpoint } from '@/lib/contract/revisions';
import { createSourceEndpoint } from '@/lib/contract/sources';
import { type LocatorLabel, locatorLabels } from '@/lib/domain/citation/citation';

type Props = {
  readonly number: number;
  readonly editor: Editor;
  readonly labels: CitationLabels;
  readonly onClose: () => void;
};

type Place = { readonly label: LocatorLabel; readonly value: string; readonly quote: string };

/** Puts a citation behind the words at the caret: a known source or a new one, the place in it, and the words that say so. */
export function CiteDialog({ number, editor, labels, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [chosen, setChosen] = useState<SourceLine | null>(null);
  const [draft, setDraft] = useState<SourceDraft | null>(null);
  const [place, setPlace] = useState<Place>({ label: 'page', value: '', quote: '' });
  const [error, setError] = useState<SendError | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isBusy || (!chosen && !draft)) return;
    setBusy(true);
    setError(null);
    try {
      const source = chosen ?? (draft ? await describe(draft) : null);
      if (source) insert(source, await makeCitation(source.id));
    } catch (problem) {
      setError(
        problem instanceof SendError ? problem : new SendError('unexpected', 'Something went wrong. Try again.'),
      );
    } finally {
      setBusy(false);
    }
  }
  async function describe(described: SourceDraft): Promise<Pick<SourceLine, 'id' | 'reference'>> {
    const { sourceId } = await send(createSourceEndpoint, cslOf(described));
    return { id: sourceId, reference: described.title || 'New source' };
  }
  async function makeCitation(sourceId: string): Promise<string> {
    const locators = place.value.trim() ? [{ label: place.label, value: place.value.trim() }] : [];
    const made = { number, sourceId, locators, quote: place.quote, note: '', supports: 'supports' as const };
    return (await send(citeEndpoint, made)).citationId;
  }
  function insert(source: Pick<SourceLine, 'id' | 'reference'>, citationId: string) {
    const known = [...labels.values()].find((label) => label.reference === source.reference);
    const next = Math.max(0, ...[...labels.values()].map((label) => label.number)) + 1;
    labels.set(citationId, { number: known?.number ?? next, reference: source.reference });
    dialog.current?.close();
    editor.chain().focus().insertCitation(citationId).run();
  }

  return (
    <dialog ref={dialog} aria-labelledby="cite-title" onClose={onClose}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        <h2 id="cite-title">Where does this come from?</h2>
        {draft ? (
          <SourceFields draft={draft} issues={error?.issues ?? []} onChange={setDraft} />
        ) : (
          <SourcePicker
            chosen={chosen}
            onChoose={setChosen}
            onDescribe={(title) => setDraft({ ...draftOf(undefined, false), title })}
          />
        )}
        {chosen || draft ? <PlaceFields place={place} onChange={setPlace} /> : null}
        <FormError message={error?.message ?? null} issues={draft ? [] : (error?.issues ?? [])} />
        <div className="row">
          <button type="submit" className="primary" disabled={isBusy || (!chosen && !draft)}>
            Insert
          </button>
          {draft ? (
            <button type="button" onClick={() => setDraft(null)}>
              Choose a known source
            </button>
          ) : null}
          <button type="button" onClick={() => dialog.current?.close()}>
            Keep writing
          </button>
        </div>
      </form>
    </dialog>
  );
}

function PlaceFields({ place, onChange }: { readonly place: Place; readonly onChange: (place: Place) => void }) {
  return (
    <div className="stack">
      <div className="row">
        <div className="field">
          <label htmlFor="cite-label">Where in it</label>
          <select
            id="cite-label"
            value={place.label}
            onChange={(event) => onChange({ ...place, label: event.target.value as LocatorLabel })}
          >
            {locatorLabels.map((label) => (
              <option key={label}>{label}</option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="cite-value">Number</label>
          <input
            id="cite-value"
            className="short"
            value={place.value}
            onChange={(event) => onChange({ ...place, value: event.target.value })}
          />
        </div>
      </div>
      <div className="field">
        <label htmlFor="cite-quote">Words that say so (optional)</label>
        <textarea
          id="cite-quote"
          rows={2}
          maxLength={1000}
          value={place.quote}
          onChange={(event) => onChange({ ...place, quote: event.target.value })}
        />
      </div>
    </div>
  );
}
