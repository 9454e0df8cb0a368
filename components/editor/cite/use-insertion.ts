import { useRef, useState } from 'react';
import type { Editor } from '@tiptap/react';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import { type CitationLine, replacing } from '@/components/editor/cite/citation-line';
import type { CitationPlace } from '@/components/editor/cite/citation-view';
import { placeAt } from '@/components/editor/cite/offline/pending-view';
import { type CiteOrder, type CiteSource, fulfil, orderOf } from '@/components/editor/cite/offline/send-citation';
import { SendError } from '@/components/send';
import { count } from '@/components/words';

export type CiteOptions = {
  readonly number: number;
  readonly sectionId: string;
  readonly editor: Editor;
  readonly book: CitationBook;
  /** The mark that is opened; null for a new one at the caret. */
  readonly mark: CitationPlace | null;
  /** What the box holds at first; empty for what was typed before. */
  readonly text: string;
  readonly onClose: () => void;
  readonly onSaid: (said: string) => void;
};

/** What became of some orders: citations that were made, orders that have to wait, and what went wrong otherwise. */
type Made = { readonly lines: CitationLine[]; readonly waiting: CiteOrder[]; readonly problem: SendError | null };

const isOffline = (error: unknown) => error instanceof SendError && error.code === 'offline';
const shown = (error: unknown) =>
  error instanceof SendError ? error : new SendError('unexpected', 'Something went wrong. Try again.');

/** Makes citations in order. Once the server cannot be reached the rest waits; another trouble ends it. */
async function makeAll(orders: readonly CiteOrder[]): Promise<Made> {
  const lines: CitationLine[] = [];
  for (const [at, order] of orders.entries()) {
    try {
      lines.push(await fulfil(order));
    } catch (error) {
      if (isOffline(error)) return { lines, waiting: orders.slice(at), problem: null };
      return { lines, waiting: [], problem: shown(error) };
    }
  }
  return { lines, waiting: [], problem: null };
}

/** Puts citations into the text, at the opened mark or behind the caret, and says so. */
function putAll({ book, editor, mark }: CiteOptions, lines: readonly CitationLine[]): string {
  for (const line of lines) {
    book.add(mark ? replacing(book.line(mark.id), line) : line);
    if (mark) editor.commands.replaceCitation(mark, line.id);
    else editor.commands.insertCitation(line.id);
  }
  const [first, ...more] = lines;
  if (!first) return '';
  if (mark) return 'Source changed.';
  return more.length === 0 ? `Source ${book.label(first.id)} added.` : `${count(lines.length, 'source')} added.`;
}

/** Keeps orders on the device, each at its place, and says so. */
function keepAll({ book, editor, mark, sectionId }: CiteOptions, waiting: readonly CiteOrder[]): string {
  for (const order of waiting) book.pending.add(order, { ...placeAt(editor.state), sectionId }, mark?.id ?? '');
  if (waiting.length === 0) return '';
  const it =
    waiting.length === 1
      ? 'The source is kept on this device and goes in'
      : 'The sources are kept on this device and go in';
  return `The server cannot be reached. ${it} as soon as it answers.`;
}

/**
 * Makes citations and puts them in; what cannot reach the server waits on this device. `onEnd` comes before the text changes: the
 * dialog closes, or begins anew for another.
 */
export function useInsertion(options: CiteOptions, onEnd: (isMore: boolean) => void) {
  const { number, editor, mark, onClose, onSaid } = options;
  const [error, setError] = useState<SendError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const orders = useRef(new Map<string, CiteOrder>());

  /** The same source and use are the same order, however often it is tried. */
  function ordered(source: CiteSource, use: CiteOrder['use']): CiteOrder {
    const key = JSON.stringify([source, use]);
    const order = orders.current.get(key) ?? orderOf(number, source, use, mark?.id);
    orders.current.set(key, order);
    return order;
  }
  async function insert(sources: readonly CiteSource[], use: CiteOrder['use'], isMore: boolean): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const { lines, waiting, problem } = await makeAll(sources.map((source) => ordered(source, use)));
    setBusy(false);
    if (problem) {
      putAll(options, lines);
      return setError(problem);
    }
    end(isMore, () => [putAll(options, lines), keepAll(options, waiting)].filter(Boolean).join(' '));
  }
  /** Back to the text first, then the change, then the word on it: a change of the text clears older words. */
  function end(isMore: boolean, act: () => string): void {
    onEnd(isMore);
    orders.current.clear();
    if (isMore) return setSaid(act());
    onClose();
    editor.view.focus();
    onSaid(act());
  }
  return {
    ...{ error, isBusy, said, insert, setError, say: setSaid },
    clear: () => {
      setError(null);
      setSaid('');
    },
    remove: () => {
      if (!mark) return;
      end(false, () => (editor.commands.removeCitation(mark) ? 'Source removed.' : ''));
    },
  };
}
