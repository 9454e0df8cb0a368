import type { CslItem, CslName } from '@/lib/domain/citation/citation';
import { naturalName } from '@/lib/domain/citation/csl';
import { formatDate } from '@/lib/domain/citation/dates';

/** A field of a record; those of `custom` are named `custom.archiveUrl` and so on. */
export type RecordField = string;

/** One field in which two records of a work differ, or which only one of them has. */
export type RecordDifference = { readonly field: RecordField; readonly kept: unknown; readonly other: unknown };

type Flat = Readonly<Record<RecordField, unknown>>;

function flat({ custom, ...fields }: CslItem): Flat {
  const own = Object.entries(custom ?? {}).map(([name, value]) => [`custom.${name}`, value] as const);
  return { ...fields, ...Object.fromEntries(own) };
}

const sameValue = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

const firstFields = ['type', 'title', 'author', 'editor', 'issued', 'container-title', 'publisher'];
const placeOf = (field: RecordField) => {
  const at = firstFields.indexOf(field);
  return at !== -1 ? at : firstFields.length + (field.startsWith('custom.') ? 1 : 0);
};
const byPlace = (a: RecordField, b: RecordField) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1);

/** Every field in which two records differ: what names the work first, what we keep beside the record last. */
export function recordDifferences(kept: CslItem, other: CslItem): RecordDifference[] {
  const [a, b] = [flat(kept), flat(other)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .toSorted(byPlace)
    .flatMap((field) => (sameValue(a[field], b[field]) ? [] : [{ field, kept: a[field], other: b[field] }]));
}

/** What a merge takes over unless told otherwise: the fields that the kept record lacks. */
export const suggestedFields = (kept: CslItem, other: CslItem): RecordField[] =>
  recordDifferences(kept, other).flatMap((one) => (one.kept === undefined ? [one.field] : []));

/** The kept record with `fields` as the other one has them; a field that the other lacks goes. */
export function takeFields(kept: CslItem, other: CslItem, fields: readonly RecordField[]): unknown {
  const [a, b] = [flat(kept), flat(other)];
  const taken: Flat = { ...a, ...Object.fromEntries(fields.map((field) => [field, b[field]])) };
  const present = Object.entries(taken).filter(([, value]) => value !== undefined);
  const isOwn = (field: string) => field.startsWith('custom.');
  const custom = present.flatMap(([field, value]) => (isOwn(field) ? [[field.slice('custom.'.length), value]] : []));
  return {
    ...Object.fromEntries(present.filter(([field]) => !isOwn(field))),
    ...(custom.length > 0 ? { custom: Object.fromEntries(custom) } : {}),
  };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value of a record for people: names in natural order, dates in words; empty for none. */
export function valueWords(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((name: CslName) => naturalName(name)).join('; ');
  if (!isObject(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  if ('date-parts' in value || 'literal' in value) return formatDate(value);
  return Object.values(value)
    .map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
    .join(', ');
}
