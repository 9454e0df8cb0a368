import { z } from 'zod';
import { frozenApproval } from '@/lib/contract/fields';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { contentText, headText, versionText } from '@/lib/domain/manifest';
import type { Body } from '@/lib/domain/prose/body';
import { sha256 } from '@/lib/system/crypto';

/** Checks the record that an archive holds, line by line, in the order of its tables. Faults are sentences without a stop. */
export type ChainCheck = {
  readonly line: (table: string, line: string) => string[];
  /** What only shows when all lines are known. */
  readonly end: () => string[];
  readonly counts: () => { readonly versions: number; readonly contents: number; readonly events: number };
};

const text = z.string();
const frozen = z.custom<FrozenCitation>((value) => typeof value === 'object' && value !== null);
const time = text.transform((value) => new Date(value).toISOString());

const contentLine = z.object({
  section_content: z.object({
    ...{ hash: text, heading: text },
    body: z.custom<Body>((value) => typeof value === 'object' && value !== null),
  }),
});

const versionLine = z.object({
  version: z.object({
    ...{ id: text, article_id: text, revision_id: text, number: z.int(), title: text, attribution: text, kind: text },
    ...{ change_note: text, content_hash: text, hash: text, prev_hash: text.nullable(), published_by_id: text },
    ...{ unreviewed: z.boolean(), unreviewed_reason: text, published_at: time, related: z.array(text) },
    facts: z.array(z.object({ key: text, value: text, confirmed: z.boolean(), citations: z.array(text).default([]) })),
    approvals: z.array(frozenApproval.omit({ reasons: true })),
    contributors: z.array(z.object({ id: text, name: text })),
  }),
  version_section: z.array(z.object({ section_id: text, level: z.int(), content_hash: text, position: z.int() })),
  version_citation: z.array(z.object({ citation_id: text, source_id: text, source_state_id: text, frozen })),
});
type VersionLine = z.output<typeof versionLine>;

const eventLine = z.object({
  event: z.object({
    ...{ id: z.int(), prev_hash: text, hash: text, at: time, actor_id: text.nullable(), action: text },
    ...{ subject_type: text, subject_id: text, payload: z.unknown() },
  }),
  '#text': text,
});
const articleLine = z.object({ article: z.object({ id: text, live_version_id: text.nullable() }) });
const openPoints = z.array(z.strictObject({ point: text, reason: text }));
const reviewLine = z.object({ review: z.object({ id: text, open_points: openPoints }) });
const revisionLine = z.object({ revision: z.object({ id: text, number: z.int(), state: text }) });

/** A check that has seen nothing yet. Tables come in the order of their names, versions of an article one after the other. */
export function newChainCheck(): ChainCheck {
  const contents = new Set<string>();
  const live = new Map<string, string | null>();
  const published = new Map<string, number>();
  const newest = new Map<string, string>();
  const open: OpenPoints = new Map();
  const last = { version: { articleId: '', number: 0, hash: '' }, event: { id: 0, hash: '0'.repeat(64) } };
  const counts = { versions: 0, contents: 0, events: 0 };
  const checks: Readonly<Record<string, (value: unknown) => string[]>> = {
    article: (value) => {
      const { article } = articleLine.parse(value);
      live.set(article.id, article.live_version_id);
      return [];
    },
    revision: (value) => {
      const { revision } = revisionLine.parse(value);
      if (revision.state === 'published') published.set(revision.id, revision.number);
      return [];
    },
    review: (value) => {
      const { review } = reviewLine.parse(value);
      if (review.open_points.length > 0) open.set(review.id, review.open_points);
      return [];
    },
    section_content: (value) => {
      const { section_content: content } = contentLine.parse(value);
      contents.add(content.hash);
      counts.contents += 1;
      const isWhole = sha256(contentText(content)) === content.hash;
      return isWhole ? [] : [`the text of section content ${content.hash} was changed`];
    },
    version: (value) => {
      const line = versionLine.parse(value);
      const { article_id: articleId, number, hash, id, revision_id: revisionId } = line.version;
      const before = last.version.articleId === articleId ? last.version : { number: 0, hash: null };
      last.version = { articleId, number, hash };
      newest.set(articleId, id);
      published.delete(revisionId);
      counts.versions += 1;
      const faults = [...linkFaults(line, before), ...sealFaults(line, open), ...partFaults(line, contents)];
      return faults.map((fault) => `version ${number} of article ${articleId}: ${fault}`);
    },
    event: (value) => {
      const line = eventLine.parse(value);
      const fault = eventFault(line, last.event);
      last.event = line.event;
      counts.events += 1;
      return fault === null ? [] : [`event ${line.event.id}: ${fault}`];
    },
  };
  return {
    line: (table, line) => {
      const check = checks[table];
      if (!check) return [];
      try {
        return check(JSON.parse(line));
      } catch (error) {
        const where = error instanceof z.ZodError ? ` (${error.issues[0]?.path.join('.') ?? ''})` : '';
        return [`a row of ${table} cannot be read${where}`];
      }
    },
    end: () => [
      ...[...live].flatMap(([id, version]) =>
        (newest.get(id) ?? null) === version ? [] : [`article ${id}: its live version is not its newest one`],
      ),
      ...[...published.values()].map((number) => `revision ${number} is published, but its version is missing`),
    ],
    counts: () => counts,
  };
}

