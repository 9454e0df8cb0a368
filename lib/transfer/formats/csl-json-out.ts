import type { CslItem } from '@/lib/domain/citation/citation';
import { plainWords } from '@/lib/domain/citation/read/parts/words';
import { tidied } from '@/lib/domain/citation/style/tidy';

/** A source to write: its key in the file, and its record. */
export type ExportEntry = { readonly key: string; readonly csl: CslItem };

/** The members of an item in the order in which they are written. */
const members = [
  'title',
  'author',
  'editor',
  'translator',
  'interviewer',
  'issued',
  'accessed',
  'container-title',
  'publisher',
  'publisher-place',
  'volume',
  'issue',
  'page',
  'edition',
  'number',
  'genre',
  'version',
  'event-title',
  'event-place',
  'language',
  'DOI',
  'ISBN',
  'ISSN',
  'PMID',
  'PMCID',
  'URL',
  'note',
  'custom',
] as const satisfies readonly (keyof CslItem)[];

/** Text in which programs that read CSL-JSON would see markup is written with entities, so that it stays text. */
function harmless(value: unknown): unknown {
  if (typeof value !== 'string' || plainWords(value).words === value) return value;
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function itemOf({ key, csl }: ExportEntry): Record<string, unknown> {
  const item = tidied(csl);
  const present = members
    .filter((member) => item[member] !== undefined)
    .map((member) => [member, harmless(item[member])]);
  return { id: key, type: item.type, ...(Object.fromEntries(present) as Partial<CslItem>) };
}

/**
 * Sources as a CSL-JSON file (schema 1.0.2, sources-and-import.md B6): an array of items whose `id` is the key, members
 * in a fixed order, nothing that is empty. The same sources always give the same bytes.
 */
export function writeCslJson(entries: readonly ExportEntry[]): string {
  return `${JSON.stringify(entries.map(itemOf), null, 2)}\n`;
}
