const marks = /\p{M}/gu;

/** A title as it is sorted: letters without accents in lower case, numbers by their value, other signs as blanks; and its letter, or #. */
export function sortingOf(title: string): { sortKey: string; letter: string } {
  const bare = title.normalize('NFKD').replaceAll(marks, '').toLowerCase();
  const sortKey = bare
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replaceAll(/\d+/gu, (digits) => digits.padStart(12, '0'));
  return { sortKey, letter: /^\p{L}/u.exec(sortKey)?.[0]?.toUpperCase() ?? '#' };
}
