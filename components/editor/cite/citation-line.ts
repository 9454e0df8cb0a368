import type { Locator, Supports } from '@/lib/domain/citation/citation';

/** A citation as the desk shows it: its source, its place in it, the words that say so. */
export type CitationLine = {
  readonly id: string;
  readonly sourceId: string;
  readonly reference: string;
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly note: string;
  readonly supports: Supports;
  readonly quoteLanguage?: string;
  readonly quoteTranslation?: string;
  readonly reliabilityReason?: string;
  /** What tells its source from others for certain: `doi:…`, `url:…`. */
  readonly keys?: readonly string[];
};

/** A source that this article cites already, with its number. */
export type CitedSource = {
  readonly number: number;
  readonly id: string;
  readonly reference: string;
  readonly keys: readonly string[];
};
