import { type CslItem, type Locator } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { readTemplate, type Template } from '@/lib/domain/citation/read/cite-template-parts';
import { citeFields, type Draft } from '@/lib/domain/citation/read/cite-template-fields';
import { isCiteName } from '@/lib/domain/citation/read/cite-template-type';

/** What a citation template describes: the source, and where and with which words it is used. */
export type ReadCite = {
  /** Valid by `cslSchema`. What CSL has no field for stands under `custom`. */
  readonly csl: CslItem;
  /** Sentences for people: what could not be taken as it was written. */
  readonly warnings: readonly string[];
  /** Where in a whole work (a book, a report): a place of this use, not of the source. */
  readonly locators: readonly Locator[];
  readonly quote: string;
};

/** Where nothing is called a title, the fullest other name of the work is. */
function withTitle({ csl, ...draft }: Draft): Draft {
  if (csl['title'] !== undefined) return { csl, ...draft };
  const stand = ['container-title', 'publisher', 'URL', 'DOI', 'ISBN'].map((field) => csl[field]);
  const title = stand.find((value) => typeof value === 'string') ?? 'Untitled';
  const warning = 'The citation has no title. Enter one.';
  return { ...draft, csl: { ...csl, title }, warnings: [...draft.warnings, warning] };
}

/** The draft as a record that the library takes: a field that it refuses is kept under `custom`, and reported. */
function valid({ csl, warnings }: Draft): Pick<ReadCite, 'csl' | 'warnings'> {
  const read = cslSchema.safeParse(csl);
  if (read.success) return { csl: read.data, warnings };
  const refused = new Map(read.error.issues.map(({ path, message }) => [String(path[0]), message]));
  const kept = Object.fromEntries(Object.entries(csl).filter(([field]) => !refused.has(field)));
  const unread = Object.fromEntries([...refused.keys()].map((field) => [field, csl[field]]));
  const custom = { ...(refused.has('custom') ? {} : (csl['custom'] as object | undefined)), unread };
  const said = [...refused].map(([field, message]) => `${field}: ${message}. It was kept aside.`);
  const rest = { ...kept, title: kept['title'] ?? 'Untitled', custom };
  return { csl: cslSchema.parse(rest), warnings: [...warnings, ...said] };
}

/** The source that an already read template describes; null for a template of another kind. */
export function citeOf(template: Template): ReadCite | null {
  if (!isCiteName(template.name)) return null;
  const draft = citeFields(template);
  return { ...valid(withTitle(draft)), locators: draft.locators, quote: draft.quote };
}

/**
 * Reads a citation template of Wikipedia, `{{cite book | last=… }}` or `{{citation …}}`, alone or in `<ref>…</ref>`, by the
 * mapping of sources-and-import.md B3. Null where the text is no such template. Pure, linear, never throws: what cannot be
 * taken is kept under `custom` and told in `warnings`.
 */
export function readCiteTemplate(text: string): ReadCite | null {
  const bare = text.replace(/^\s*<ref(?:\s[^<>]*)?>/iu, '').trimStart();
  const template = readTemplate(bare);
  return template && citeOf(template);
}
