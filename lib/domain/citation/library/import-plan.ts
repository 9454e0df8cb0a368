import type { CslItem } from '@/lib/domain/citation/citation';
import { type DerivedSource, deriveSource } from '@/lib/domain/citation/library/derive';
import { looksLike } from '@/lib/domain/citation/library/similar';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';

/** A source of the library that an import may meet. */
export type KnownSource = { readonly id: string; readonly key: string; readonly csl: CslItem };

/** A source that a record is, for certain (the same number or address), or that it looks like. */
export type Match = { readonly source: KnownSource; readonly isSure: boolean };

const derived = new WeakMap<CslItem, DerivedSource>();
/** The columns of a record, made once. */
function derivedOf(csl: CslItem): DerivedSource {
  const known = derived.get(csl) ?? deriveSource(csl);
  derived.set(csl, known);
  return known;
}

/**
 * What says for certain that two records are one work (sources-and-import.md A5): the same DOI, PMID, address, or, between
 * books, ISBN. Each as one text; none for a record without such numbers.
 */
export function sureKeys(csl: CslItem): string[] {
  const { doi, isbn13, pmid, urlKey, type } = derivedOf(csl);
  return [
    ...(doi ? [`doi:${doi}`] : []),
    ...(isbn13 && type === 'book' ? [`isbn:${isbn13}`] : []),
    ...(pmid ? [`pmid:${pmid}`] : []),
    ...(urlKey ? [`url:${urlKey}`] : []),
  ];
}

/** Finds which source of the library a record is. */
export class Library {
  private readonly byKey = new Map<string, KnownSource>();
  private readonly byTitle = new Map<string, KnownSource[]>();

  constructor(sources: readonly KnownSource[]) {
    for (const source of sources) this.add(source);
  }

  add(source: KnownSource): void {
    for (const key of sureKeys(source.csl)) if (!this.byKey.has(key)) this.byKey.set(key, source);
    const { titleKey } = derivedOf(source.csl);
    if (titleKey !== '') this.byTitle.set(titleKey, [...(this.byTitle.get(titleKey) ?? []), source]);
  }

  /** The source that has a number or an address. */
  owner(key: string): KnownSource | undefined {
    return this.byKey.get(key);
  }

  /** Takes a completed record in place of the source's former one. */
  replace(source: KnownSource): void {
    for (const key of sureKeys(source.csl)) this.byKey.set(key, source);
    const { titleKey } = derivedOf(source.csl);
    const others = (this.byTitle.get(titleKey) ?? []).filter(({ id }) => id !== source.id);
    if (titleKey !== '') this.byTitle.set(titleKey, [...others, source]);
  }

  match(csl: CslItem): Match | null {
    const sure = sureKeys(csl)
      .map((key) => this.byKey.get(key))
      .find((source) => source !== undefined);
    if (sure) return { source: sure, isSure: true };
    const own = derivedOf(csl);
    const alike = (this.byTitle.get(own.titleKey) ?? []).find((source) => looksLike(own, derivedOf(source.csl)));
    return alike ? { source: alike, isSure: false } : null;
  }
}

/** The members that a record has and the known one lacks, those of `custom` as `custom.x`. */
export function addedMembers(known: CslItem, other: CslItem): string[] {
  const fresh = Object.keys(other).filter((name) => name !== 'custom' && !Object.hasOwn(known, name));
  const aside = Object.keys(other.custom ?? {}).filter((name) => !Object.hasOwn(known.custom ?? {}, name));
  return [...fresh, ...aside.map((name) => `custom.${name}`)];
}

/** The known record with what only the other has; what it says already stays as it is. */
export const completed = (known: CslItem, other: CslItem): CslItem => ({
  ...other,
  ...known,
  ...(known.custom || other.custom ? { custom: { ...other.custom, ...known.custom } } : {}),
});

/** What a person wants done: indexes of candidates to add as sources, and to complete known sources with. */
export type Choice = { readonly take: ReadonlySet<number>; readonly fill: ReadonlySet<number> };

/** What becomes of one candidate. */
export type Step =
  | { readonly outcome: 'taken'; readonly csl: CslItem }
  | {
      readonly outcome: 'merged';
      readonly source: KnownSource;
      readonly csl: CslItem;
      readonly added: readonly string[];
    }
  | { readonly outcome: 'known'; readonly source: KnownSource | null; readonly line: number | null }
  | { readonly outcome: 'refused'; readonly because: string }
  | { readonly outcome: 'left' };

/** The plan of one import, made candidate by candidate so that a file's own repetitions are met too. */
class Plan {
  private readonly lines = new Map<string, number>();
  constructor(
    private readonly library: Library,
    private readonly choice: Choice,
  ) {}

  step({ csl, refused, line }: Candidate, at: number): Step {
    if (csl === null || refused !== null) return { outcome: 'refused', because: refused ?? 'It could not be read.' };
    const { take, fill } = this.choice;
    const earlier = sureKeys(csl)
      .map((key) => this.lines.get(key))
      .find((one) => one !== undefined);
    if (earlier !== undefined) return { outcome: 'known', source: null, line: earlier };
    const match = this.library.match(csl);
    if (match && (match.isSure || fill.has(at))) return this.met(match, csl, at);
    if (!take.has(at)) return { outcome: 'left' };
    for (const key of sureKeys(csl)) this.lines.set(key, line);
    return { outcome: 'taken', csl };
  }

  /** A source that the library has: completed when that is wanted and no other source has the numbers that it would get. */
  private met({ source }: Match, csl: CslItem, at: number): Step {
    const added = addedMembers(source.csl, csl);
    if (!this.choice.fill.has(at) || added.length === 0) return { outcome: 'known', source, line: null };
    const whole = completed(source.csl, csl);
    const other = sureKeys(whole)
      .map((key) => this.library.owner(key))
      .find((one) => one && one.id !== source.id);
    if (other)
      return { outcome: 'refused', because: `It would give ${source.key} a number or an address of ${other.key}.` };
    const now = { ...source, csl: whole };
    this.library.replace(now);
    return { outcome: 'merged', source, csl: whole, added };
  }
}

/**
 * What an import does with each candidate, in order. Whatever the choice, a certain duplicate is never added, a record that does
 * not fit never taken; no known record loses anything.
 */
export function planImport(candidates: readonly Candidate[], known: readonly KnownSource[], choice: Choice): Step[] {
  const plan = new Plan(new Library(known), choice);
  return candidates.map((candidate, at) => plan.step(candidate, at));
}
