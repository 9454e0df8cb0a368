/** Letters and digits of a text, in lower case and without accents: what is equal for two spellings of one title or name. */
export const letterKey = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .slice(0, 300);

/** What two records are compared by; the columns of the same names. */
export type Likeness = { readonly titleKey: string; readonly makerKey: string; readonly issuedYear: number | null };

/**
 * True for records that look like one work (sources-and-import.md A5): the same title, years at most one apart, the same first maker;
 * a missing year or maker is no difference. A hint for people: no machine merges.
 */
export function looksLike(a: Likeness, b: Likeness): boolean {
  if (a.titleKey === '' || a.titleKey !== b.titleKey) return false;
  if (a.makerKey !== '' && b.makerKey !== '' && a.makerKey !== b.makerKey) return false;
  return a.issuedYear === null || b.issuedYear === null || Math.abs(a.issuedYear - b.issuedYear) <= 1;
}
