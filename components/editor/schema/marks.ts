import { InputRule, markInputRule, markPasteRule } from '@tiptap/core';
import type { Attrs, MarkType } from '@tiptap/pm/model';
import { Plugin, PluginKey } from '@tiptap/pm/state';
import { markFromSchema } from '@/components/editor/schema/from-schema';
import { safeHref } from '@/lib/domain/prose/address';
import { attributeRules } from '@/lib/domain/prose/schema';
import { slugOf } from '@/lib/domain/slug';

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
const underlined = { bold: /(?:^|\s)(__(?!\s)([^_]+)__)$/, italic: /(?:^|\s)(_(?!\s)([^_]+)_)$/ };
/** `[words](https://…)` and `[[Title]]`, `[[Title|words]]`. */
const linked = { address: /\[([^[\]]+)\]\((https?:\/\/[^\s()]+)\)$/, article: /\[\[([^[\]|]+)(?:\|([^[\]]+))?\]\]$/ };

type LinkedWords = { readonly words: string; readonly attrs: Attrs };

/** What is typed in that form becomes words with the mark; `read` gives both, or null to leave it as it is. */
const linkRule = (find: RegExp, type: MarkType | undefined, read: (match: RegExpMatchArray) => LinkedWords | null) =>
  new InputRule({
    find,
    handler: ({ state, range, match }) => {
      const found = read(match);
      if (!found || !type) return null;
      const text = state.schema.text(found.words, [type.create(found.attrs)]);
      state.tr.replaceWith(range.from, range.to, text).removeStoredMark(type);
      return undefined;
    },
  });

/** Mod-b, or two asterisks or underscores on each side. */
export const Bold = markFromSchema('bold', {
  addKeyboardShortcuts() {
    return {
      'Mod-b': () => this.editor.commands.toggleMark('bold'),
      'Mod-B': () => this.editor.commands.toggleMark('bold'),
    };
  },
  addInputRules() {
    const { type } = this;
    return type ? [starred.bold, underlined.bold].map((find) => markInputRule({ find, type })) : [];
  },
});

/** Mod-i, or one asterisk or underscore on each side. */
export const Italic = markFromSchema('italic', {
  addKeyboardShortcuts() {
    return {
      'Mod-i': () => this.editor.commands.toggleMark('italic'),
      'Mod-I': () => this.editor.commands.toggleMark('italic'),
    };
  },
  addInputRules() {
    const { type } = this;
    return type ? [starred.italic, underlined.italic].map((find) => markInputRule({ find, type })) : [];
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
  addInputRules() {
    const read = ([, words = '', address = '']: RegExpMatchArray): LinkedWords | null => {
      const href = safeHref(address);
      return href === null ? null : { words, attrs: { href } };
    };
    return [linkRule(linked.address, this.type, read)];
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

/** A link to another article by its slug, or `[[Title]]`. */
export const ArticleLink = markFromSchema('articleLink', {
  addInputRules() {
    const read = ([, title = '', words]: RegExpMatchArray): LinkedWords | null => {
      const slug = slugOf(title);
      return attributeRules.slug(slug) ? { words: (words ?? title).trim(), attrs: { slug } } : null;
    };
    return [linkRule(linked.article, this.type, read)];
  },
  addCommands() {
    return {
      linkToArticle:
        (slug: string) =>
        ({ commands }) =>
          attributeRules.slug(slug) && commands.setMark('articleLink', { slug }),
    };
  },
});
