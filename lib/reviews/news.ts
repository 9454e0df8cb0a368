import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import type { Manifest } from '@/lib/revisions/columns';
import { readManifest } from '@/lib/revisions/content';

type NewsInput = { readonly number: number; readonly headHash: string; readonly since: string };

/**
 * What happened to a revision since a screen was opened with the text `headHash` at `since`: who saved last and in how many of its
 * sections, and which verdicts others gave. `sections` is null where it is not kept what the screen shows.
 */
export async function getNews(actor: Actor, { number, headHash, since }: NewsInput) {
  permit(actor, 'read_revision', {});
  const revision = await db().revision.findUnique({ where: { number }, select: columns(actor.id, new Date(since)) });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  const reviews = revision.reviews.map(({ id, verdict, createdAt, reviewer }) => ({
    ...{ id, verdict, by: reviewer.name, at: createdAt.toISOString() },
  }));
  const isSame = revision.headHash === headHash;
  const edit = isSame ? null : await editSince(actor, revision, headHash);
  return { headHash: revision.headHash, state: revision.state, edit, reviews };
}

const columns = (reader: string, since: Date) => ({
  ...{ id: true, headHash: true, state: true, updatedAt: true, outline: true },
  updatedBy: { select: { name: true } },
  workingCopies: {
    select: { sectionId: true, contentHash: true, savedAt: true, savedBy: { select: { name: true } } },
    orderBy: { savedAt: 'desc' as const },
  },
  reviews: {
    where: { createdAt: { gt: since }, reviewerId: { not: reader } },
    select: { id: true, verdict: true, createdAt: true, reviewer: { select: { name: true } } },
    orderBy: { createdAt: 'asc' as const },
    take: 20,
  },
});

type Copy = { sectionId: string; contentHash: string; savedAt: Date; savedBy: { name: string } };
type Found = { id: string; updatedAt: Date; updatedBy: { name: string } | null; workingCopies: readonly Copy[] };

async function editSince(actor: Actor, revision: Found, headHash: string) {
  const key = { personId: actor.id, revisionId: revision.id, headHash };
  const screen = await db().reviewScreen.findUnique({ where: { personId_revisionId_headHash: key } });
  const shown = screen && (await readManifest(db(), screen.manifest));
  const changed = shown ? revision.workingCopies.filter((copy) => isOther(copy, shown)) : revision.workingCopies;
  const [newest] = changed;
  const by = newest?.savedBy ?? revision.updatedBy;
  return {
    by: by?.name ?? '',
    at: (newest?.savedAt ?? revision.updatedAt).toISOString(),
    sections: shown ? changed.length : null,
  };
}

const isOther = ({ sectionId, contentHash }: Copy, { sections }: Manifest) =>
  sections.find((section) => section.sectionId === sectionId)?.contentHash !== contentHash;
