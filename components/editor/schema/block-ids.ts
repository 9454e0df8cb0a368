import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';

const length = 12;
const signs = '0123456789abcdefghijklmnopqrstuv';

/** A new block id: 12 signs, 60 random bits. `getRandomValues` exists without https too. */
export function newBlockId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte) => signs[byte % signs.length]).join('');
}

type Place = { readonly position: number; readonly id: string };

function blockPlaces(doc: Node): Place[] {
  const places: Place[] = [];
  doc.descendants((node, position) => {
    const id: unknown = node.attrs['id'];
    if (typeof id === 'string' && !node.isInline) places.push({ position, id });
    return !node.isTextblock;
  });
  return places;
}

/** Where each id of the old document stands now: of two blocks with one id the one that had it keeps it. */
function ownersOf(before: EditorState, transactions: readonly Transaction[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const { id, position } of blockPlaces(before.doc)) {
    const mapped = transactions.reduce((at, { mapping }) => mapping.map(at), position);
    if (id !== '' && !owners.has(id)) owners.set(id, mapped);
  }
  return owners;
}

const needsMending = (places: readonly Place[]) =>
  places.some(({ id }) => id === '') || new Set(places.map(({ id }) => id)).size !== places.length;

function mendIds(tr: Transaction, before: EditorState, transactions: readonly Transaction[]): void {
  const places = blockPlaces(tr.doc);
  if (!needsMending(places)) return;
  const owners = ownersOf(before, transactions);
  const here = new Set(places.map(({ position, id }) => `${position} ${id}`));
  const used = new Set<string>();
  for (const { position, id } of places) {
    const owner = owners.get(id);
    const belongsElsewhere = owner !== undefined && owner !== position && here.has(`${owner} ${id}`);
    if (id !== '' && !used.has(id) && !belongsElsewhere) used.add(id);
    else tr.setNodeAttribute(position, 'id', newBlockId());
  }
}

/** Marks on citations and breaks have no meaning and are not stored: "bold" over a whole paragraph skips them. */
function stripAtomMarks(tr: Transaction): void {
  tr.doc.descendants((node, position) => {
    if (node.isInline && !node.isText && node.marks.length > 0) {
      for (const mark of node.marks) tr.removeNodeMark(position, mark);
    }
  });
}

/**
 * Gives new blocks an id and mends doubles after a split or paste, in the same step of the history as their cause, so
 * that undo takes both back and redo brings the same ids.
 */
export const blockIdsPlugin = () =>
  new Plugin({
    key: new PluginKey('blockIds'),
    appendTransaction: (transactions, before, state) => {
      if (!transactions.some(({ docChanged }) => docChanged)) return null;
      const { tr } = state;
      mendIds(tr, before, transactions);
      stripAtomMarks(tr);
      return tr.docChanged ? tr : null;
    },
  });

/** Tiptap's form of `blockIdsPlugin`. */
export const BlockIds = Extension.create({ name: 'blockIds', addProseMirrorPlugins: () => [blockIdsPlugin()] });
