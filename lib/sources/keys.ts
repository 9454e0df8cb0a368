import type { CslItem } from '@/lib/domain/citation/citation';
import { keysOf } from '@/lib/domain/citation/source-key';
import type { Tx } from '@/lib/db/transaction';

const few = 32;

/**
 * Keys of the library that stand in the way of keys for these new sources: all up to as many free ones as there are sources
 * that begin alike. Asked by name, so that it costs the same in a large library.
 */
export async function takenKeys(tx: Tx, records: readonly CslItem[]): Promise<Set<string>> {
  const alike = new Map<string, CslItem[]>();
  for (const csl of records) {
    const [stem = ''] = keysOf(csl, 1);
    alike.set(stem, [...(alike.get(stem) ?? []), csl]);
  }
  const taken = new Set<string>();
  let open = [...alike.values()].flatMap(([csl, ...others]) => (csl ? [{ csl, needed: others.length + 1 }] : []));
  for (let asked = few; open.length > 0; asked *= 8) {
    const keys = open.flatMap(({ csl, needed }) => keysOf(csl, asked + needed));
    const rows = await tx.$queryRaw<{ key: string }[]>`select key from source where key = any(${keys}::text[])`;
    for (const { key } of rows) taken.add(key);
    open = open.filter(
      ({ csl, needed }) => keysOf(csl, asked + needed).filter((key) => !taken.has(key)).length < needed,
    );
  }
  return taken;
}
