import { letterKey } from '@/lib/domain/citation/library/similar';

/**
 * What was decided about a work, a domain or a publisher (sources-and-import.md A8, after Wikipedia's perennial sources), from
 * quiet to refused. `none` takes an earlier decision back, so that a wider one counts again.
 */
export const verdicts = [
  'generally_reliable',
  'additional_considerations',
  'generally_unreliable',
  'deprecated',
  'blacklisted',
  'none',
] as const;
export type Verdict = (typeof verdicts)[number];

/** What the verdicts are called. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  generally_reliable: 'generally reliable',
  additional_considerations: 'reliable with considerations',
  generally_unreliable: 'generally unreliable',
  deprecated: 'deprecated',
  blacklisted: 'not to be cited',
  none: 'not assessed',
};

/** What a decision is about. */
export const scopes = ['work', 'domain', 'publisher'] as const;
export type Scope = (typeof scopes)[number];

/** One dated decision. `scopeKey` is the id of a source, a domain in lower case, or the letters of a publisher's name. */
export type Assessment = {
  readonly id: string;
  readonly scope: Scope;
  readonly scopeKey: string;
  /** Letters of a topic that it is limited to; empty for all. */
  readonly topicKey: string;
  readonly verdict: Verdict;
  readonly reason: string;
  /** ISO 8601. */
  readonly decidedAt: string;
};

/** What of a source decisions can be about. */
export type Assessed = { readonly sourceId: string; readonly host: string; readonly publisher: string };

/** How a name of a publisher or a topic is compared. */
export const nameKey = letterKey;

/** `news.example.org`, `example.org`, `org`: the domains that an address lies in, the longest first. */
export function domainsOf(host: string): string[] {
  const parts = host.toLowerCase().split('.').filter(Boolean);
  return parts.map((_, at) => parts.slice(at).join('.'));
}

/** The keys that a decision about this source may have, the most specific first. */
export const scopeKeysOf = ({ sourceId, host, publisher }: Assessed): readonly (readonly [Scope, string])[] => [
  ['work', sourceId],
  ...domainsOf(host).map((domain) => ['domain', domain] as const),
  ...(nameKey(publisher) === '' ? [] : [['publisher', nameKey(publisher)] as const]),
];

/**
 * The decision in force for a source, or null: the most specific scope that has one (work, the longest domain, publisher), in it one
 * about a topic that is asked about before the general one, and the later before the earlier. One that was taken back (`none`)
 * leaves the word to the next wider.
 */
export function assessmentOf<A extends Assessment>(
  source: Assessed,
  decisions: readonly A[],
  topics: readonly string[] = [],
): A | null {
  const asked = new Set(topics.map(nameKey));
  for (const [scope, key] of scopeKeysOf(source)) {
    const here = decisions.filter((one) => one.scope === scope && one.scopeKey === key);
    const onTopic = standing(here.filter(({ topicKey }) => topicKey !== '' && asked.has(topicKey)));
    const found = onTopic ?? standing(here.filter(({ topicKey }) => topicKey === ''));
    if (found) return found;
  }
  return null;
}

/** The latest decision for each topic counts; of those that stand, the latest. */
function standing<A extends Assessment>(decisions: readonly A[]): A | null {
  const newestFirst = decisions.toSorted((a, b) => compare(b.decidedAt, a.decidedAt) || compare(b.id, a.id));
  const seen = new Set<string>();
  for (const one of newestFirst) {
    if (seen.has(one.topicKey)) continue;
    seen.add(one.topicKey);
    if (one.verdict !== 'none') return one;
  }
  return null;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What a verdict means for somebody who is about to cite: nothing, the reason, a warning, a reason of their own, or no. */
export const whileCiting: Readonly<Record<Verdict, 'quiet' | 'note' | 'warn' | 'needs_reason' | 'refused'>> = {
  generally_reliable: 'quiet',
  none: 'quiet',
  additional_considerations: 'note',
  generally_unreliable: 'warn',
  deprecated: 'needs_reason',
  blacklisted: 'refused',
};
