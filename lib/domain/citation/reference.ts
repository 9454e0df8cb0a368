/**
 * One run of a reference. `href` makes it a link on screen; `isolate` sets names and titles of any direction apart
 * (`<bdi>`); `printOnly` is the spelled-out address, which the screen leaves out because the title is the link.
 */
export type ReferenceNode = {
  readonly text: string;
  readonly italic?: true;
  readonly isolate?: true;
  readonly printOnly?: true;
  readonly href?: string;
  readonly lang?: string;
};
/** A printed source: its runs, and their texts joined. */
export type Reference = { readonly nodes: readonly ReferenceNode[]; readonly text: string };
/** Runs that belong together; none for a part that a source lacks. */
export type Words = readonly ReferenceNode[];

/** A run of ordinary text. */
export const plain = (text: string): ReferenceNode => ({ text });
/** A run whose direction is its own: a name, a title, a publisher. */
export const apart = (text: string): ReferenceNode => ({ text, isolate: true });

const bare = (node: ReferenceNode) => Object.keys(node).length === 1;

/** Joins neighbours that look alike and drops empty runs, so that the same words always give the same few runs. */
function joinRuns(words: Words): ReferenceNode[] {
  const joined: ReferenceNode[] = [];
  for (const node of words) {
    if (node.text === '') continue;
    const last = joined.at(-1);
    if (last && bare(last) && bare(node)) joined[joined.length - 1] = plain(last.text + node.text);
    else joined.push(node);
  }
  return joined;
}

/** The text of some runs. */
export const textOf = (words: Words): string => words.map(({ text }) => text).join('');

/** The reference made of these runs. */
export function referenceOf(words: Words): Reference {
  const nodes = joinRuns(words);
  return { nodes, text: textOf(nodes) };
}
