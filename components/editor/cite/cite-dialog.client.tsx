'use client';

import type { Editor } from '@tiptap/react';
import { type FormEvent, useEffect, useRef } from 'react';
import { SourceFields } from '@/components/desk/source-fields';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { CitationPlace } from '@/components/editor/cite/citation-view';
import { PlaceFields } from '@/components/editor/cite/place-fields';
import { SourcePicker } from '@/components/editor/cite/source-picker.client';
import { type Cite, useCite } from '@/components/editor/cite/use-cite';
import { FormError } from '@/components/ui/form-error';

type Props = {
  readonly number: number;
  readonly editor: Editor;
  readonly book: CitationBook;
  /** The mark that is opened to be changed; null to put in a new one behind the words at the caret. */
  readonly mark: CitationPlace | null;
  readonly onClose: () => void;
  readonly onSaid: (said: string) => void;
};

/** A citation: a known source or a new one, the place in it, and the words that say so. */
export function CiteDialog({ onClose, onSaid, ...rest }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  const cite = useCite({ ...rest, onSaid, onClose: close });
  function submit(event: FormEvent) {
    event.preventDefault();
    void cite.submit();
  }
  return (
    <dialog ref={dialog} aria-labelledby="cite-title" onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
        <h2 id="cite-title">{cite.isChange ? 'Change this source' : 'Where does this come from?'}</h2>
        <Source cite={cite} book={rest.book} />
        {cite.chosen || cite.draft ? <PlaceFields place={cite.place} onChange={cite.setPlace} /> : null}
        <Refused cite={cite} />
        <Buttons cite={cite} close={close} />
      </form>
    </dialog>
  );
}

function Source({ cite, book }: { readonly cite: Cite; readonly book: CitationBook }) {
  const { chosen, draft, isChange } = cite;
  if (draft) return <SourceFields draft={draft} issues={cite.error?.issues ?? []} onChange={cite.setDraft} />;
  if (isChange && chosen) {
    return (
      <p>
        <bdi>{chosen.reference}</bdi>{' '}
        <button type="button" className="small" onClick={cite.searchAgain}>
          Choose another source
        </button>
      </p>
    );
  }
  return <SourcePicker chosen={chosen} cited={book.sources} onChoose={cite.choose} onDescribe={cite.describeNew} />;
}

/** Why it was refused. A work that the library has already is offered at once. */
function Refused({ cite }: { readonly cite: Cite }) {
  const { error, draft } = cite;
  const duplicate = error?.issues.find((issue) => issue.code === 'duplicate_source');
  const { title } = (error?.current ?? {}) as { readonly title?: string };
  return (
    <>
      <FormError message={error?.message ?? null} issues={draft ? [] : (error?.issues ?? [])} />
      {duplicate ? (
        <div>
          <button
            type="button"
            onClick={() => cite.choose({ id: duplicate.message, reference: title ?? draft?.title ?? 'Known source' })}
          >
            Use it
          </button>
        </div>
      ) : null}
    </>
  );
}

function Buttons({ cite, close }: { readonly cite: Cite; readonly close: () => void }) {
  const { isChange, draft } = cite;
  return (
    <div className="row">
      <button type="submit" className="primary" disabled={cite.isBusy || (!cite.chosen && !draft)}>
        {isChange ? 'Save the change' : 'Insert'}
      </button>
      {draft ? (
        <button type="button" onClick={cite.searchAgain}>
          Choose a known source
        </button>
      ) : null}
      {isChange ? (
        <button type="button" className="danger" onClick={cite.remove}>
          Remove from the text
        </button>
      ) : null}
      <button type="button" onClick={close}>
        Keep writing
      </button>
    </div>
  );
}
