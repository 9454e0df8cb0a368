/** How many words a text has, and how many it has more or fewer than another, wherever they stand: a moved word is no change. */
export type WordCounts = { readonly words: number; readonly added: number; readonly removed: number };

const wordsOf = (text: string): readonly string[] => text.normalize('NFC').match(/\S+/gu) ?? [];

/** Counts words (runs without blanks) of `after`, and those that are not in `before` or were only there. */
export function countWords(before: string, after: string): WordCounts {
  const left = new Map<string, number>();
  const old = wordsOf(before);
  for (const word of old) left.set(word, (left.get(word) ?? 0) + 1);
  const now = wordsOf(after);
  let kept = 0;
  for (const word of now) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    kept += 1;
  }
  return { words: now.length, added: now.length - kept, removed: old.length - kept };
}
