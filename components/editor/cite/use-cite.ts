import type { Editor } from '@tiptap/react';
import { useState } from 'react';
import { cslOf, draftOf, type SourceDraft } from '@/components/desk/source-draft';
import type { CitationBook, CitationLine } from '@/components/editor/cite/citation-book';
import type { CitationPlace } from '@/components/editor/cite/citation-view';
import type { CitePlace } from '@/components/editor/cite/place-fields';
import type { Choice } from '@/components/editor/cite/source-picker.client';
import { send, SendError } from '@/components/send';
import { citeEndpoint } from '@/lib/contract/revisions';
import { createSourceEndpoint } from '@/lib/contract/sources';
import { houseReference } from '@/lib/domain/citation/house';

type Options = {
  readonly number: number;
  readonly editor: Editor;
  readonly book: CitationBook;
  /** The mark that is opened; null for a new one at the caret. */
  readonly mark: CitationPlace | null;
  readonly onClose: () => void;
  readonly onSaid: (said: string) => void;
};

/** The steps of the cite dialog: choose or describe a source, name the place, make the citation, put it in. */
export function useCite({ number, editor, book, mark, onClose, onSaid }: Options) {
  const before = mark ? book.line(mark.id) : undefined;
  const [chosen, setChosen] = useState<Choice | null>(
    before ? { id: before.sourceId, reference: before.reference } : null,
  );
  const [draft, setDraft] = useState<SourceDraft | null>(null);
  const [place, setPlace] = useState<CitePlace>(() => placeOf(before));
  const [error, setError] = useState<SendError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    if (isBusy || (!chosen && !draft)) return;
    setBusy(true);
    setError(null);
    try {
      const source = chosen ?? (draft ? await describe(draft) : null);
      if (!source) return;
      // Once described the source is chosen: a second try cites it and does not describe it again.
      choose(source);
      put(await cite(number, source, place, before));
    } catch (problem) {
      setError(
        problem instanceof SendError ? problem : new SendError('unexpected', 'Something went wrong. Try again.'),
      );
    } finally {
      setBusy(false);
    }
  }

  function put(line: CitationLine): void {
    book.learn([line]);
    if (mark) end((commands) => commands.replaceCitation(mark, line.id), 'Source changed.');
    else end((commands) => commands.insertCitation(line.id), 'Source added.');
  }
  function remove(): void {
    if (mark) end((commands) => commands.removeCitation(mark), 'Source removed.');
  }
  /** Back to the text first, then the change, then the word on it: a change of the text clears older words. */
  function end(act: (commands: Editor['commands']) => boolean, said: string): void {
    onClose();
    editor.view.focus();
    act(editor.commands);
    onSaid(said);
  }

  function choose(source: Choice): void {
    setChosen(source);
    setDraft(null);
    setError(null);
  }

  return {
    ...{ chosen, draft, place, error, isBusy, submit, remove, choose, setDraft, setPlace },
    isChange: mark !== null,
    describeNew: (title: string) => {
      setChosen(null);
      setDraft({ ...draftOf(undefined, false), title });
    },
    searchAgain: () => {
      setChosen(null);
      setDraft(null);
      setError(null);
    },
  };
}

export type Cite = ReturnType<typeof useCite>;

async function describe(described: SourceDraft): Promise<Choice> {
  const record = cslOf(described);
  const { sourceId } = await send(createSourceEndpoint, record);
  return { id: sourceId, reference: houseReference(record.csl).text };
}

/** Makes the citation. Places beside the first, and the note, are kept from the one that it replaces. */
async function cite(
  number: number,
  source: Choice,
  place: CitePlace,
  before: CitationLine | undefined,
): Promise<CitationLine> {
  const value = place.value.trim();
  const made = {
    sourceId: source.id,
    locators: [...(value ? [{ label: place.label, value }] : []), ...(before?.locators.slice(1) ?? [])],
    quote: place.quote.trim(),
    note: before?.note ?? '',
    supports: place.supports,
  };
  const { citationId } = await send(citeEndpoint, { number, ...made, ...(before ? { replaces: before.id } : {}) });
  return { ...made, id: citationId, reference: source.reference };
}

function placeOf(line: CitationLine | undefined): CitePlace {
  const { label, value } = line?.locators[0] ?? { label: 'page' as const, value: '' };
  return { label, value, quote: line?.quote ?? '', supports: line?.supports ?? 'supports' };
}
