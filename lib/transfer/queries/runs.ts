import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import type { ImportReport } from '@/lib/transfer/formats/document';
import type { Outline } from '@/lib/transfer/prepare';

/** The newest imports, at most 200. */
export async function listImports(actor: Actor) {
  permit(actor, 'read_report', {});
  const rows = await db().importRun.findMany({
    select: { id: true, fileName: true, outcome: true, createdAt: true, articleId: true },
    orderBy: { createdAt: 'desc' },
    take: 200,
  });
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

/** One import with its report: what was found, joined, dropped and not understood, with line numbers. */
export async function getImport(actor: Actor, id: string) {
  permit(actor, 'read_report', {});
  const row = await db().importRun.findUnique({
    where: { id },
    include: { createdBy: { select: { name: true } }, revision: { select: { number: true } } },
  });
  if (!row) throw new Refusal('not_found', { message: 'There is no such import.' });
  const { document, ...report } = row.report as unknown as ImportReport & { document: Outline | null };
  return {
    id: row.id,
    fileName: row.fileName,
    sha256: row.sha256,
    outcome: row.outcome,
    articleId: row.articleId,
    revisionNumber: row.revision?.number ?? null,
    by: row.createdBy.name,
    at: row.createdAt.toISOString(),
    report,
    document,
  };
}

/** The articles that a file may become a revision of, by title: the first thousand. */
export async function listTargets(actor: Actor): Promise<{ id: string; title: string }[]> {
  permit(actor, 'read_desk', {});
  return db().$queryRaw<{ id: string; title: string }[]>`
    select a.id, coalesce(v.title, (select r.title from revision r where r.article_id = a.id order by r.number desc limit 1),
      a.slug) as title
    from article a left join version v on v.id = a.live_version_id
    where a.state <> 'redirected' order by title, a.id limit 1000`;
}
