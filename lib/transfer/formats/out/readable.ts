import type { FrozenCitation } from '@/lib/domain/citation/citation';
import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';
import type { Kind } from '@/lib/domain/workflow/readiness';
import type { Seal } from '@/lib/transfer/formats/out/seal';

/** A section's text as it is kept under its hash. */
type Content = { readonly heading: string; readonly body: Body };
/** Texts by the SHA-256 of each. */
export type Contents = Readonly<Record<string, Content>>;

/** What a version says of itself for people, besides its text. Everything in it follows from the manifest. */
export type ReadableVersion = {
  readonly title: string;
  readonly number: number;
  readonly kind: Kind;
  readonly changeNote: string;
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  /** Names of those who wrote it, and of those who approved it. */
  readonly contributors: readonly string[];
  readonly reviewers: readonly string[];
  /** Why it was published without review; null for a reviewed one. */
  readonly unreviewed: string | null;
  /** The rows of the facts card that an editor confirmed. */
  readonly facts: readonly { readonly key: string; readonly value: string; readonly citations: readonly string[] }[];
  readonly attribution: string;
  readonly related: readonly string[];
};

/** A section with its text; follows from the manifest and the texts. */
export type ReadableSection = {
  readonly id: string;
  readonly level: number;
  readonly heading: string;
  /** The words of `body`. */
  readonly text: string;
  readonly body: Body;
};

const names = (all: readonly string[]) => [...new Set(all)].filter((name) => name !== '');

/** The readable part of a manifest. */
export function readableOf(seal: Seal): ReadableVersion {
  const { title, number, kind, changeNote, publishedAt, attribution, related } = seal;
  const confirmed = seal.facts.filter((fact) => fact.confirmed);
  return {
    ...{ title, number, kind, changeNote, publishedAt },
    contributors: names(seal.contributors.map(({ name }) => name)),
    reviewers: names(seal.approvals.map(({ reviewer }) => reviewer)),
    unreviewed: seal.unreviewed ? seal.unreviewedReason : null,
    facts: confirmed.map(({ key, value, citations }) => ({ key, value, citations })),
    ...{ attribution, related },
  };
}

/** The sections of a manifest with their texts; null in the place of one whose text is missing. */
export function sectionsOf({ sections }: Seal, contents: Contents): (ReadableSection | null)[] {
  return sections.map(({ sectionId: id, level, contentHash }) => {
    const content = Object.hasOwn(contents, contentHash) ? contents[contentHash] : undefined;
    return content ? { id, level, heading: content.heading, text: plainText(content.body), body: content.body } : null;
  });
}

/** The citations of a manifest, by id. */
export const citationsOf = ({ citations }: Seal): FrozenCitation[] =>
  citations.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
