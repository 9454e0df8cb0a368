import type { Article, Fact, OutlineEntry } from '@/lib/domain/article';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { schemaVersion, type Body } from '@/lib/domain/prose/body';

/** One section in a manifest: its identity, its level, and the hash of its heading and body. */
type ManifestSection = OutlineEntry & { readonly contentHash: string };

/** What a head hash is taken of: all that reviewers approve. Change note and kind stay outside (workflow 4.1). */
export type Head = Omit<Article, 'sections'> & {
  readonly sections: readonly ManifestSection[];
  readonly citations: readonly FrozenCitation[];
};

/**
 * One approval in force when a version was published. `at` is ISO 8601 in UTC. `parts`: it was of these parts only, with the hashes
 * that were approved. `reasons`: points of the reviewer's list that were open. What is not there is in no hash.
 */
export type FrozenApproval = {
  readonly reviewId: string;
  readonly reviewer: string;
  readonly at: string;
  readonly parts?: readonly { readonly part: string; readonly hash: string }[] | undefined;
  readonly reasons?: readonly { readonly point: string; readonly reason: string }[] | undefined;
};

/** What a version's own hash is taken of; `prevHash` (null for version 1) chains it to the version before. */
export type VersionSeal = Head & {
  readonly articleId: string;
  readonly number: number;
  readonly kind: string;
  readonly changeNote: string;
  readonly contentHash: string;
  readonly approvals: readonly FrozenApproval[];
  readonly unreviewed: boolean;
  readonly unreviewedReason: string;
  readonly contributors: readonly { readonly id: string; readonly name: string }[];
  readonly publishedById: string;
  /** ISO 8601 in UTC. */
  readonly publishedAt: string;
  readonly prevHash: string | null;
};

type Fields = readonly (readonly [string, unknown])[];

const nodeDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  paragraph: { id: '' },
  subheading: { id: '' },
  bulletList: { id: '' },
  orderedList: { id: '' },
  listItem: { id: '' },
  quotation: { id: '', speaker: '' },
  table: { id: '' },
  tableHeader: { colspan: 1, rowspan: 1 },
  tableCell: { colspan: 1, rowspan: 1 },
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of a prose node without what the schema would fill in: default attributes, empty `content` and `marks`. */
function leanNode(fields: Fields, defaults: Readonly<Record<string, unknown>>): Fields {
  return fields.flatMap(([key, value]): Fields => {
    if ((key === 'content' || key === 'marks') && Array.isArray(value) && value.length === 0) return [];
    if (key !== 'attrs' || !isRecord(value)) return [[key, value]];
    const kept = Object.entries(value).filter(([name, held]) => !(name in defaults) || defaults[name] !== held);
    return kept.length === 0 ? [] : [[key, Object.fromEntries(kept)]];
  });
}

function fieldsOf(value: Readonly<Record<string, unknown>>): Fields {
  const all = Object.entries(value);
  const { type } = value;
  const isNode = typeof type === 'string' && ('content' in value || 'attrs' in value || 'marks' in value);
  const fields = isNode ? leanNode(all, (Object.hasOwn(nodeDefaults, type) && nodeDefaults[type]) || {}) : all;
  return fields.filter(([, held]) => held !== undefined).toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * JSON with one form per value: keys sorted by code unit, no blanks, undefined and default attributes of prose nodes
 * dropped. `JSON.parse` of it gives the value back (less the defaults). Throws TypeError for what JSON cannot hold.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isRecord(value) && isPlain(value)) {
    return `{${fieldsOf(value)
      .map(([key, held]) => `${JSON.stringify(key)}:${canonicalJson(held)}`)
      .join(',')}}`;
  }
  throw new TypeError(`Not JSON: ${typeof value}`);
}

const isPlain = (value: object) => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** The text whose SHA-256 is the hash of a section's content. The body has to be normalised. */
export const contentText = (input: { readonly heading: string; readonly body: Body }): string =>
  canonicalJson({ what: 'section', schemaVersion, heading: input.heading, body: input.body });

const factOf = ({ key, value, confirmed, citations }: Fact) => ({ key, value, confirmed, citations });

const headOf = (head: Head) => ({
  title: head.title,
  facts: head.facts.map(factOf),
  related: head.related,
  attribution: head.attribution,
  sections: head.sections.map(({ sectionId, level, contentHash }) => ({ sectionId, level, contentHash })),
  citations: head.citations.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
});

/** The text whose SHA-256 is the head hash: what an approval is bound to. The order of `citations` is of no account. */
export const headText = (head: Head): string => canonicalJson({ what: 'head', ...headOf(head) });

const approvalOf = ({ reviewId, reviewer, at, parts, reasons }: FrozenApproval) => ({
  ...{ reviewId, reviewer, at },
  parts: parts?.map(({ part, hash }) => ({ part, hash })),
  reasons: reasons?.map(({ point, reason }) => ({ point, reason })),
});

/** The text whose SHA-256 is a version's hash: its content, how it came to be, and the hash before it. */
export const versionText = (seal: VersionSeal): string =>
  canonicalJson({
    what: 'version',
    ...headOf(seal),
    articleId: seal.articleId,
    number: seal.number,
    kind: seal.kind,
    changeNote: seal.changeNote,
    contentHash: seal.contentHash,
    approvals: seal.approvals.map(approvalOf),
    unreviewed: seal.unreviewed,
    unreviewedReason: seal.unreviewedReason,
    contributors: seal.contributors.map(({ id, name }) => ({ id, name })),
    publishedById: seal.publishedById,
    publishedAt: seal.publishedAt,
    prevHash: seal.prevHash,
  });
