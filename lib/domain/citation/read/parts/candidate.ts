import type { CslItem, Locator } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { plainWords } from '@/lib/domain/citation/read/parts/words';

/** How many records are read at once; of one more the readers still tell that it is there. */
export const mostEntries = 2000;

/** A source that was read from somebody's text. */
export type Candidate = {
  /** Where it begins, from 1. */
  readonly line: number;
  /** What the text calls it (a key, an id); empty when it has no name there. */
  readonly name: string;
  /** The record as far as it could be read; null when nothing could. Fits `cslSchema` unless `refused` says why not. */
  readonly csl: CslItem | null;
  /** What was changed or not understood: sentences. */
  readonly warnings: readonly string[];
  /** Why it cannot be kept as it is; null when it can. */
  readonly refused: string | null;
  /** Words and places of this use that came with it (citation templates have them). */
  readonly quote?: string;
  readonly locators?: readonly Locator[];
};

/** A record of foreign text before it is checked: members of CSL-JSON in any state. */
export type Rough = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Rough =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members whose text is one line of at most so many signs. */
const longest = { note: 2000, title: 500 } as const;
const lengthOf = (member: string) => (member === 'note' ? longest.note : longest.title);

/** Members that are no prose: nothing in them is markup. */
const literal: ReadonlySet<string> = new Set(['URL', 'DOI', 'ISBN', 'ISSN', 'PMID', 'PMCID', 'type']);
/** Members of the record's schema; what a text brings beside them is kept under `custom`. */
const known: ReadonlySet<string> = new Set(Object.keys(cslSchema.shape));

type Settled = Pick<Candidate, 'warnings' | 'refused'> & { readonly csl: CslItem };

function lineOf(member: string, text: string, warnings: string[]): string {
  if (literal.has(member)) return text.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  const { words, hadMarkup } = plainWords(text);
  if (hadMarkup) warnings.push(`Markup was taken out of “${member}”.`);
  const most = lengthOf(member);
  if (words.length <= most) return words;
  warnings.push(`“${member}” has ${words.length} characters; the first ${most} were kept.`);
  return words.slice(0, most).toWellFormed().trim();
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Texts as one line each, numbers as texts, empty members left out, unknown ones under `custom`. */
function sorted(rough: Rough, warnings: string[]): Pick<Parts, 'members' | 'custom'> {
  const members: Record<string, unknown> = {};
  const custom: Record<string, unknown> = { ...(isObject(rough['custom']) ? rough['custom'] : {}) };
  const given = Object.entries(rough).filter(([member, value]) => member !== 'custom' && !isEmpty(value));
  for (const [member, value] of given) {
    const isText = typeof value === 'string' || typeof value === 'number';
    const kept = isText && known.has(member) ? lineOf(member, String(value), warnings) : value;
    if (!isEmpty(kept)) (known.has(member) ? members : custom)[member] = kept;
  }
  return { members, custom };
}

/** Long lists of people end in "and others". */
function shortened(members: Record<string, unknown>, custom: Record<string, unknown>, warnings: string[]): void {
  for (const role of ['author', 'editor', 'translator', 'interviewer']) {
    const people = members[role];
    if (!Array.isArray(people) || people.length <= 100) continue;
    members[role] = people.slice(0, 100);
    if (role === 'author') custom['moreAuthors'] = true;
    warnings.push(`“${role}” names ${people.length} people; the first 100 were kept.`);
  }
}

/**
 * Brings what was read into the form of a source's record. A member that the schema refuses is kept under `custom`, with a
 * warning that says why; a record that still does not fit (it has no title) comes back with the reason in `refused`.
 */
export function settle(rough: Rough, told: readonly string[] = []): Settled {
  const warnings = [...told];
  const { members, custom } = sorted(rough, warnings);
  shortened(members, custom, warnings);
  const whole = () => ({ ...members, ...(Object.keys(custom).length > 0 ? { custom } : {}) });
  for (let round = 0; round < 2; round += 1) {
    const read = cslSchema.safeParse(whole());
    if (read.success) return { csl: read.data, warnings, refused: null };
    const wrong = new Map(read.error.issues.map(({ path, message }) => [path.map(String), message] as const));
    for (const [path, message] of wrong) setAside(path, message, { members, custom, warnings });
  }
  const { title: _, ...rest } = members;
  const untitled = { ...rest, title: 'x', ...(Object.keys(custom).length > 0 ? { custom } : {}) };
  const read = cslSchema.safeParse(untitled);
  const { title: _title, ...csl } = read.success ? read.data : { type: 'document', title: '' };
  return { csl, warnings, refused: 'It has no title. Give it one, or a description and who made it.' };
}

type Parts = {
  readonly members: Record<string, unknown>;
  readonly custom: Record<string, unknown>;
  readonly warnings: string[];
};

/** Moves a member that was refused out of the way. */
function setAside(
  [member = '', inner = '']: readonly string[],
  message: string,
  { members, custom, warnings }: Parts,
): void {
  const from = member === 'custom' ? custom : members;
  const name = member === 'custom' ? inner : member;
  const value = from[name];
  if (value === undefined && member !== 'type') return;
  const shown = typeof value === 'string' ? ` “${value.slice(0, 80)}”` : '';
  warnings.push(`“${name}”${shown} was set aside: ${message.replace(/\.$/u, '')}.`);
  // oxlint-disable-next-line typescript/no-dynamic-delete -- the record is our own copy
  delete from[name];
  custom[`read-${name}`] = value;
  if (name === 'type') members['type'] = 'document';
}

/** A candidate of what was read at a line. */
export function candidateOf(line: number, name: string, rough: Rough, told: readonly string[] = []): Candidate {
  return { line, name, ...settle(rough, told) };
}

/** What could not be read at all, and why. */
export const unreadable = (line: number, name: string, because: string): Candidate => ({
  ...{ line, name, csl: null, warnings: [], refused: because },
});
