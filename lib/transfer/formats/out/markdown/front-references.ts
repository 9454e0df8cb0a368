import type { Locator } from '@/lib/domain/citation/citation';
import type { Note } from '@/lib/transfer/formats/out/version-out';

/** Text as YAML reads it in any place: a JSON string with nothing that YAML would not print. */
export const quoted = (words: string) => escaped(JSON.stringify(words));

const escaped = (json: string) =>
  json.replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

type NoteLine = {
  readonly note: number;
  readonly source: string;
  readonly locators?: readonly Locator[];
  readonly quotes?: readonly string[];
  readonly remarks?: readonly string[];
  readonly disputes?: true;
};

/**
 * The sources of a file for programs, as lines of front matter: `references` as Pandoc reads them (CSL, one line of JSON each,
 * `id` is the source's key), and `notes`, what each numbered note says besides its source. Reading the file gives the citations back.
 */
export function frontReferences(notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  const records = new Map(notes.map(({ citation: { sourceKey, csl } }) => [sourceKey, csl]));
  const line = (value: object) => `  - ${escaped(JSON.stringify(value))}`;
  return [
    'references:',
    ...[...records].map(([id, csl]) => line({ id, ...csl })),
    'notes:',
    ...notes.map(({ number, citation, disputes, quotes, remarks }) => {
      const said: NoteLine = {
        note: number,
        source: citation.sourceKey,
        ...(citation.locators.length > 0 ? { locators: citation.locators } : {}),
        ...(quotes.length > 0 ? { quotes } : {}),
        ...(remarks.length > 0 ? { remarks } : {}),
        ...(disputes ? { disputes } : {}),
      };
      return line(said);
    }),
  ];
}