function linkFaults({ version }: VersionLine, before: { number: number; hash: string | null }): string[] {
  if (version.number !== before.number + 1) return [`it follows version ${before.number}: a version is missing`];
  return version.prev_hash === before.hash ? [] : ['it does not name the hash of the version before'];
}

/** What approvals left open, by the id of the review. */
type OpenPoints = Map<string, z.output<typeof openPoints>>;

function sealFaults(
  { version, version_section: sections, version_citation: citations }: VersionLine,
  open: OpenPoints,
): string[] {
  const { title, facts, related, attribution } = version;
  const head = {
    ...{ title, facts, related, attribution },
    sections: sections.map((row) => ({ sectionId: row.section_id, level: row.level, contentHash: row.content_hash })),
    citations: citations.map((row) => row.frozen),
  };
  const seal = {
    ...head,
    ...{ articleId: version.article_id, number: version.number, kind: version.kind, changeNote: version.change_note },
    ...{ contentHash: version.content_hash, unreviewed: version.unreviewed },
    approvals: version.approvals.map((one) => ({ ...one, reasons: open.get(one.reviewId) })),
    ...{ unreviewedReason: version.unreviewed_reason, contributors: version.contributors },
    ...{ publishedById: version.published_by_id, publishedAt: version.published_at, prevHash: version.prev_hash },
  };
  return [
    ...(sha256(headText(head)) === version.content_hash ? [] : ['title, facts, sections or citations were changed']),
    ...(sha256(versionText(seal)) === version.hash ? [] : ['its record was changed after it was published']),
  ];
}

/** Columns beside a frozen citation have to say what it says; the text of each section has to be there. */
function partFaults(
  { version_section: sections, version_citation: citations }: VersionLine,
  contents: ReadonlySet<string>,
): string[] {
  return [
    ...sections.flatMap((row) =>
      contents.has(row.content_hash) ? [] : [`the text of section ${row.position} is missing`],
    ),
    ...citations.flatMap(({ citation_id: id, source_id: source, source_state_id: state, frozen: held }) =>
      held.id === id && held.sourceId === source && held.sourceState === state
        ? []
        : [`citation ${id} is filed under another source`],
    ),
  ];
}

function eventFault(line: z.output<typeof eventLine>, before: { id: number; hash: string }): string | null {
  const { event } = line;
  if (event.id !== before.id + 1) return `event ${before.id + 1} is missing`;
  if (event.prev_hash !== before.hash) return 'it does not name the hash of the event before';
  const said = [
    event.prev_hash,
    event.id,
    event.at,
    event.actor_id,
    event.action,
    event.subject_type,
    event.subject_id,
    event.payload,
  ];
  const isSaid = JSON.stringify(JSON.parse(line['#text'])) === JSON.stringify(said);
  return isSaid && sha256(line['#text']) === event.hash ? null : 'it was changed after it was written';
}
