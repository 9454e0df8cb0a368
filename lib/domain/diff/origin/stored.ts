import type { Article } from '@/lib/domain/article';
import { type OriginRun, type Provenance, wordsLength } from '@/lib/domain/diff/origin/provenance';

/** A run as it is stored: number of the version, length in UTF-16 code units. */
type StoredRun = readonly [version: number, length: number];
type StoredRuns = Readonly<Record<string, readonly StoredRun[]>>;

/**
 * What one version says otherwise about where words came from: by block what was not known of it before, and by their words the
 * sentences that went with it. What no version names is of the first version.
 */
export type OriginDelta = { readonly blocks: StoredRuns; readonly gone: StoredRuns };

/** What all deltas up to a version say together. */
export type KnownOrigins = {
  readonly blocks: ReadonlyMap<string, readonly StoredRun[]>;
  readonly gone: ReadonlyMap<string, readonly StoredRun[]>;
};

/** Before the second version: all words are of the first. */
export const firstOrigins: KnownOrigins = { blocks: new Map(), gone: new Map() };

const toStored = (runs: readonly OriginRun[]): StoredRun[] => runs.map(({ version, length }) => [version, length]);

const fromStored = (runs: readonly StoredRun[]): OriginRun[] => runs.map(([version, length]) => ({ version, length }));

const isSame = (a: readonly StoredRun[], b: readonly StoredRun[]) => JSON.stringify(a) === JSON.stringify(b);

/** What deltas say together, the oldest first: a later one is in force. */
export function foldOrigins(known: KnownOrigins, delta: OriginDelta): KnownOrigins {
  return {
    blocks: new Map([...known.blocks, ...Object.entries(delta.blocks)]),
    gone: new Map([...known.gone, ...Object.entries(delta.gone)]),
  };
}

/** Who wrote what in a version, from what is stored up to it. */
export function provenanceOf(known: KnownOrigins, version: Pick<Article, 'sections'>): Provenance {
  const blocks = version.sections.flatMap(({ body }) =>
    body.content.map((block) => {
      const length = wordsLength(block);
      const stored = known.blocks.get(block.attrs.id) ?? (length === 0 ? [] : [[1, length] as const]);
      return [block.attrs.id, fromStored(stored)] as const;
    }),
  );
  const gone = [...known.gone].map(([words, runs]) => [words, fromStored(runs)] as const);
  return { blocks: new Map(blocks), gone: new Map(gone) };
}

/** What has to be stored with a version so that `provenanceOf` gives `now` again. `known` is what is stored up to the version before. */
export function deltaOf(known: KnownOrigins, now: Provenance, version: Pick<Article, 'sections'>): OriginDelta {
  const told = provenanceOf(known, version);
  const differing = (
    runs: ReadonlyMap<string, readonly OriginRun[]>,
    before: ReadonlyMap<string, readonly OriginRun[]>,
  ) =>
    Object.fromEntries(
      [...runs].flatMap(([key, own]) => {
        const stored = toStored(own);
        return isSame(stored, toStored(before.get(key) ?? [])) ? [] : [[key, stored] as const];
      }),
    );
  return { blocks: differing(now.blocks, told.blocks), gone: differing(now.gone, told.gone) };
}
