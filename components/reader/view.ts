import type { Verdict } from '@/lib/domain/citation/library/reliability';
import type { VerificationVerdict } from '@/lib/domain/citation/library/verification';
import type { Fact } from '@/lib/domain/article';
import type { Judgement } from '@/lib/domain/citation/coverage';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatDate } from '@/lib/domain/citation/dates';
import type { Body } from '@/lib/domain/prose/body';
import { anchorsOf } from '@/lib/domain/slug';
import type { Kind } from '@/lib/domain/workflow/readiness';

/** What every page knows of the site. `origin` such as `https://stet.example.org`, without a slash at the end. */
export type Site = {
  readonly origin: string;
  readonly name: string;
  readonly tagline: string;
  /** Who answers for the site, and under which licence its texts are; empty while nobody has said so. */
  readonly publisher: string;
  readonly licenceName: string;
  readonly licenceUrl: string;
  /** An address for letters, or empty. */
  readonly contact: string;
};

/** One section of a version, as stored. */
export type SectionView = {
  readonly id: string;
  readonly level: number;
  readonly heading: string;
  readonly body: Body;
};

/** A version of the history. Times are ISO 8601 in UTC. */
export type VersionLine = {
  readonly number: number;
  readonly kind: Kind;
  readonly changeNote: string;
  /** When the note was amended, and what it said before each time; oldest first. */
  readonly noteEdits: readonly { readonly at: string; readonly before: string }[];
  readonly publishedAt: string;
  readonly contributors: readonly string[];
  readonly reviewers: readonly string[];
  /** How each of them approved it: as a whole, or so many of its sections; and what was open on the reviewers' list, with the reason. */
  readonly approvals?: readonly {
    readonly by: string;
    readonly sections: number | null;
    readonly reasons: readonly { readonly point: string; readonly reason: string }[];
  }[];
  /** Why it was published without review; null for a reviewed one. */
  readonly unreviewed: string | null;
  /** Who approved afterwards what was published without review, and when. */
  readonly approvedAfterwards: { readonly by: string; readonly at: string } | null;
};

/** Everything that an article page shows. A preview of a revision takes the same shape. */
export type ArticleView = {
  readonly slug: string;
  readonly title: string;
  readonly version: VersionLine;
  /** Time of the last version that changed meaning, up to this one. */
  readonly updatedAt: string;
  readonly firstPublishedAt: string;
  readonly facts: readonly Fact[];
  readonly attribution: string;
  readonly sections: readonly SectionView[];
  /** Anchors that sections had in versions up to this one. */
  readonly anchorsBefore: readonly { readonly sectionId: string; readonly anchor: string }[];
  readonly citations: readonly FrozenCitation[];
  /** For cited sources that have been merged into another one since: the one that is kept. */
  readonly keptSources: Readonly<Record<string, string>>;
  /** What people have said about its statements: which need no source, which want one all the same. */
  readonly judged: Judgement;
  /** Related titles with the slug of the live article of that title, null while nobody has written it. */
  readonly related: readonly { readonly title: string; readonly slug: string | null }[];
  /** Slugs, as links of the text name them, with the slug that each leads to now. */
  readonly liveSlugs: Readonly<Record<string, string>>;
  /** The file that the text came from, and when. */
  readonly imported: { readonly file: string; readonly at: string } | null;
  /** Statements without a source are marked: the view of `?sourcing=1`. */
  readonly sourcing: boolean;
  /** In that view: where each statement came from, once that is known. */
  readonly origins: OriginsView | null;
  /** The last few versions, newest first. */
  readonly recent: readonly VersionLine[];
  readonly standing: Standing;
  /** What stood beside its approvals, on the page of a version. */
  readonly beside: Beside | null;
};

/** What stood beside the approvals of a version when it was published. */
export type Beside = {
  /** How many uses of a source its text has. */
  readonly uses: number;
  /** The uses that somebody had looked up, with what they found. */
  readonly checks: readonly {
    readonly citationId: string;
    readonly statement: string;
    readonly verdict: VerificationVerdict;
    readonly by: string;
    readonly at: string;
  }[];
  /** What had been decided about its sources. */
  readonly assessments: readonly {
    readonly sourceId: string;
    readonly reference: string;
    readonly verdict: Verdict;
    readonly reason: string;
    readonly about: string;
    readonly at: string;
  }[];
};

/** A statement with the versions that its words first stood in, that of most of them first. Its anchor names paragraph and place. */
type OriginStatement = {
  readonly sectionId: string;
  readonly heading: string;
  readonly anchor: string;
  readonly text: string;
  readonly citations: readonly string[];
  readonly versions: readonly number[];
};

/** Where the statements of a version came from: the versions that are named, and by citation the first version that had it. */
export type OriginsView = {
  readonly statements: readonly OriginStatement[];
  readonly versions: readonly VersionLine[];
  readonly citedSince: Readonly<Record<string, number>>;
};

/** Where a version stands among the others of its article. */
export type Standing =
  | { readonly is: 'live' }
  /** The permanent address of the live version. */
  | { readonly is: 'permanent' }
  /** A revision, as its version would be; nothing that a version has an address for is there yet. */
  | { readonly is: 'preview'; readonly revision: number; readonly until: string | null }
  | {
      readonly is: 'old';
      /** When the next version took its place. */
      readonly until: string | null;
      /** How many versions came after it. */
      readonly followers: number;
      /** The first corrections after it. */
      readonly corrections: readonly VersionLine[];
      readonly current: number | null;
      readonly withdrawn: { readonly at: string; readonly reason: string } | null;
    };

/** `18 November 2026` of an ISO time, in UTC. */
export function dayText(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return formatDate({ 'date-parts': [[year ?? 0, month ?? 1, day ?? 1]] });
}

export const articlePath = (slug: string) => `/articles/${encodeURIComponent(slug)}`;
export const versionPath = (slug: string, number: number) => `${articlePath(slug)}/versions/${number}`;
export const comparePath = (slug: string, from: number, to: number) =>
  `${articlePath(slug)}/compare?from=${from}&to=${to}`;

/** Ids that an article page itself uses; a heading of that name gets a number behind it. */
const ownIds = ['main', 'timeline', 'see also', 'sources', 'cite', 'updates', 'at a glance', 'q'];

/** The anchors of sections in their order; the lead (no heading) is the top of the page. */
export function anchorsOfSections(sections: readonly { readonly heading: string }[]): string[] {
  const anchors = anchorsOf([...ownIds, ...sections.map(({ heading }) => heading)]);
  return anchors.slice(ownIds.length).map((anchor) => anchor || 'main');
}
