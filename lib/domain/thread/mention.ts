/** How a comment stores that it names a person: by id, so that the name shown is the one they have. */
const token = /<@([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>/gu;

/** The stored form of a mention. */
export const mentionOf = (personId: string): string => `<@${personId}>`;

/** Ids of the people that a comment names, once each, in order. */
export const mentionsIn = (text: string): string[] => [
  ...new Set([...text.matchAll(token)].flatMap((match) => match[1] ?? [])),
];

/** A comment in pieces: words, and the people named between them. */
export function withMentions(text: string): ({ readonly text: string } | { readonly personId: string })[] {
  const pieces: ({ text: string } | { personId: string })[] = [];
  let at = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > at) pieces.push({ text: text.slice(at, match.index) });
    pieces.push({ personId: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  return at < text.length ? [...pieces, { text: text.slice(at) }] : pieces;
}

type Named = { readonly id: string; readonly label: string };

/** What was typed as it is stored: each "@label" of somebody chosen becomes their id, the longest label first. */
export function storedMentions(typed: string, chosen: readonly Named[]): string {
  return chosen
    .toSorted((a, b) => b.label.length - a.label.length)
    .reduce((text, { id, label }) => text.replaceAll(`@${label}`, mentionOf(id)), typed);
}

/** The same the other way, for showing and changing what is stored. */
export const shownMentions = (stored: string, nameOf: (id: string) => string): string =>
  stored.replaceAll(token, (_, id: string) => `@${nameOf(id)}`);

/**
 * Whom the caret is naming: the letters behind an "@" that begins a word, up to 30, over at most two words; null where it names
 * nobody.
 */
export function namingAt(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const match = /(?:^|[\s(])@([\p{L}\p{M}'’.-]{0,30}(?: [\p{L}\p{M}'’.-]{0,30})?)$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const query = match[1] ?? '';
  return { from: caret - query.length - 1, query };
}
