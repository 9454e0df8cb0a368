import { z } from 'zod';
import { Refusal } from '@/lib/domain/refusal';
import type { Tx } from '@/lib/db/transaction';
import { withReview } from '@/lib/revisions/subject';
import { readHeadColumns, readOutline } from '@/lib/revisions/columns';

/**
 * Locks the article, then the revision: the one order that every write keeps, so that no two wait for each other.
 * Throws Refusal `not_found` when there is no such revision.
 */
export async function lockRevision(tx: Tx, number: number) {
  const found = await tx.revision.findUnique({ where: { number }, select: { id: true, articleId: true } });
  if (!found) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  await tx.$queryRaw`select 1 from article where id = ${found.articleId}::uuid for update`;
  await tx.$queryRaw`select 1 from revision where id = ${found.id}::uuid for update`;
  return tx.revision.findUniqueOrThrow({
    where: { id: found.id },
    include: {
      article: true,
      contributors: { select: { userId: true } },
      reviews: { include: withReview, orderBy: { createdAt: 'asc' } },
    },
  });
}

/** A revision under lock, with its article, contributors and reviews. */
export type LockedRevision = Awaited<ReturnType<typeof lockRevision>>;

/** Locks one article. Throws Refusal `not_found`. */
export async function lockArticle(tx: Tx, articleId: string) {
  await tx.$queryRaw`select 1 from article where id = ${articleId}::uuid for update`;
  const article = await tx.article.findUnique({ where: { id: articleId }, include: { liveVersion: true } });
  if (!article) throw new Refusal('not_found', { message: 'There is no such article.' });
  return article;
}

const hashes = z.record(z.string(), z.string()).nullable();
const copySchema = z.object({
  seq: z.number(),
  contentHash: z.string(),
  baseContentHash: z.string().nullable(),
  savedById: z.string(),
  savedAt: z.string(),
  schemaVersion: z.number(),
});
const leanSchema = z.object({
  id: z.string(),
  number: z.number(),
  articleId: z.string(),
  baseVersionId: z.string().nullable(),
  state: z.string(),
  headHash: z.string(),
  updatedAt: z.date(),
  title: z.string(),
  facts: z.unknown(),
  related: z.unknown(),
  attribution: z.string(),
  outline: z.unknown(),
  contributors: z.array(z.object({ userId: z.string() })),
  base: hashes,
  copies: hashes,
  copy: copySchema.nullable(),
  hasThreads: z.boolean(),
});

/**
 * Locks as `lockRevision` does, and reads in one statement what saving one section has to know: the head, the hashes of all
 * texts, and what is known of the section's working copy, without any text. Throws Refusal `not_found`.
 */
export async function lockForSave(tx: Tx, number: number, sectionId: string) {
  await tx.$queryRaw`select 1 from article where id = (select article_id from revision where number = ${number}) for update`;
  // The article's lock is held: nobody else writes, and what this statement sees is what there is.
  const rows: unknown[] = await tx.$queryRaw`
    select r.id, r.number, r.article_id as "articleId", r.base_version_id as "baseVersionId", r.state, r.head_hash as "headHash",
      r.updated_at as "updatedAt", r.title, r.facts, r.related, r.attribution, r.outline,
      (select coalesce(jsonb_agg(jsonb_build_object('userId', user_id)), '[]') from revision_contributor where revision_id = r.id) as contributors,
      (select jsonb_object_agg(section_id, content_hash) from version_section where version_id = r.base_version_id) as base,
      (select jsonb_object_agg(section_id, content_hash) from working_copy where revision_id = r.id) as copies,
      (select jsonb_build_object('seq', seq, 'contentHash', content_hash, 'baseContentHash', base_content_hash,
        'savedById', saved_by_id, 'savedAt', saved_at, 'schemaVersion', schema_version)
        from working_copy where revision_id = r.id and section_id = ${sectionId}::uuid) as copy,
      exists (select from thread where revision_id = r.id and quote <> '') as "hasThreads"
    from revision r where r.number = ${number} for update of r`;
  if (rows.length === 0) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  const { base, copies, ...row } = leanSchema.parse(rows[0]);
  return {
    ...row,
    ...readHeadColumns(row),
    headHash: row.headHash.trim(),
    outline: readOutline(row.outline),
    hashes: new Map(Object.entries({ ...base, ...copies })),
    inBase: base?.[sectionId] ?? null,
  };
}

/** A revision under lock, as far as saving one section has to know it. */
export type SaveTarget = Awaited<ReturnType<typeof lockForSave>>;
