import type { Locator, Supports } from '@/lib/domain/citation/citation';
import { canonicalJson } from '@/lib/domain/manifest';
import { statementWords } from '@/lib/domain/prose/statements';

/** What somebody found who looked a citation up in its source. */
export const verificationVerdicts = ['verified', 'partly', 'failed', 'unreachable'] as const;
export type VerificationVerdict = (typeof verificationVerdicts)[number];

/** What of a citation a verification is bound to; its note is of no account. */
export type CitationUse = {
  readonly sourceId: string;
  readonly locators: readonly Locator[];
  readonly quote: string;
  readonly supports: Supports;
};

/** The text whose SHA-256 is the use hash (sources-and-import.md A10). */
export const useText = ({ sourceId, locators, quote, supports }: CitationUse): string =>
  canonicalJson({
    source: sourceId,
    locators: locators.map(({ label, value }) => ({ label, value })),
    quote,
    supports,
  });

/** One person's check of one use, as it was then. */
export type Verification = {
  readonly id: string;
  readonly lineage: string;
  readonly statementHash: string;
  readonly statementText: string;
  readonly useHash: string;
  readonly verdict: VerificationVerdict;
  readonly comment: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
};

/**
 * How a use stands: `current` is the newest check of exactly these words and this use; without one, `lapsed` is the newest check of
 * the same citation with other words or another place, to be shown beside what stands there now. Derived, never stored: taking a
 * change back makes the old check count again.
 */
export type Verified<V = Verification> = {
  readonly current: V | null;
  readonly lapsed: V | null;
  /** What the lapsed check was about and is another now. */
  readonly because: 'words' | 'use' | null;
};

export function verifiedOf<V extends Verification>(
  checks: readonly V[],
  now: { readonly lineage: string; readonly statementHash: string; readonly useHash: string },
): Verified<V> {
  const own = checks
    .filter(({ lineage }) => lineage === now.lineage)
    .toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.id < b.id ? 1 : -1));
  const fits = (check: V) => check.statementHash === now.statementHash && check.useHash === now.useHash;
  const current = own.find(fits) ?? null;
  const lapsed = current ? null : (own[0] ?? null);
  return { current, lapsed, because: lapsed && (lapsed.statementHash === now.statementHash ? 'use' : 'words') };
}

/** What people read of a check. */
export type ToldCheck = Pick<Verification, 'verdict' | 'comment' | 'by' | 'at' | 'statementText'>;

/** A check as a page compares it that has the words and no hashes. */
export type WordedCheck = ToldCheck & {
  /** It is of this source, place, quote and bearing. */
  readonly isThisUse: boolean;
};

/** The same as `verifiedOf` for a statement that is being written: `checks` are those of one citation, newest first. */
export function verifiedHere(checks: readonly WordedCheck[], statement: string): Verified<ToldCheck> {
  const words = statementWords(statement);
  const current = checks.find((check) => check.isThisUse && check.statementText === words) ?? null;
  const lapsed = current ? null : (checks[0] ?? null);
  return { current, lapsed, because: lapsed && (lapsed.statementText === words ? 'use' : 'words') };
}
