import { undo } from '@tiptap/pm/history';
import type { EditorView } from '@tiptap/pm/view';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { linkedTo, unlinkAddress } from '@/components/editor/paste/address';
import { leftWords } from '@/components/editor/paste/left';
import { makeCitation, type ToCite } from '@/components/editor/paste/make-citations';
import { insertPlain, pasteWith, type PasteReport } from '@/components/editor/paste/paste';
import { dropPending, settlePending } from '@/components/editor/paste/pending';
import { count } from '@/components/words';

/** What is said about the last paste. */
export type PasteNews = {
  readonly said: string;
  /** How many citations are being made. */
  readonly waiting: number;
  /** Notes and sources that could not be made into citations. */
  readonly failed: readonly ToCite[];
  /** False once something else was written: then Ctrl+Z is the way. */
  readonly canTakeBack: boolean;
  /** The address that was pasted, and that a source may be made of; empty for anything else. */
  readonly address: string;
};

const nothing: PasteNews = { said: '', waiting: 0, failed: [], canTakeBack: false, address: '' };

type Options = { readonly number: number; readonly book: CitationBook; readonly links: LinkBook };
type Last = PasteReport & { readonly view: EditorView };

function wordsFor({ left, remarks }: PasteReport, made: number): string {
  const became = made === 1 ? '1 note became a source: look at it' : `${made} notes became sources: look at them`;
  const parts = [
    made > 0 ? `${became} in the library.` : '',
    remarks > 0
      ? `${count(remarks, 'note')} without a source ${remarks === 1 ? 'stands' : 'stand'} in parentheses.`
      : '',
    leftWords(left),
  ];
  return parts.filter(Boolean).join(' ');
}

/**
 * Pasting into one open section, with everything that follows it: citations are made one after the other, what was left out is
 * said, and the paste can be taken back. Tells its listener when there is news.
 */
export class Pasting {
  /** What the editor is given. */
  readonly extension: ReturnType<typeof pasteWith>;
  private told: PasteNews | null = null;
  private last: Last | null = null;
  private failures = new Map<string, ToCite>();
  private made = 0;
  /** A change of the text that belongs to the paste. */
  private isOurs = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly options: Options) {
    const { book, links } = options;
    this.extension = pasteWith({
      ...{ book, links },
      onPaste: (report, view) => this.begin({ ...report, view }),
      onAddress: (address, view) => this.offer(address, view),
      onChange: () => this.changed(),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): PasteNews | null => this.told;

  /** Takes the paste out again. */
  readonly takeBack = (): void => this.undo();
  /** Takes it out, and puts in its text alone. */
  readonly asPlain = (): void => this.undo(({ view, plain }) => insertPlain(view, plain));
  /** Makes the citations that could not be made. */
  readonly retry = (): void => {
    const again = this.failures;
    this.failures = new Map();
    this.tell({ failed: [], waiting: again.size });
    void this.cite(again);
  };
  /** The person has read it: places of citations that could not be made are given up. */
  readonly dismiss = (): void => {
    const view = this.last?.view;
    if (view && !view.isDestroyed) for (const id of this.failures.keys()) this.ours(() => dropPending(view, id));
    this.failures = new Map();
    this.say(null);
  };

  /** A source shall stand where the address was pasted: its link goes, and the caret stands there. */
  readonly makeRoom = (): void => {
    const { address = '' } = this.told ?? {};
    const { view } = this;
    if (!view || view.isDestroyed || address === '') return;
    this.ours(() => unlinkAddress(view, address));
    this.tell({ address: '' });
    if (this.told?.said === '') this.say(null);
  };

  private view: EditorView | null = null;

  private offer(address: string | null, view: EditorView): void {
    if (view.isDestroyed) return;
    this.view = view;
    const isLinked = address !== null && linkedTo(view.state.doc, address, view.state.selection.head) !== null;
    if (isLinked) this.say({ ...(this.told ?? nothing), address });
    else if (this.told?.address) this.say(null);
  }

  private begin(last: Last): void {
    this.last = last;
    this.made = 0;
    this.failures = new Map();
    const canTakeBack = last.plain !== '';
    const news = { ...nothing, said: wordsFor(last, 0), waiting: last.toCite.size, canTakeBack };
    this.say(news.said === '' && news.waiting === 0 ? null : news);
    if (news.waiting > 0) void this.cite(last.toCite);
  }

  private changed(): void {
    if (!this.isOurs && this.told?.canTakeBack) this.tell({ canTakeBack: false });
  }

  /** One after the other: a long list of notes does not run into the limits of the server. */
  private async cite(toCite: ReadonlyMap<string, ToCite>): Promise<void> {
    const { last } = this;
    if (!last) return;
    const { number, book } = this.options;
    for (const [id, one] of toCite) {
      const line = await makeCitation(number, one).catch(() => null);
      if (last.view.isDestroyed || last !== this.last) return;
      if (line) {
        book.learn([line]);
        this.ours(() => settlePending(last.view, id, line.id));
        this.made += one.kind === 'note' ? 1 : 0;
      } else this.failures.set(id, one);
      const waiting = (this.told?.waiting ?? 1) - 1;
      this.tell({ waiting, failed: [...this.failures.values()], said: wordsFor(last, this.made) });
    }
    if (this.told?.said === '' && this.failures.size === 0) this.say(null);
  }

  private undo(then?: (paste: Last) => void): void {
    const { last } = this;
    if (!last) return;
    this.ours(() => {
      undo(last.view.state, last.view.dispatch);
      then?.(last);
    });
    this.last = null;
    last.view.focus();
    this.say(null);
  }

  private ours(act: () => unknown): void {
    this.isOurs = true;
    try {
      act();
    } finally {
      this.isOurs = false;
    }
  }

  private tell(part: Partial<PasteNews>): void {
    if (this.told) this.say({ ...this.told, ...part });
  }

  private say(news: PasteNews | null): void {
    this.told = news;
    for (const listener of this.listeners) listener();
  }
}
