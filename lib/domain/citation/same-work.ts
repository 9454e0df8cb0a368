import type { CslItem } from '@/lib/domain/citation/citation';
import { deriveSource } from '@/lib/domain/citation/csl';

/**
 * What says for certain that two records are one work (sources-and-import.md A5): the same DOI, PMID, address, or, between
 * books, ISBN. Each as one text; none for a record without such numbers.
 */
export function sureKeys(csl: CslItem): string[] {
  const { doi, isbn13, pmid, urlKey, type } = deriveSource(csl);
  return [
    ...(doi ? [`doi:${doi}`] : []),
    ...(isbn13 && type === 'book' ? [`isbn:${isbn13}`] : []),
    ...(pmid ? [`pmid:${pmid}`] : []),
    ...(urlKey ? [`url:${urlKey}`] : []),
  ];
}

/** A title by its letters and digits alone, in lower case; what two spellings of one title share. */
export const titleKey = (title: string): string =>
  title
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** The first maker by name, as far as it tells one from another. */
function maker(csl: CslItem): string {
  const [first] = csl.author ?? csl.editor ?? [];
  return titleKey(first?.family ?? first?.literal ?? '');
}

/** Whether two records look like one work: title, year (± 1) and first maker agree as far as both name them. Never certain. */
export function looksLike(one: CslItem, other: CslItem): boolean {
  const title = titleKey(one.title ?? '');
  if (title.length < 4 || title !== titleKey(other.title ?? '')) return false;
  const [year, otherYear] = [deriveSource(one).issuedYear, deriveSource(other).issuedYear];
  if (year !== null && otherYear !== null && Math.abs(year - otherYear) > 1) return false;
  const [name, otherName] = [maker(one), maker(other)];
  return name === '' || otherName === '' || name === otherName;
}

/** The members that one record has and the other lacks, in `custom` too: what importing it again would add. */
export function addition(to: CslItem, from: CslItem): Partial<CslItem> {
  const { custom, type: _, ...members } = from;
  const fresh = Object.entries(members).filter(([name, value]) => value !== undefined && !Object.hasOwn(to, name));
  const aside = Object.entries(custom ?? {}).filter(([name]) => !Object.hasOwn(to.custom ?? {}, name));
  return { ...Object.fromEntries(fresh), ...(aside.length > 0 ? { custom: Object.fromEntries(aside) } : {}) };
}

/** The record with an addition; what it says already stays as it is. */
export const withAddition = (to: CslItem, { custom, ...members }: Partial<CslItem>): CslItem => ({
  ...members,
  ...to,
  ...((custom ?? to.custom) ? { custom: { ...custom, ...to.custom } } : {}),
});
