/** What the words before the caret ask for: something to put in ("/"), or an article to link to ("[["). */
export type Trigger = { readonly kind: 'insert' | 'article'; readonly query: string; readonly length: number };

/** "/" at the start of a line or after a blank; what is typed behind it filters. Never inside a word or an address. */
const slash = /(?:^|\s)(\/([\p{L}\p{N}]{0,20}(?: [\p{L}\p{N}]{0,20})?))$/u;
const brackets = /(\[\[([^[\]\n]{0,120}))$/u;

/** Reads the text of a paragraph up to the caret; `length` is how much of its end belongs to the trigger. */
export function triggerIn(before: string): Trigger | null {
  const tail = before.slice(-200);
  const article = brackets.exec(tail);
  if (article) return { kind: 'article', query: article[2] ?? '', length: (article[1] ?? '').length };
  const insert = slash.exec(tail);
  return insert ? { kind: 'insert', query: insert[2] ?? '', length: (insert[1] ?? '').length } : null;
}
