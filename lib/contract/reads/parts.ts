import { z } from 'zod';
import { type Endpoint, endpoint } from '@/lib/contract/endpoint';
import { hash, kind } from '@/lib/contract/fields';
import { locatorLabels, supportKinds } from '@/lib/domain/citation/citation';
import { countryBySlug } from '@/lib/domain/countries';

type Spec<I extends z.ZodObject, O extends z.ZodType> = Pick<Endpoint<I, O>, 'path' | 'summary' | 'input' | 'output'>;

/**
 * Declares a read: anyone may call it, from a script of any site, and it shows what readers see and nothing else. Its output is
 * made of plain objects: whatever they do not name is left out of the answer.
 */
export const readEndpoint = <I extends z.ZodObject, O extends z.ZodType>(spec: Spec<I, O>): Endpoint<I, O> =>
  endpoint({ method: 'GET', access: 'public', open: true, ...spec });

/** An article in an address. */
export const articleId = z.string().max(400, 'There is no such long slug').describe('Id of the article, or its slug.');
const aNumber = 'Enter the number of a version, like 3';
export const versionNumber = z.coerce.number(aNumber).int(aNumber).min(1, aNumber).max(2_147_483_647, aNumber);
/** How many lines a page of a list has. */
export const limit = z.coerce
  .number('Enter a number from 1 to 100')
  .int('Enter a whole number')
  .min(1, 'Enter a number from 1 to 100')
  .max(100, 'Enter a number from 1 to 100')
  .default(20)
  .describe('How many there are in a page.');
export const country = z
  .string()
  .refine((slug) => countryBySlug(slug) !== undefined, 'Enter a country by its slug, like saudi-arabia')
  .describe('Slug of a country, like `saudi-arabia`.')
  .optional();

/** Address of the following page, null on the last one; the header `Link` says the same. */
export const next = z.url().nullable().describe('The following page; null on the last one.');
export const time = z.iso.datetime().describe('ISO 8601 in UTC.');
export const url = z.url();

/** An article as parts of it name it. */
export const articleRef = z.object({ id: z.uuid(), slug: z.string(), title: z.string(), url });

/** A version as lists show it. */
export const versionLine = z.object({
  number: z.int(),
  kind,
  changeNote: z.string(),
  publishedAt: time,
  contributors: z.array(z.string()).describe('Names as they were published.'),
  reviewers: z.array(z.string()),
  unreviewed: z.string().nullable().describe('Why it was published without review; null for a reviewed one.'),
  approvedAfterwards: z.object({ by: z.string(), at: time }).nullable(),
});

/** The hashes of a version: of itself, of what reviewers approved, of the version before it. */
export const seal = {
  hash: hash.describe('SHA-256 of the manifest.'),
  contentHash: hash.describe('SHA-256 of what reviewers approved.'),
  prevHash: hash.nullable().describe('Hash of the version before; null for the first.'),
};

const part = z.object({ all: z.int(), sourced: z.int() });

/** How far a text is sourced: the figures that readers and editors see. */
export const coverage = z
  .object({
    statements: z.int().describe('Sentences of the text and rows of its tables.'),
    sourced: z.int().describe('Those that have a source.'),
    exempt: z.int().describe('Those that need none, as an editor said with a reason.'),
    quotations: part.describe('Quotations, without exempt ones.'),
    figures: part.describe('Statements with a number or a date, without exempt ones.'),
  })
  .describe('How far the text is sourced.');

/** How much a version changed. */
export const sizes = z
  .object({ words: z.int(), added: z.int(), removed: z.int(), statements: z.int(), sourced: z.int() })
  .nullable()
  .describe('Words, how many came and went, statements, and how many of them have a source.');

export const csl = z.record(z.string(), z.unknown()).describe('A CSL-JSON item without `id`.');

/** A citation: which source, where in it, in which words. */
export const citation = z.object({
  id: z.uuid(),
  sourceId: z.uuid(),
  reference: z.string().describe('The source in words.'),
  locators: z.array(z.object({ label: z.enum(locatorLabels), value: z.string() })),
  place: z.string().describe('The locators in words, like `pp. 12–14`.'),
  quote: z.string(),
  note: z.string(),
  supports: z.enum(supportKinds),
});
export const numberedCitation = citation.extend({
  label: z.string().describe('What stands in the text, like `3` or `3.1`; empty when it is not shown.'),
});

/** A row of the facts card. Only confirmed ones are shown. */
export const fact = z.object({ key: z.string(), value: z.string(), citations: z.array(z.uuid()) });

/** A section in its place. */
export const sectionLine = z.object({
  key: z.uuid().describe('Stays the same when the section is renamed or moved.'),
  heading: z.string().describe('Empty for the lead.'),
  anchor: z.string(),
  level: z.int().describe('1 for the lead, 2 to 6 for the others.'),
  coverage,
});
export const section = sectionLine.extend({
  url,
  contentHash: hash,
  text: z.string().describe('Plain text; blocks are divided by a blank line.'),
  html: z.string().describe('Without styles and scripts; addresses are absolute.'),
  citations: z.array(numberedCitation).describe('In the order of the text, each once.'),
});

const point = z.object({
  year: z.int(),
  month: z.int().optional(),
  day: z.int().optional(),
  decade: z.literal(true).optional().describe('The ten years from `year`.'),
});

/** When something happened, as exactly as the text says. */
const when = z.object({
  kind: z.enum(['day', 'month', 'year', 'decade', 'century', 'range']),
  from: point,
  to: point.optional(),
  bce: z.literal(true).optional(),
  part: z.enum(['early', 'mid', 'late']).optional(),
  circa: z.literal(true).optional(),
});

/** A dated statement of a live article, as found in its text by rules. */
export const event = z.object({
  date: z.string().nullable().describe('`1946`, `1946-11` or `1946-11-12`; null for anything less plain.'),
  words: z.string(),
  when,
  said: z.string().describe('The words of the text that say when.'),
  text: z.string(),
  section: z.string().describe('Heading of its section; empty for the lead.'),
  url,
});
