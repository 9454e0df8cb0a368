import { blocksOf, linesOf } from '@/components/editor/paste/blocks';
import { type Left, LeftOut } from '@/components/editor/paste/left';
import { takeNotes } from '@/components/editor/paste/notes';
import { type NoteSource, sourceOfNote } from '@/components/editor/paste/note-source';
import { type Tag, textOf, tidy } from '@/components/editor/paste/html/tree';
import { isGoogle, isWiki, tidyGoogle, tidyWiki } from '@/components/editor/paste/html/web';
import { isWord, tidyWord } from '@/components/editor/paste/html/word';
import type { Block, Inline } from '@/lib/domain/prose/body';

/** A pasted text in the closed schema. */
export type Pasted = {
  readonly blocks: readonly Block[];
  /** Sources to be made, by the ids that stand in the text at their places: no citation has these yet. */
  readonly sources: ReadonlyMap<string, NoteSource>;
  /** Notes without a source: they stand in the text, in parentheses. */
  readonly remarks: number;
  readonly left: Left;
};

type Options = {
  /** A fresh UUID each time. */
  readonly newId: () => string;
  readonly articleOf: (title: string) => string | null;
  /** Whether this is the id of a citation of the article that is pasted into. */
  readonly isOwn?: (citationId: string) => boolean;
};

/**
 * Cleans what was copied from Word, Google Docs, Wikipedia or any page: the closed schema's structure and words, without styles,
 * scripts and pictures. Footnotes that name a source become citations to be made, other notes stand in parentheses. Whatever is
 * not kept is counted in `left`. `html` is the clipboard's text, `root` the same as a tree.
 */
export function cleanPaste(html: string, root: Tag, { newId, articleOf, isOwn = () => false }: Options): Pasted {
  const tidied = isWord(html)
    ? tidyWord(root)
    : isGoogle(html)
      ? tidyGoogle(root)
      : isWiki(html)
        ? tidyWiki(root)
        : root;
  const { root: text, notes } = takeNotes(tidied);
  const left = new LeftOut();
  const sources = new Map<string, NoteSource>();
  const idOfNote = new Map<string, string>();
  let remarks = 0;
  function noteAt(noteId: string): readonly Inline[] {
    const known = idOfNote.get(noteId);
    if (known !== undefined) return [{ type: 'citation', attrs: { id: known } }];
    const note = notes.get(noteId);
    const source = note && sourceOfNote(note);
    if (!source) {
      const words = note ? tidy(textOf(note)) : '';
      if (words === '') return [];
      remarks += 1;
      return [{ type: 'text', text: ` (${words})` }];
    }
    const id = newId();
    idOfNote.set(noteId, id);
    sources.set(id, source);
    return [{ type: 'citation', attrs: { id } }];
  }
  const blocks = blocksOf(text, { left, noteAt, articleOf, isOwn });
  return { blocks, sources, remarks, left: left.all };
}

/** Where a text is put in: anywhere; an item of a list, that holds paragraphs and lists; a cell or quotation, that holds paragraphs. */
export type Room = 'body' | 'item' | 'lines';

/** The blocks that a place can hold; what cannot stand there becomes paragraphs, and is counted. */
export function fitTo(
  room: Room,
  blocks: readonly Block[],
): { readonly blocks: readonly Block[]; readonly flattened: number } {
  if (room === 'body') return { blocks, flattened: 0 };
  let flattened = 0;
  const fitted = blocks.flatMap((block): Block[] => {
    const isList = block.type === 'bulletList' || block.type === 'orderedList';
    if (block.type === 'paragraph' || (room === 'item' && isList)) return [block];
    if (isList || block.type === 'table') flattened += 1;
    return linesOf([block]);
  });
  return { blocks: fitted, flattened };
}

/** Plain text as paragraphs: a blank line begins a new one, a line end is a line break. */
export function plainBlocks(text: string): Block[] {
  return text
    .replaceAll(/\r\n?/gu, '\n')
    .split(/\n[ \t]*\n+/u)
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part): Block => {
      const content = part.split('\n').flatMap((line, at): Inline[] => {
        const words = tidy(line);
        return [
          ...(at > 0 ? [{ type: 'hardBreak' } as const] : []),
          ...(words ? [{ type: 'text', text: words } as const] : []),
        ];
      });
      return { type: 'paragraph', attrs: { id: '' }, content };
    });
}
