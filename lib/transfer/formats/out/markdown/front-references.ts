import type { FrozenCitation, Locator, UseDetails } from '@/lib/domain/citation/citation';
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
  readonly uses?: readonly Said[];
};

/** What one use says, as far as it says more than its note. */
type Said = UseDetails & Partial<Pick<FrozenCitation, 'quote' | 'note' | 'supports'>>;

function saidOf({ supports, ...use }: FrozenCitation): Said {
  const { quote, note, prefix, suffix, quoteLanguage, quoteTranslation, reliabilityReason } = use;
  const words = { quote, note, prefix, suffix, quoteLanguage, quoteTranslation, reliabilityReason };
  const said: Said = Object.fromEntries(Object.entries(words).filter(([, value]) => (value ?? '') !== ''));
  return supports === 'supports' ? said : { supports, ...said };
}

/**
 * The sources of a file for programs, as lines of front matter: `references` as Pandoc reads them (CSL, one line of JSON each,
 * `id` is the source's key), and `notes`, what each numbered note says besides its source:
 * its place, and one entry of `uses` for each mark in the text that leads to it. Reading the file gives the citations back.
 */
export function frontReferences(notes: readonly Note[]): string[] {
  if (notes.length === 0) return [];
  const records = new Map(notes.map(({ citation: { sourceKey, csl } }) => [sourceKey, csl]));
  const line = (value: object) => `  - ${escaped(JSON.stringify(value))}`;
  return [
    'references:',
    ...[...records].map(([id, csl]) => line({ id, ...csl })),
    'notes:',
    ...notes.map(({ number, citation, uses }) => {
      const sayings = uses.map(saidOf);
      const said: NoteLine = {
        note: number,
        source: citation.sourceKey,
        ...(citation.locators.length > 0 ? { locators: citation.locators } : {}),
        ...(sayings.some((one) => Object.keys(one).length > 0) ? { uses: sayings } : {}),
      };
      return line(said);
    }),
  ];
}
