import { type Editor, textblockTypeInputRule, wrappingInputRule, type NodeConfig } from '@tiptap/core';
import { Table as TiptapTable } from '@tiptap/extension-table';
import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';
import { nodeFromSchema } from '@/components/editor/schema/from-schema';
import { attributeRules } from '@/lib/domain/prose/schema';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    stetNodes: {
      /** Turns the paragraph into a subheading, and back. */
      toggleSubheading: () => ReturnType;
      /** Wraps the paragraphs in a quotation, or lifts them out. */
      toggleQuotation: () => ReturnType;
      /** Names who said the quotation at the caret; empty when unknown. */
      setSpeaker: (speaker: string) => ReturnType;
      /** Turns the paragraphs into a bullet list, and back. */
      toggleBullets: () => ReturnType;
      /** Turns the paragraphs into a numbered list, and back. */
      toggleNumbers: () => ReturnType;
      /** Puts the citation with this id behind the selected words. */
      insertCitation: (id: string) => ReturnType;
      /** Gives the mark at this place another citation; where the text has moved since, the first mark of that id. */
      replaceCitation: (place: CitationAt, id: string) => ReturnType;
      /** Takes the mark at this place out of the text. */
      removeCitation: (place: CitationAt) => ReturnType;
      /** A line break inside a paragraph. */
      insertHardBreak: () => ReturnType;
    };
  }
}

export const Document = nodeFromSchema('doc', { topNode: true });
export const Text = nodeFromSchema('text');

export const Paragraph = nodeFromSchema('paragraph', {
  priority: 1000,
  addKeyboardShortcuts() {
    return { 'Mod-Alt-0': () => this.editor.commands.setNode('paragraph') };
  },
});

