/** Where in a source, e.g. `{label: 'page', value: '112'}`. */
export type Locator = { readonly label: LocatorLabel; readonly value: string };

export const locatorLabels = [
  'page',
  'chapter',
  'section',
  'paragraph',
  'article',
  'volume',
  'issue',
  'part',
  'column',
  'line',
  'verse',
  'folio',
  'figure',
  'table',
  'note',
  'timestamp',
] as const;
export type LocatorLabel = (typeof locatorLabels)[number];

/** How a source bears on its statement: it says so, says part of it, gives the background, or says otherwise. */
export const supportKinds = ['supports', 'partly', 'background', 'disputes'] as const;
export type Supports = (typeof supportKinds)[number];

/** One person or body of a CSL item: `{family, given}` for people, `{literal}` for bodies. */
export type CslName = {
  readonly family?: string;
  readonly given?: string;
  readonly suffix?: string;
  readonly 'non-dropping-particle'?: string;
  readonly literal?: string;
};
/** A CSL date: `date-parts` of one or two (range) `[year, month?, day?]`, or a `literal` that could not be read. BCE years are negative. */
export type CslDate = {
  readonly 'date-parts'?: readonly (readonly number[])[];
  readonly circa?: boolean;
  readonly season?: number;
  readonly literal?: string;
};
/** A CSL-JSON item without `id` (citation-style-language schema 1.0.2), as far as Stet's forms offer it. */
export type CslItem = {
  readonly type: string;
  readonly title?: string;
  readonly author?: readonly CslName[];
  readonly editor?: readonly CslName[];
  readonly translator?: readonly CslName[];
  readonly interviewer?: readonly CslName[];
  readonly issued?: CslDate;
  readonly accessed?: CslDate;
  readonly 'container-title'?: string;
  readonly publisher?: string;
  readonly 'publisher-place'?: string;
  readonly volume?: string;
  readonly issue?: string;
  readonly page?: string;
  readonly edition?: string;
  readonly number?: string;
  readonly genre?: string;
  readonly version?: string;
  readonly 'event-title'?: string;
  readonly 'event-place'?: string;
  readonly language?: string;
  readonly DOI?: string;
  readonly ISBN?: string;
  readonly ISSN?: string;
  readonly PMID?: string;
  readonly PMCID?: string;
  readonly URL?: string;
  readonly note?: string;
  readonly custom?: Readonly<Record<string, unknown>>;
};

/** What a use of a source may say besides place, quoted words, note and bearing; absent where there is none. */
export type UseDetails = Pick<
  FrozenCitation,
  'prefix' | 'suffix' | 'quoteLanguage' | 'quoteTranslation' | 'reliabilityReason'
>;

/** A citation as a version freezes it: its place, its words, and the state of its source as it was. */
export type FrozenCitation = {
  readonly id: string;
  readonly sourceId: string;
  readonly sourceKey: string;
  readonly sourceState: string;
  readonly csl: CslItem;
  readonly stub: boolean;
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly note: string;
  readonly supports: Supports;
  /** What stands before and behind the reference: "cf.", "with a different figure". Like all below, absent where there is none. */
  readonly prefix?: string;
  readonly suffix?: string;
  /** Language of the quoted words (BCP 47), and what they say in the article's language. */
  readonly quoteLanguage?: string;
  readonly quoteTranslation?: string;
  /** The snapshot that was read: SHA-256 of its bytes, and when it was taken (ISO 8601). */
  readonly snapshot?: { readonly sha256: string; readonly capturedAt: string };
  /** Why this source is cited although it is deprecated; readers see it. */
  readonly reliabilityReason?: string;
};
