import type { Fact, OutlineEntry } from '@/lib/domain/article';
import { headText } from '@/lib/domain/manifest';
import type { Body } from '@/lib/domain/prose/body';
import { citationIds } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/transaction';
import { freezeCitations } from '@/lib/sources/freeze';
import { sha256 } from '@/lib/system/crypto';

/** A revision's own part of what is hashed, and where its sections come from. */
export type HeadSource = {
  readonly articleId: string;
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly related: readonly string[];
  readonly attribution: string;
  readonly outline: readonly OutlineEntry[];
};

/** Content hash of every section: of its working copy, else of the base version. */
export type SectionHashes = ReadonlyMap<string, string>;

/** So many texts are remembered by each process. */
const remembered = 20_000;
/** The citations of a text never change, since its hash names it: what is derived from it is kept. The oldest go first. */
const citationsByHash = new Map<string, readonly string[]>();

/** Ids of the citations in a text, in document order. */
export function citationsOf(contentHash: string, body: Body): readonly string[] {
  const known = citationsByHash.get(contentHash);
  if (known) return known;
  const found = citationIds(body);
  citationsByHash.set(contentHash, found);
  const [oldest] = citationsByHash.keys();
  if (citationsByHash.size > remembered && oldest !== undefined) citationsByHash.delete(oldest);
  return found;
}

type Text = { readonly hash: string; readonly body: unknown };

/** Reads the texts whose citations this process does not know yet, wherever they are stored. */
async function learn(tx: Tx, revisionId: string, hashes: readonly string[]): Promise<void> {
  const unknown = hashes.filter((hash) => !citationsByHash.has(hash));
  if (unknown.length === 0) return;
  const texts = await tx.$queryRaw<Text[]>`
    select content_hash as hash, body from working_copy
      where revision_id = ${revisionId}::uuid and content_hash = any(${unknown}) and body is not null
    union all select hash, body from section_content where hash = any(${unknown})`;
  for (const { hash, body } of texts) citationsOf(hash, body as Body);
}

/**
 * The hash over all that publishing would show, made of the hashes of the texts without reading the texts: what a save costs
 * does not grow with the article. Equal to that of `assembleRevision`. Throws Refusal `invalid` for a citation that is not
 * one of the article's: a statement would lose its source.
 */
export async function headHashOf(tx: Tx, revisionId: string, head: HeadSource, hashes: SectionHashes): Promise<string> {
  const { title, facts, related, attribution, outline } = head;
  const sections = outline.map(({ sectionId, level }) => {
    const contentHash = hashes.get(sectionId);
    if (!contentHash) throw new Error(`Section ${sectionId} is neither in the base version nor a working copy`);
    return { sectionId, level, contentHash };
  });
  await learn(
    tx,
    revisionId,
    sections.map(({ contentHash }) => contentHash),
  );
  const cited = sections.map(({ sectionId, contentHash }) => ({
    sectionId,
    ids: citationsByHash.get(contentHash) ?? [],
  }));
  const inFacts = facts.flatMap((fact) => fact.citations);
  const all = [...inFacts, ...cited.flatMap(({ ids }) => ids)];
  await refuseUnknownCitations(tx, head.articleId, cited);
  const citations = await freezeCitations(tx, all);
  return sha256(headText({ title, facts: [...facts], related: [...related], attribution, sections, citations }));
}

type Cited = { readonly sectionId: string; readonly ids: readonly string[] };

async function refuseUnknownCitations(tx: Tx, articleId: string, cited: readonly Cited[]): Promise<void> {
  const ids = [...new Set(cited.flatMap((section) => section.ids))];
  if (ids.length === 0) return;
  const own = await tx.citation.findMany({ where: { id: { in: ids }, articleId }, select: { id: true } });
  const known = new Set(own.map((citation) => citation.id));
  const lost = cited.find((section) => section.ids.some((id) => !known.has(id)));
  if (!lost) return;
  const message = 'The text holds a citation that is not one of this article. Take it out and cite the source here.';
  throw new Refusal('invalid', { message, issues: [{ code: 'unknown_citation', where: lost.sectionId, message }] });
}

/** The content hash of every section of a revision: of its working copy, else of the base version. */
export async function sectionHashes(
  tx: Tx,
  { id, baseVersionId }: { id: string; baseVersionId: string | null },
): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ sectionId: string; hash: string; rank: number }[]>`
    select section_id as "sectionId", content_hash as hash, 0 as rank from version_section where version_id = ${baseVersionId}::uuid
    union all select section_id, content_hash, 1 from working_copy where revision_id = ${id}::uuid
    order by rank`;
  return new Map(rows.map(({ sectionId, hash }) => [sectionId, hash]));
}
