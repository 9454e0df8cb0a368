import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import type { Kind } from '@/lib/domain/workflow/readiness';
import { isFinal, stateOf } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import { assembleRevision } from '@/lib/revisions/assemble';
import { judgeRevision } from '@/lib/revisions/queries/judged';
import { frameOf, loadRevision } from '@/lib/revisions/queries/screens';
import { now } from '@/lib/system/clock';
import { sha256 } from '@/lib/system/crypto';

const draftColumns = {
  ...{ id: true, number: true, state: true, articleId: true, baseVersionId: true, kind: true, changeNote: true },
  ...{ title: true, facts: true, related: true, attribution: true, outline: true },
  article: { select: { slug: true } },
  contributors: { select: { user: { select: { name: true } } } },
} as const;

const findDraft = (number: number) => db().revision.findUnique({ where: { number }, select: draftColumns });
type DraftRow = NonNullable<Awaited<ReturnType<typeof findDraft>>>;

/** The kind that somebody proposed; an update until then. */
const kindOf = (proposed: string | null): Kind =>
  proposed === 'correction' || proposed === 'wording' ? proposed : 'update';

/** A revision as its version would be, for the readers' renderer. */
async function draftOf(row: DraftRow, until: Date | null) {
  const { article, citations, ...assembled } = await assembleRevision(db(), row);
  const { judged } = await judgeRevision(db(), row, assembled);
  return {
    ...{ revision: row.number, articleId: row.articleId, slug: row.article.slug },
    ...{ article, citations, judged },
    kind: kindOf(row.kind),
    changeNote: row.changeNote,
    contributors: row.contributors.map(({ user }) => user.name),
    at: now().toISOString(),
    until: until && until.toISOString(),
  };
}

/**
 * What a preview link shows; null for a token that names none, or one that has ended: expired, revoked, made by somebody who is
 * no editor any more, or of a revision that is published, discarded or rejected.
 */
export async function findPreview(token: string) {
  if (!/^[\w-]{43}$/u.test(token)) return null;
  const link = await db().previewLink.findUnique({
    where: { tokenHash: sha256(token), revokedAt: null, expiresAt: { gt: now() }, createdBy: { disabledAt: null } },
    select: { expiresAt: true, revision: { select: draftColumns } },
  });
  if (!link || isFinal(stateOf(link.revision.state))) return null;
  return draftOf(link.revision, link.expiresAt);
}

/** The same for the frame of the desk's preview tab, in any state. Throws Refusal `not_found`. */
export async function getPreview(actor: Actor, number: number) {
  permit(actor, 'preview', {});
  const { number: known } = await loadRevision(actor, number);
  return draftOf(await findDraftOrThrow(known), null);
}

async function findDraftOrThrow(number: number): Promise<DraftRow> {
  return db().revision.findUniqueOrThrow({ where: { number }, select: draftColumns });
}

/** The preview tab: the frame, and the links that were made, newest first. */
export async function getPreviewScreen(actor: Actor, number: number) {
  permit(actor, 'preview', {});
  const revision = await loadRevision(actor, number);
  const links = await db().previewLink.findMany({
    where: { revisionId: revision.id },
    select: {
      ...{ id: true, reader: true, createdAt: true, expiresAt: true, revokedAt: true },
      ...{ createdBy: { select: { name: true } }, revokedBy: { select: { name: true } } },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 100,
  });
  const isOver = isFinal(stateOf(revision.state));
  return {
    ...(await frameOf(actor, revision)),
    isOver,
    links: links.map(({ id, reader, createdAt, expiresAt, revokedAt, createdBy, revokedBy }) => ({
      ...{ id, reader, by: createdBy.name },
      madeAt: createdAt.toISOString(),
      until: expiresAt.toISOString(),
      revoked: revokedAt && { at: revokedAt.toISOString(), by: revokedBy?.name ?? '' },
      works: !isOver && revokedAt === null && expiresAt > now(),
    })),
  };
}
