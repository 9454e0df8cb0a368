import type { Actor } from '@/lib/domain/actor';
import { countStatements } from '@/lib/articles/queries/work';
import { plainText } from '@/lib/domain/prose/text';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { Refusal } from '@/lib/domain/refusal';
import { can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { hasImportNotice } from '@/lib/pages/queries/articles';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { writableStates } from '@/lib/revisions/edit';
import type { ImportReport } from '@/lib/transfer/formats/document';
import type { Outline } from '@/lib/transfer/prepare';

/** The newest imports, at most 200. */
export async function listImports(actor: Actor) {
  permit(actor, 'read_report', {});
  const rows = await db().importRun.findMany({
    select: {
      id: true,
      fileName: true,
      outcome: true,
      createdAt: true,
      revision: { select: { number: true, title: true } },
    },
    orderBy: { createdAt: 'desc' },
    take: 200,
  });
  return rows.map(({ revision, ...row }) => ({
    ...{ ...row, createdAt: row.createdAt.toISOString() },
    ...{ title: revision?.title ?? null, number: revision?.number ?? null },
  }));
}

/** One import with its report: what was found, joined, dropped and not understood, with line numbers. */
export async function getImport(actor: Actor, id: string) {
  permit(actor, 'read_report', {});
  const row = await db().importRun.findUnique({
    where: { id },
    include: {
      createdBy: { select: { name: true } },
      revision: { include: { contributors: { select: { userId: true } } } },
      article: { select: { state: true, liveVersionId: true } },
      check: { include: { checkedBy: { select: { name: true } } } },
    },
  });
  if (!row) throw new Refusal('not_found', { message: 'There is no such import.' });
  const { document, ...report } = row.report as unknown as ImportReport & { document: Outline | null };
  const { articleId } = row;
  const isLive = Boolean(row.article?.liveVersionId);
  return {
    id: row.id,
    fileName: row.fileName,
    sha256: row.sha256,
    outcome: row.outcome,
    articleId,
    revisionNumber: row.revision?.number ?? null,
    by: row.createdBy.name,
    at: row.createdAt.toISOString(),
    report,
    document,
    back: backs(report, await presentText(row)),
    rights: rightsOf(document, row),
    withdraw: withdrawal(actor, row),
    mayEndNotice: isLive && articleId !== null && (await mayEndNotice(actor, articleId)),
    work: isLive && articleId !== null ? await workOf(actor, articleId) : null,
  };
}

type Checked = {
  readonly check: { readonly note: string; readonly createdAt: Date; readonly checkedBy: { name: string } } | null;
  readonly articleId: string | null;
};

/** Where a text says that it was published first, and who has checked that it may be published here; null where it says nothing. */
function rightsOf(document: Outline | null, { articleId, check }: Checked) {
  if (articleId === null || !document?.attribution) return null;
  const checked = check && { by: check.checkedBy.name, at: check.createdAt.toISOString(), note: check.note };
  return { attribution: document.attribution, checked };
}

type Made = {
  readonly outcome: string;
  readonly articleId: string | null;
  readonly article: { readonly state: string } | null;
  readonly revision: { number: number; state: string; contributors: readonly { userId: string }[] } | null;
};
type Answer = { readonly ok: boolean; readonly because: string };
/** How an import is undone: its revision is discarded while it is open; an article that it made is withdrawn when it is live. */
export type Withdrawal =
  | ({ readonly what: 'revision'; readonly number: number } & Answer)
  | ({ readonly what: 'article'; readonly articleId: string } & Answer)
  | { readonly what: 'done' };

/** Null where there is nothing to withdraw: nothing was made, or it became a version of an article that was there before. */
function withdrawal(actor: Actor, { outcome, articleId, article, revision }: Made): Withdrawal | null {
  if (!revision || !article || articleId === null) return null;
  const state = stateOf(revision.state);
  if (state === 'discarded' || state === 'rejected' || article.state === 'withdrawn') return { what: 'done' };
  if (state !== 'published') {
    const contributorIds = revision.contributors.map(({ userId }) => userId);
    const decision = can(actor, 'discard', { state, contributorIds });
    return { what: 'revision', number: revision.number, ...answerOf(decision) };
  }
  if (outcome !== 'created') return null;
  return { what: 'article', articleId, ...answerOf(can(actor, 'withdraw', { state: article.state })) };
}

const answerOf = (decision: { readonly ok: true } | { readonly ok: false; readonly because: string }): Answer =>
  decision.ok ? { ok: true, because: '' } : { ok: false, because: decision.because };

/** Codes of issues that say: words of the text were taken for something else. */
const putBackCodes: readonly string[] = [
  'boilerplate-dropped',
  'outside-article',
  'section-dropped',
  'changes-accepted',
];

/** For each thing that was left out: whether it can be put back, or stands in the text again; null for what is no text. */
function backs({ dropped, issues }: ImportReport, present: string | null): ('can' | 'is' | null)[] {
  const lines = new Set(issues.filter(({ code }) => putBackCodes.includes(code)).map(({ line }) => line));
  return dropped.map(({ line, text }) => {
    if (present === null || !lines.has(line)) return null;
    return present.includes(text) ? 'is' : 'can';
  });
}

type Row = {
  readonly revision: (Parameters<typeof assembleRevision>[1] & { readonly state: string }) | null;
  readonly article: { readonly liveVersionId: string | null } | null;
};

/** The words of the text that takes what is put back: of the import's revision while it is written, else of the live version. */
async function presentText({ revision, article }: Row): Promise<string | null> {
  const isOpen = revision !== null && writableStates.includes(revision.state);
  if (!isOpen && !article?.liveVersionId) return null;
  const { sections } = isOpen
    ? await assembleRevision(db(), revision)
    : await assembleVersion(db(), article?.liveVersionId ?? '');
  return sections.map(({ body }) => plainText(body)).join('\n');
}

const mayEndNotice = async (actor: Actor, articleId: string) =>
  can(actor, 'end_import_notice', {}).ok && (await hasImportNotice(db(), articleId));

const workOf = async (actor: Actor, articleId: string) => ({
  unsourced: await countStatements(actor, 'unsourced', { articleId }),
  stale: await countStatements(actor, 'stale', { articleId }),
  dates: await countStatements(actor, 'dates', { articleId }),
});

/** The articles that a file may become a revision of, by title: the first thousand. */
export async function listTargets(actor: Actor): Promise<{ id: string; title: string }[]> {
  permit(actor, 'read_desk', {});
  return db().$queryRaw<{ id: string; title: string }[]>`
    select a.id, coalesce(v.title, (select r.title from revision r where r.article_id = a.id order by r.number desc limit 1),
      a.slug) as title
    from article a left join version v on v.id = a.live_version_id
    where a.state <> 'redirected' order by title, a.id limit 1000`;
}
