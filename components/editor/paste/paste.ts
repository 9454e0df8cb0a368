import { Extension } from '@tiptap/core';
import { DOMSerializer, type Schema } from '@tiptap/pm/model';
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { CitationBook } from '@/components/editor/cite/citation-book';
import type { LinkBook } from '@/components/editor/insert/link-book';
import { addressIn } from '@/components/editor/paste/address';
import { cleanPaste, plainBlocks } from '@/components/editor/paste/clean';
import { insertBlocks } from '@/components/editor/paste/insert-blocks';
import type { Left } from '@/components/editor/paste/left';
import { copiedLine, type ToCite } from '@/components/editor/paste/make-citations';
import { pendingPlugin } from '@/components/editor/paste/pending';
import { readHtml } from '@/components/editor/paste/html/read-html';

/** What came of a paste, for the person to judge. */
export type PasteReport = {
  readonly left: Left;
  readonly remarks: number;
  /** Citations to be made, by the ids of their places. */
  readonly toCite: ReadonlyMap<string, ToCite>;
  /** The same as text alone. */
  readonly plain: string;
};

type Options = {
  readonly book: CitationBook;
  readonly links: LinkBook;
  readonly onPaste: (report: PasteReport, view: EditorView) => void;
  /** What was pasted is a web address and nothing besides; null for anything else. Comes behind the paste. */
  readonly onAddress: (address: string | null, view: EditorView) => void;
  /** The text was changed after a paste. */
  readonly onChange: () => void;
};

const own = 'data-pm-slice';
const carried = 'data-cite';

/** What is copied here carries its citations with all that another article needs to make them its own. */
function serializerFor(schema: Schema, book: CitationBook): DOMSerializer {
  const nodes = DOMSerializer.nodesFromSchema(schema);
  const marks = DOMSerializer.marksFromSchema(schema);
  nodes['citation'] = ({ attrs }) => {
    const id = String(attrs['id']);
    return ['span', { 'data-citation': id, [carried]: JSON.stringify(book.line(id) ?? null) }, `[${book.label(id)}]`];
  };
  return new DOMSerializer(nodes, marks);
}

/** Citations of another article get ids of their own; they are made when they are in the text. */
function adopt(html: string, book: CitationBook, toCite: Map<string, ToCite>): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const element of page.querySelectorAll(`[${carried}]`)) {
    const line = lineOf(element.getAttribute(carried) ?? '');
    if (!line || book.line(line.id)) continue;
    const id = crypto.randomUUID();
    element.setAttribute('data-citation', id);
    book.learn([{ ...line, id }]);
    toCite.set(id, { kind: 'copy', line });
  }
  return page.body.innerHTML;
}

function lineOf(text: string) {
  try {
    return copiedLine.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

type Ground = Options & { readonly pending: Set<string> };

function report({ pending, onPaste }: Ground, view: EditorView, found: PasteReport): void {
  for (const id of found.toCite.keys()) pending.add(id);
  onPaste(found, view);
}

const dataOf = (data: DataTransfer | null) => ({
  html: data?.getData('text/html') ?? '',
  plain: data?.getData('text/plain') ?? '',
  files: data?.files.length ?? 0,
});

/** Cleans what is in the clipboard and puts it in. False for what the editor itself reads: our own text, and text alone. */
function take(ground: Ground, view: EditorView, data: DataTransfer | null): boolean {
  const { html, plain, files } = dataOf(data);
  if (html === '' && plain === '' && files > 0) {
    report(ground, view, { plain, remarks: 0, toCite: new Map(), left: new Map([['picture', files]]) });
    return true;
  }
  if (html === '' || html.includes(own)) return false;
  const { blocks, sources, remarks, left } = cleanPaste(html, readHtml(html), {
    newId: () => crypto.randomUUID(),
    articleOf: (title) => ground.links.slugOf(title),
    isOwn: (id) => ground.book.line(id) !== undefined,
  });
  const toCite = new Map([...sources].map(([id, note]): [string, ToCite] => [id, { kind: 'note', note }]));
  for (const id of toCite.keys()) ground.pending.add(id);
  const flattened = blocks.length === 0 ? 0 : insertBlocks(view, blocks);
  const all = new Map(flattened > 0 ? [...left, ['flattened' as const, flattened]] : left);
  report(ground, view, { left: all, remarks, toCite, plain });
  return true;
}

/**
 * Paste and drop. Text of our own editors comes in as it is, with its citations; any other HTML is cleaned to the schema, and the
 * page hears what became of it. With Shift, and without HTML, it is plain text.
 */
export function pasteWith(options: Options) {
  const { book, onChange, onAddress } = options;
  const pending = new Set<string>();
  const ground: Ground = { ...options, pending };
  let adopted = new Map<string, ToCite>();
  return Extension.create({
    name: 'paste',
    priority: 50,
    addProseMirrorPlugins() {
      return [
        pendingPlugin(pending),
        new Plugin({
          key: new PluginKey('paste'),
          view: () => ({ update: (view, before) => void (view.state.doc.eq(before.doc) || onChange()) }),
          props: {
            handleDOMEvents: {
              // Whoever takes the paste: words that were selected are linked elsewhere.
              paste(view, event) {
                const address = addressIn(event.clipboardData?.getData('text/plain') ?? '');
                queueMicrotask(() => onAddress(address, view));
                return false;
              },
            },
            clipboardSerializer: serializerFor(this.editor.schema, book),
            transformPastedHTML(html) {
              adopted = new Map();
              if (!html.includes(own) || !html.includes(carried)) return html;
              const changed = adopt(html, book, adopted);
              for (const id of adopted.keys()) pending.add(id);
              return changed;
            },
            handlePaste(view, event) {
              if (take(ground, view, event.clipboardData)) return true;
              const toCite = adopted;
              const plain = event.clipboardData?.getData('text/plain') ?? '';
              // Behind the paste itself, which others do.
              if (toCite.size > 0)
                queueMicrotask(() => report(ground, view, { left: new Map(), remarks: 0, toCite, plain }));
              return false;
            },
            handleDrop(view, event, _slice, isMoved) {
              const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
              if (isMoved || !place) return false;
              view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(place.pos))));
              const isTaken = take(ground, view, event.dataTransfer);
              if (isTaken) event.preventDefault();
              return isTaken;
            },
          },
        }),
      ];
    },
  });
}

/** Puts text in without any form. */
export const insertPlain = (view: EditorView, text: string): void => void insertBlocks(view, plainBlocks(text));
