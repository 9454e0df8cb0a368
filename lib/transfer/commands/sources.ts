import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { deriveSource } from '@/lib/domain/citation/csl';
import { sourceKey } from '@/lib/domain/citation/source-key';
import { canonicalJson } from '@/lib/domain/manifest';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/transaction';
import { newId } from '@/lib/system/crypto';
import type { ImportedSource } from '@/lib/transfer/formats/document';

/** A source of the library, in the state that a new citation pins. */
export type KeptSource = {
  readonly id: string;
  readonly stateId: string;
  readonly key: string;
  readonly csl: CslItem;
  readonly stub: boolean;
};

type Row = {
  id: string;
  key: string;
  title: string;
  type: string;
  doi: string | null;
  isbn13: string | null;
  pmid: string | null;
  urlKey: string | null;
  currentState: { id: string; csl: unknown; stub: boolean } | null;
};

const shape = {
  ...{ id: true, key: true, title: true, type: true, doi: true, isbn13: true, pmid: true, urlKey: true },
  currentState: { select: { id: true, csl: true, stub: true } },
} as const;

/** The sources of the library that one of these may be: by an identifier, by the key that the file uses, or by the very title. */
async function candidates(tx: Tx, sources: readonly ImportedSource[]): Promise<Row[]> {
  const derived = sources.map(({ csl }) => deriveSource(csl));
  const values = (pick: (one: (typeof derived)[number]) => string | null) =>
    derived.map(pick).filter((value): value is string => value !== null && value !== '');
  const any = [
    { doi: { in: values(({ doi }) => doi) } },
    { isbn13: { in: values(({ isbn13 }) => isbn13) }, type: 'book' },
    { pmid: { in: values(({ pmid }) => pmid) } },
    { urlKey: { in: values(({ urlKey }) => urlKey) } },
    { key: { in: sources.flatMap(({ key }) => key ?? []) } },
    { title: { in: values(({ title }) => title) } },
  ];
  return tx.source.findMany({ where: { OR: any, mergedIntoId: null }, select: shape, orderBy: { id: 'asc' } });
}

/** Finds a source among known ones, in the order of certainty. */
class Library {
  private readonly found = new Map<string, KeptSource>();

  add(row: Row): void {
    if (!row.currentState) return;
    const csl = row.currentState.csl as CslItem;
    this.keep({ id: row.id, stateId: row.currentState.id, key: row.key, csl, stub: row.currentState.stub });
  }

  keep(source: KeptSource): void {
    for (const name of [...namesOf(source.csl), `key ${source.key}`]) {
      if (!this.found.has(name)) this.found.set(name, source);
    }
  }

  /** The source itself: by identifier, else by equal words; by key where the words do not say otherwise. */
  of({ csl, stub, key }: ImportedSource): KeptSource | null {
    for (const name of namesOf(csl)) {
      const found = this.found.get(name);
      if (found) return found;
    }
    const called = key === undefined ? undefined : this.found.get(`key ${key}`);
    return called && (stub || called.csl.title === csl.title) ? called : null;
  }
}

/** What names a work for certain: its identifiers, and all that is known of it. */
function namesOf(csl: CslItem): string[] {
  const { doi, isbn13, pmid, urlKey, type } = deriveSource(csl);
  return [
    ...(doi ? [`doi ${doi}`] : []),
    ...(isbn13 && type === 'book' ? [`isbn ${isbn13}`] : []),
    ...(pmid ? [`pmid ${pmid}`] : []),
    ...(urlKey ? [`url ${urlKey}`] : []),
    `all ${canonicalJson(csl)}`,
  ];
}

/** Keys that begin like those of new sources, so that each new one is free. */
async function takenKeys(tx: Tx, sources: readonly ImportedSource[]): Promise<Set<string>> {
  const stems = [...new Set(sources.map(({ csl }) => sourceKey(csl, new Set())))];
  if (stems.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ key: string }[]>`
    select s.key from unnest(${stems}::text[]) as stem join source s on s.key like stem || '%'`;
  return new Set(rows.map(({ key }) => key));
}

/**
 * The sources of the library for those of a file, in their order: known ones are used again, new ones described or kept as
 * stubs. The caller holds a transaction; somebody who describes the same work at the same time makes it fail and try again.
 */
export async function keepSources(tx: Tx, actor: Actor, sources: readonly ImportedSource[]): Promise<KeptSource[]> {
  if (sources.length === 0) return [];
  const library = new Library();
  for (const row of await candidates(tx, sources)) library.add(row);
  const fresh: KeptSource[] = [];
  const taken = await takenKeys(
    tx,
    sources.filter((source) => library.of(source) === null),
  );
  const kept = sources.map((source) => {
    const known = library.of(source);
    if (known) return known;
    const key = sourceKey(source.csl, taken);
    taken.add(key);
    const made: KeptSource = { id: newId(), stateId: newId(), key, csl: source.csl, stub: source.stub };
    library.keep(made);
    fresh.push(made);
    return made;
  });
  await writeSources(tx, actor, fresh);
  return kept;
}

async function writeSources(tx: Tx, actor: Actor, sources: readonly KeptSource[]): Promise<void> {
  if (sources.length === 0) return;
  const completeness = (stub: boolean) => (stub ? 'stub' : 'described');
  await tx.source.createMany({
    data: sources.map(({ id, key, csl, stub }) => ({
      ...{ id, key, ...deriveSource(csl), completeness: completeness(stub), createdById: actor.id },
    })),
  });
  await tx.sourceState.createMany({
    data: sources.map(({ id, stateId, csl, stub }) => {
      const record: object = csl;
      return { id: stateId, sourceId: id, csl: record, stub, createdById: actor.id };
    }),
  });
  await tx.$executeRaw`
    update source s set current_state_id = pair.state from unnest(${sources.map(({ id }) => id)}::uuid[],
      ${sources.map(({ stateId }) => stateId)}::uuid[]) as pair (source, state) where s.id = pair.source`;
  for (const { id, key } of sources) {
    await recordEvent(tx, actor, { action: 'create_source', subjectType: 'source', subjectId: id, payload: { key } });
  }
}
