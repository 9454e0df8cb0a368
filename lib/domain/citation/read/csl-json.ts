import type { CslDate, CslName } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';
import {
  candidateOf,
  type Candidate,
  mostEntries,
  type Rough,
  unreadable,
} from '@/lib/domain/citation/read/parts/candidate';
import { readEdtf } from '@/lib/domain/citation/read/parts/dates';
import { isOthers } from '@/lib/domain/citation/read/parts/names';

const isObject = (value: unknown): value is Rough =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const whole = (value: unknown): number => (textOf(value).trim() === '' ? Number.NaN : Number(value));

/** `[2015, "3", 25]` as numbers; null where one is none. */
function numbersOf(value: unknown): number[] | null {
  if (!Array.isArray(value) || value.length === 0 || value.length > 3) return null;
  const numbers = value.filter((part) => part !== '' && part !== null).map(whole);
  return numbers.length > 0 && numbers.every(Number.isInteger) ? numbers : null;
}

/** A date of an item: `date-parts`, EDTF (a text, or under `edtf`), or `raw` words. */
function dateOf(value: unknown): CslDate | null {
  if (!isObject(value)) return readEdtf(textOf(value));
  const given = Array.isArray(value['date-parts']) ? value['date-parts'].map(numbersOf) : [];
  const parts = given.filter((one) => one !== null);
  const season = whole(value['season']);
  const isCirca = [true, 1, 'true', '1'].some((yes) => yes === value['circa']);
  if (parts.length > 0 && parts.length === given.length) {
    const isSeason = Number.isInteger(season) && season >= 1 && season <= 4;
    return { 'date-parts': parts, ...(isCirca ? { circa: true } : {}), ...(isSeason ? { season } : {}) };
  }
  const words = [value['edtf'], value['raw'], value['literal'], value['season']]
    .map(textOf)
    .find((text) => text.trim() !== '');
  if (words === undefined) return null;
  return textOf(value['literal']) === words ? { literal: words.trim() } : (readEdtf(words) ?? readDate(words));
}

function nameOf(value: unknown): CslName | null {
  if (!isObject(value)) return textOf(value).trim() === '' ? null : { literal: textOf(value).trim() };
  const said = (part: string) => textOf(value[part]).trim();
  const particles = [said('dropping-particle'), said('non-dropping-particle')].filter(Boolean).join(' ');
  const parts = {
    family: said('family'),
    given: said('given'),
    suffix: said('suffix'),
    'non-dropping-particle': particles,
  };
  const person: CslName = Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ''));
  if (person.family !== undefined) return person;
  const literal = said('literal') || said('given');
  return literal === '' ? null : { literal };
}

const roles = ['author', 'editor', 'translator', 'interviewer'];
const dates = ['issued', 'accessed'];

/** Members whose items are written in other ways by other programs, in our own. */
function roughOf(item: Rough): Rough {
  const { id: _, ...members } = item;
  const made: Record<string, unknown> = { ...members };
  let custom = isObject(item['custom']) ? item['custom'] : {};
  for (const role of roles) {
    if (item[role] === undefined) continue;
    const people = (Array.isArray(item[role]) ? (item[role] as unknown[]) : [item[role]]).map(nameOf);
    const named = people.filter((person) => person !== null && !isOthers(person.literal ?? ''));
    if (role === 'author' && named.length < people.filter((person) => person !== null).length) {
      custom = { ...custom, moreAuthors: true };
    }
    made[role] = named;
  }
  for (const date of dates) if (item[date] !== undefined) made[date] = dateOf(item[date]);
  for (const number of ['ISBN', 'ISSN']) {
    const given = item[number];
    if (Array.isArray(given)) made[number] = given[0];
  }
  return { ...made, ...(Object.keys(custom).length > 0 ? { custom } : {}) };
}

function read(item: unknown, at: number): Candidate {
  if (!isObject(item)) return unreadable(at, '', `Item ${at} is no record.`);
  const name = textOf(item['id']);
  const type = item['type'];
  const warnings = typeof type === 'string' ? [] : ['It has no type; it was read as a document.'];
  return candidateOf(at, name, { ...roughOf(item), type: typeof type === 'string' ? type : 'document' }, warnings);
}

/** The line of a fault in JSON, as the engine's message tells it; 1 where it does not. */
function faultLine(text: string, error: unknown): number {
  const message = error instanceof Error ? error.message : '';
  const line = /line (\d+)/u.exec(message)?.[1];
  const position = /position (\d+)/u.exec(message)?.[1];
  if (line !== undefined) return Number(line);
  return position === undefined ? 1 : text.slice(0, Number(position)).split('\n').length;
}

/**
 * Sources of CSL-JSON (sources-and-import.md B6): one item, an array, or an object with `items`. `line` is the number of the item,
 * from 1. Text for numbers, EDTF and raw dates are read; members that a source's record does not have are kept under `custom`.
 * Text that is no JSON gives one candidate that says where it breaks off. Never throws.
 */
export function readCslJson(text: string): Candidate[] {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch (error) {
    return [unreadable(faultLine(text, error), '', 'This is no complete JSON. Was the end cut off?')];
  }
  const items = isObject(value) && Array.isArray(value['items']) ? value['items'] : value;
  return (Array.isArray(items) ? items : [items]).slice(0, mostEntries + 1).map((item, at) => read(item, at + 1));
}
