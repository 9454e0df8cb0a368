/** An element of pasted HTML: its name and attribute names in lower case. */
export type Tag = {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string>>;
  readonly children: readonly Html[];
};
/** What was pasted, without comments: elements and text. Made of the browser's own parser; tests make it with another. */
export type Html = Tag | string;

/** Nested deeper than this, elements count as their text: nobody wrote them. */
export const deepest = 200;

export const isTag = (node: Html | undefined): node is Tag => typeof node === 'object';

/** All words of a node, as they stand in the markup. */
export const textOf = (node: Html): string => (isTag(node) ? node.children.map(textOf).join('') : node);

/** Blanks of all kinds as one blank, none at the ends. */
export const tidy = (text: string): string => text.replaceAll(/[\s\u00a0]+/gu, ' ').trim();

/** An attribute; empty when there is none. */
export const attr = (node: Tag, name: string): string => node.attrs[name] ?? '';

export const hasClass = (node: Tag, ...names: readonly string[]): boolean => {
  const found = attr(node, 'class').split(/\s+/u);
  return names.some((name) => found.includes(name));
};

/** A property of the `style` attribute, in lower case; empty when there is none. */
export function styleOf(node: Tag, property: string): string {
  for (const part of attr(node, 'style').split(';')) {
    const [name = '', ...rest] = part.split(':');
    if (name.trim().toLowerCase() === property) return rest.join(':').trim().toLowerCase();
  }
  return '';
}

/** The elements that fit, in the order of the text; inside of one that fits nothing more is looked for. */
export function findAll(node: Html, fits: (tag: Tag) => boolean): Tag[] {
  if (!isTag(node)) return [];
  return fits(node) ? [node] : node.children.flatMap((child) => findAll(child, fits));
}

/**
 * The tree anew, from the outside in: `change` answers what takes the place of an element, before its children are looked at;
 * null leaves it out, the same element keeps it.
 */
export function rewrite(node: Html, change: (tag: Tag) => Html | null): Html | null {
  if (!isTag(node)) return node;
  const changed = change(node);
  if (changed === null || !isTag(changed)) return changed;
  const children = changed.children.flatMap((child) => rewrite(child, change) ?? []);
  return { ...changed, children };
}

export const tag = (name: string, attrs: Tag['attrs'], ...children: readonly Html[]): Tag => ({
  tag: name,
  attrs,
  children,
});
