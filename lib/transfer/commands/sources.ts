import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { deriveSource } from '@/lib/domain/citation/library/derive';
import { sourceKey } from '@/lib/domain/citation/source-key';
import { canonicalJson } from '@/lib/domain/manifest';
import { Refusal } from '@/lib/domain/refusal';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/transaction';
import { insertSources, writeStates } from '@/lib/sources/add';
import { takenKeys } from '@/lib/sources/keys';
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

/** The sources of the library that one of these may be: by an identifier, by the key that the file uses, or by the very title. */
async function candidates(tx: Tx, sources: readonly ImportedSource[]): Promise<KeptSource[]> {
  const derived = sources.map(({ csl }) => deriveSource(csl));
  const values = (pick: (one: (typeof derived)[number]) => string | null) =>
    derived.map(pick).filter((value): value is string => value !== null && value !== '');
  const keys = sources.flatMap(({ key }) => key ?? []);
  return tx.$queryRaw<KeptSource[]>`
    select s.id, s.key, t.id as "stateId", t.csl, t.stub from source s join source_state t on t.id = s.current_state_id
    where s.merged_into_id is null and s.id in (
      select id from source where doi = any(${values(({ doi }) => doi)}::text[])
      union select id from source where isbn13 = any(${values(({ isbn13 }) => isbn13)}::text[]) and type = 'book'
      union select id from source where pmid = any(${values(({ pmid }) => pmid)}::text[])
      union select id from source where url_key = any(${values(({ urlKey }) => urlKey)}::text[])
      union select id from source where key = any(${keys}::text[])
      union select id from source where title = any(${values(({ title }) => title)}::text[]))
    order by s.id`;
}

/** Finds a source among known ones, in the order of certainty. */
class Library {
  private readonly found = new Map<string, KeptSource>();

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

const mostTurns = 20;

/**
 * The sources of the library for those of a file, in their order: known ones are used again, new ones described or kept as
 * stubs. Where somebody describes the same work, or takes the same key, at the same time, theirs is waited for and used, or
 * the next key is taken.
 */
export async function keepSources(tx: Tx, actor: Actor, sources: readonly ImportedSource[]): Promise<KeptSource[]> {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const { kept, fresh } = await resolve(tx, sources);
    const written = await writeSources(tx, actor, fresh);
    if (written.length === fresh.length) return kept;
  }
  throw new Refusal('unavailable', { message: 'Others add sources at this moment. Try again.', retryAfter: 1 });
}

/** What the library has of these sources, and what is new in it. */
async function resolve(tx: Tx, sources: readonly ImportedSource[]) {
  if (sources.length === 0) return { kept: [], fresh: [] };
  const library = new Library();
  for (const row of await candidates(tx, sources)) library.keep(row);
  const unknown = sources.filter((source) => library.of(source) === null);
  const taken = await takenKeys(
    tx,
    unknown.map(({ csl }) => csl),
  );
  const fresh: KeptSource[] = [];
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
  return { kept, fresh };
}

/** Writes new sources with their states, all but those that somebody was faster with. */
async function writeSources(tx: Tx, actor: Actor, sources: readonly KeptSource[]): Promise<KeptSource[]> {
  if (sources.length === 0) return [];
  const added = await insertSources(tx, actor, sources, 'pass');
  const made = sources.filter(({ id }) => added.has(id));
  await writeStates(tx, actor, made);
  for (const { id, key } of made) {
    await recordEvent(tx, actor, { action: 'create_source', subjectType: 'source', subjectId: id, payload: { key } });
  }
  return made;
}
