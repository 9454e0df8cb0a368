import type { Locator, Supports } from '@/lib/domain/citation/citation';
import { useText, type WordedCheck } from '@/lib/domain/citation/library/verification';

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
  /** Checks of it and of those that it replaced, newest first. */
  readonly checks?: readonly WordedCheck[];
  /** The record that counts now where it is another than the one that is cited; empty while it is the same. */
  readonly corrected?: string;
  /** It counts now because its source was merged into another one. */
  readonly isMerged?: boolean;
  /** Who says that they have read the source: “You”, or a name. */
  readonly readBy?: string | null;
};

/** The line of a citation that takes the place of another one: what was checked of the same use is still checked, of a merged source not. */
export const replacing = (old: CitationLine | undefined, line: CitationLine): CitationLine => ({
  ...line,
  checks: (old?.checks ?? []).map((check) => ({
    ...check,
    isThisUse: check.isThisUse && old !== undefined && !old.isMerged && useText(old) === useText(line),
  })),
});

/** A source that this article cites already, with its number. */
export type CitedSource = {
  readonly number: number;
  readonly id: string;
  readonly reference: string;
  readonly keys: readonly string[];
};