/** "## " or "### " at the start of a paragraph, or Mod-Alt-2. */
export const Subheading = nodeFromSchema('subheading', {
  addCommands() {
    return {
      toggleSubheading:
        () =>
        ({ commands }) =>
          commands.toggleNode('subheading', 'paragraph'),
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Alt-2': () => this.editor.commands.toggleSubheading() };
  },
  addInputRules() {
    return [textblockTypeInputRule({ find: /^#{2,4}\s$/, type: this.type })];
  },
});

/** "- " or "* ", or Mod-Shift-8. */
export const BulletList = nodeFromSchema('bulletList', {
  addCommands() {
    return {
      toggleBullets:
        () =>
        ({ commands }) =>
          commands.toggleList('bulletList', 'listItem'),
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Shift-8': () => this.editor.commands.toggleBullets() };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*[-*]\s$/, type: this.type })];
  },
});

/** "1. ", or Mod-Shift-7. */
export const OrderedList = nodeFromSchema('orderedList', {
  addCommands() {
    return {
      toggleNumbers:
        () =>
        ({ commands }) =>
          commands.toggleList('orderedList', 'listItem'),
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Shift-7': () => this.editor.commands.toggleNumbers() };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^1[.)]\s$/, type: this.type })];
  },
});

/** Enter makes the next item, Tab and Shift-Tab change its depth. */
export const ListItem = nodeFromSchema('listItem', {
  addKeyboardShortcuts() {
    return {
      Enter: () => this.editor.commands.splitListItem('listItem'),
      Tab: () => this.editor.commands.sinkListItem('listItem'),
      'Shift-Tab': () => this.editor.commands.liftListItem('listItem'),
    };
  },
});

/** "> ", or Mod-Shift-b. */
export const Quotation = nodeFromSchema('quotation', {
  addCommands() {
    return {
      toggleQuotation:
        () =>
        ({ commands }) =>
          commands.toggleWrap('quotation'),
      setSpeaker:
        (speaker: string) =>
        ({ commands }) =>
          attributeRules.speaker(speaker) && commands.updateAttributes('quotation', { speaker }),
    };
  },
  addKeyboardShortcuts() {
    return { 'Mod-Shift-b': () => this.editor.commands.toggleQuotation() };
  },
  addInputRules() {
    return [wrappingInputRule({ find: /^\s*>\s$/, type: this.type })];
  },
});

const plainTable: Partial<NodeConfig> = nodeFromSchema('table').config;
/** Tiptap's table commands and keys on the closed schema: no widths, no alignment, no styles. */
export const Table = TiptapTable.configure({ resizable: false })
  .extend(Object.fromEntries(Object.entries(plainTable).filter(([key]) => key !== 'name')))
  .extend({
    addKeyboardShortcuts() {
      return { ...this.parent?.(), Tab: () => nextCell(this.editor) };
    },
  });

/**
 * Tab in a table: to the next cell; behind the last one a new row. When the last row holds nothing yet, Tab leaves the table: whoever
 * has only a keyboard is never held in it (WCAG 2.1.2). False outside of tables, where Tab leaves the text.
 */
function nextCell(editor: Editor): boolean {
  if (editor.commands.goToNextCell()) return true;
  if (!editor.isActive('table')) return false;
  const { $from } = editor.state.selection;
  const depths = Array.from({ length: $from.depth + 1 }, (_, at) => at);
  const depth = depths.find((at) => $from.node(at).type.name === 'table') ?? 0;
  const isBlank = $from.node(depth).lastChild?.textContent.trim() === '';
  if (!isBlank) return editor.chain().addRowAfter().goToNextCell().run();
  const behind = $from.after(depth);
  const isLast = editor.state.doc.resolve(behind).nodeAfter === null;
  const chain = editor.chain();
  if (isLast) chain.insertContentAt(behind, { type: 'paragraph' });
  return chain
    .setTextSelection(behind + 1)
    .scrollIntoView()
    .run();
}
export const TableRow = nodeFromSchema('tableRow');
export const TableHeader = nodeFromSchema('tableHeader');
export const TableCell = nodeFromSchema('tableCell');

/** Shift-Enter. */
export const HardBreak = nodeFromSchema('hardBreak', {
  renderText: () => '\n',
  addCommands() {
    return {
      insertHardBreak:
        () =>
        ({ commands }) =>
          commands.insertContent({ type: 'hardBreak' }),
    };
  },
  addKeyboardShortcuts() {
    return { 'Shift-Enter': () => this.editor.commands.insertHardBreak() };
  },
});

type CitationAt = { readonly id: string; readonly position: number };

/** Where that mark stands now; null when it is gone. */
function findCitation(doc: Node, { id, position }: CitationAt): number | null {
  const isIt = (node: Node | null) => node?.type.name === 'citation' && node.attrs['id'] === id;
  if (position <= doc.content.size && isIt(doc.nodeAt(position))) return position;
  let found: number | null = null;
  doc.descendants((node, at) => {
    if (found === null && isIt(node)) found = at;
  });
  return found;
}

/** The place of a citation: one atom that is selected, copied and pasted whole. The editor adds its node view. */
export const Citation = nodeFromSchema('citation', {
  addCommands() {
    return {
      insertCitation:
        (id: string) =>
        ({ tr, dispatch }) => {
          const { $to } = tr.selection;
          const type = tr.doc.type.schema.nodes['citation'];
          if (!type || !attributeRules.citationId(id) || !$to.parent.inlineContent) return false;
          if (dispatch) {
            tr.insert($to.pos, type.create({ id }));
            tr.setSelection(TextSelection.create(tr.doc, $to.pos + 1)).scrollIntoView();
          }
          return true;
        },
      replaceCitation:
        (place: CitationAt, id: string) =>
        ({ tr, dispatch }) => {
          const at = findCitation(tr.doc, place);
          if (at === null || !attributeRules.citationId(id)) return false;
          if (dispatch) {
            tr.setNodeAttribute(at, 'id', id);
            tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
          }
          return true;
        },
      removeCitation:
        (place: CitationAt) =>
        ({ tr, dispatch }) => {
          const at = findCitation(tr.doc, place);
          if (at === null) return false;
          if (dispatch) tr.delete(at, at + 1).scrollIntoView();
          return true;
        },
    };
  },
});
