import type { CslDate, CslItem, CslName } from '@/lib/domain/citation/citation';

const oneLine = (text: string) => text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();

/** The members of a record in their order, texts as one line each, without what is empty. */
const filled = (value: object): [string, unknown][] =>
  Object.entries(value)
    .map(([key, member]): [string, unknown] => [key, typeof member === 'string' ? oneLine(member) : member])
    .filter(([, member]) => member !== '' && member !== undefined);

function namedPeople(people: readonly CslName[]): CslName[] {
  return people
    .map((person): CslName => Object.fromEntries(filled(person)))
    .filter(({ family, given, literal }) => (literal ?? family ?? given) !== undefined);
}

function filledDate(date: CslDate): CslDate | undefined {
  const parts = date['date-parts']?.filter((part) => part.length > 0) ?? [];
  const { 'date-parts': _, ...rest } = Object.fromEntries(filled(date)) as CslDate;
  if (parts.length > 0) return { 'date-parts': parts, ...rest };
  return rest.literal === undefined ? undefined : rest;
}

const dates: ReadonlySet<string> = new Set(['issued', 'accessed']);

function filledMember(key: string, value: unknown): [string, unknown][] {
  const kept = Array.isArray(value)
    ? namedPeople(value as readonly CslName[])
    : dates.has(key)
      ? filledDate(value as CslDate)
      : value;
  const empty = kept === undefined || (Array.isArray(kept) && kept.length === 0);
  return empty ? [] : [[key, kept]];
}

/**
 * The record with one line in each text and without members that are empty, so that `undefined` is the only absence.
 * `custom` is left as it is.
 */
export function tidied(csl: CslItem): CslItem {
  const members = filled(csl).flatMap(([key, value]) => filledMember(key, value));
  return { ...(Object.fromEntries(members) as Partial<CslItem>), type: csl.type };
}
