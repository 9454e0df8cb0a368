import { markInputRule, markPasteRule } from '@tiptap/core';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { markFromSchema } from '@/components/editor/schema/from-schema';
import { safeHref } from '@/lib/domain/prose/address';
import { attributeRules } from '@/lib/domain/prose/schema';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    stetMarks: {
      /** Links the selection to an http or https address; false for any other. */
      linkTo: (href: string) => ReturnType;
      /** Links the selection to the article with this slug. */
      linkToArticle: (slug: string) => ReturnType;
      /** Takes links of both kinds away from the selection, or from the whole link at the caret. */
      unlink: () => ReturnType;
    };
  }
}

const starred = { bold: /(?:^|\s)(\*\*(?!\s)([^*]+)\*\*)$/, italic: /(?:^|\s)(\*(?!\s)([^*]+)\*)$/ };

/** Mod-b, or two asterisks on each side. */
export const Bold = markFromSchema('bold', {
  addKeyboardShortcuts() {
    return {
      'Mod-b': () => this.editor.commands.toggleMark('bold'),
      'Mod-B': () => this.editor.commands.toggleMark('bold'),
    };
  },
  addInputRules() {
    return this.type ? [markInputRule({ find: starred.bold, type: this.type })] : [];
  },
});

/** Mod-i, or one asterisk on each side. */
export const Italic = markFromSchema('italic', {
  addKeyboardShortcuts() {
    return {
      'Mod-i': () => this.editor.commands.toggleMark('italic'),
      'Mod-I': () => this.editor.commands.toggleMark('italic'),
    };
  },
  addInputRules() {
    return this.type ? [markInputRule({ find: starred.italic, type: this.type })] : [];
  },
});

/** Mod-, lowers. */
export const Subscript = markFromSchema('subscript', {
  addKeyboardShortcuts() {
    return { 'Mod-,': () => this.editor.commands.toggleMark('subscript') };
  },
});

/** Mod-. raises. */
export const Superscript = markFromSchema('superscript', {
  addKeyboardShortcuts() {
    return { 'Mod-.': () => this.editor.commands.toggleMark('superscript') };
  },
});

/** A link to an http or https address. A pasted address links the selected words, or becomes a linked text. */
export const Link = markFromSchema('link', {
  addCommands() {
    return {
      linkTo:
        (href: string) =>
        ({ commands }) => {
          const safe = safeHref(href.trim());
          return safe !== null && commands.setMark('link', { href: safe });
        },
      unlink:
        () =>
        ({ chain }) =>
          chain()
            .unsetMark('link', { extendEmptyMarkRange: true })
            .unsetMark('articleLink', { extendEmptyMarkRange: true })
            .run(),
    };
  },
  addPasteRules() {
    if (!this.type) return [];
    const find = (text: string) =>
      Array.from(text.matchAll(/https?:\/\/[^\s"'<>\\^`{|}]+[^\s"'<>\\^`{|}.,;:!?)]/giu), (match) => ({
        index: match.index,
        text: match[0],
        data: { href: match[0] },
      })).filter(({ text: address }) => safeHref(address) !== null);
    return [markPasteRule({ find, type: this.type, getAttributes: (match) => ({ href: safeHref(match[0]) ?? '' }) })];
  },
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey('pasteLink'),
        props: {
          handlePaste: (view, _event, slice) => {
            const address = safeHref(slice.content.textBetween(0, slice.content.size, '\n').trim());
            if (view.state.selection.empty || address === null) return false;
            return editor.commands.linkTo(address);
          },
        },
      }),
    ];
  },
});

/** A link to another article by its slug. */
export const ArticleLink = markFromSchema('articleLink', {
  addCommands() {
    return {
      linkToArticle:
        (slug: string) =>
        ({ commands }) =>
          attributeRules.slug(slug) && commands.setMark('articleLink', { slug }),
    };
  },
});
