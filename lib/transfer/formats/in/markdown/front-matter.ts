import { parse } from 'yaml';
import { z } from 'zod';
import { supportKinds, type CslItem } from '@/lib/domain/citation/citation';
import { readDate } from '@/lib/domain/citation/dates';
import { cslSchema } from '@/lib/domain/citation/csl';
import { languageCode, locator, text } from '@/lib/contract/fields';
import type { Intake } from '@/lib/transfer/formats/in/intake';
import type { Place } from '@/lib/transfer/formats/seed/issues';

/** A record of the front matter, under the key by which the text cites it. */
type FrontReference = { readonly key: string; readonly csl: CslItem };
const useSchema = z.object({
  quote: z.string().exactOptional(),
  note: z.string().exactOptional(),
  supports: z.enum(supportKinds).exactOptional(),
  prefix: text(200).exactOptional(),
  suffix: text(200).exactOptional(),
  quoteLanguage: languageCode.exactOptional(),
  quoteTranslation: text(1000).exactOptional(),
  reliabilityReason: text(500).exactOptional(),
});
const noteSchema = z.object({
  note: z.number(),
  source: z.string(),
  locators: z.array(locator).default([]),
  uses: z.array(useSchema).default([]),
});
/** What a numbered note of our own export stands for. */
type FrontNote = z.output<typeof noteSchema>;

/** What stands before the text between two lines of `---`. `address` is that of a version: then the file is an export of ours. */
export type FrontMatter = {
  readonly title: string | null;
  readonly slug: string | null;
  readonly address: string | null;
  readonly references: readonly FrontReference[];
  readonly notes: readonly FrontNote[];
  /** Which headings stand inside a section: their places among all headings, the title being 0. */
  readonly subheadings: readonly number[];
};

export const noFrontMatter: FrontMatter = {
  title: null,
  slug: null,
  address: null,
  references: [],
  notes: [],
  subheadings: [],
};

const mostBytes = 2 * 1024 * 1024;
const scalar = z.union([z.string(), z.number()]).transform(String);
const known = new Set([
  'title',
  'slug',
  'lang',
  'version',
  'date',
  'licence',
  'license',
  'address',
  'references',
  'notes',
  'subheadings',
  'bibliography',
]);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A record as YAML may spell it: dates as text, numbers for texts; a field that does not fit is left out and told. */
function readRecord(value: unknown, place: Place, intake: Intake): FrontReference | null {
  if (!isRecord(value)) return null;
  const key = scalar.safeParse(value['id']).data;
  if (key === undefined) return null;
  const fields = Object.entries(value)
    .filter(([name]) => name !== 'id')
    .map(([name, held]): [string, unknown] => {
      if ((name === 'issued' || name === 'accessed') && (typeof held === 'string' || typeof held === 'number'))
        return [name, readDate(String(held)) ?? undefined];
      if (typeof held === 'number') return [name, String(held)];
      return [name, held];
    });
  const record = Object.fromEntries(fields.filter(([, held]) => held !== undefined));
  const read = cslSchema.safeParse(record);
  if (read.success) return { key, csl: read.data };
  const refused = new Set(
    read.error.issues.flatMap(({ path, ...issue }) => ('keys' in issue ? issue.keys : [String(path[0])])),
  );
  const kept = Object.fromEntries(Object.entries(record).filter(([name]) => !refused.has(name)));
  const unread = Object.fromEntries(Object.entries(record).filter(([name]) => refused.has(name)));
  const again = cslSchema.safeParse({ type: 'document', title: key, ...kept, custom: { unread } });
  intake.issues.warn(
    place,
    'reference-not-read',
    `Of the reference "${key}" this could not be read: ${[...refused].join(', ')}.`,
  );
  return again.success ? { key, csl: again.data } : null;
}

/** Reads front matter. What has no place in an article is reported; what is no YAML is an error. */
export function readFrontMatter(yaml: string, place: Place, intake: Intake): FrontMatter {
  if (yaml.length > mostBytes) {
    intake.issues.error(
      place,
      'too-large',
      `The front matter has ${yaml.length} characters; ${mostBytes} are the most.`,
    );
    return noFrontMatter;
  }
  let read: unknown;
  try {
    read = parse(yaml, { maxAliasCount: 50, logLevel: 'error' });
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    const at = (error as { linePos?: { line: number; col: number }[] }).linePos?.[0];
    const where = at ? { line: place.line + at.line, column: at.col } : place;
    intake.issues.error(where, 'front-matter-not-read', `The front matter is not YAML: ${first.slice(0, 200)}`);
    return noFrontMatter;
  }
  if (!isRecord(read)) {
    if (yaml.trim() !== '')
      intake.drop(place, yaml, 'front-matter-dropped', 'The front matter names no fields. It was left out.');
    return noFrontMatter;
  }
  const fields = read;
  const word = (name: string) => scalar.safeParse(fields[name]).data?.trim() || null;
  for (const [name, value] of Object.entries(read).filter(([key]) => !known.has(key))) {
    const said = typeof value === 'string' ? value : JSON.stringify(value);
    intake.drop(
      place,
      `${name}: ${said}`,
      'field-dropped',
      `The front matter says "${name}", which an article has no place for.`,
    );
  }
  const list = (name: string) => (Array.isArray(read[name]) ? (read[name] as unknown[]) : []);
  if (read['bibliography'] !== undefined) {
    const message = 'The bibliography is another file. Import it under Sources; its keys are then known.';
    intake.issues.warn(place, 'bibliography-elsewhere', message);
  }
  return {
    title: word('title'),
    slug: word('slug'),
    address: word('address'),
    references: list('references').flatMap((one) => readRecord(one, place, intake) ?? []),
    notes: list('notes').flatMap((one) => noteSchema.safeParse(one).data ?? []),
    subheadings: list('subheadings').filter((one) => typeof one === 'number'),
  };
}
