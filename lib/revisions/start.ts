import type { Actor } from '@/lib/domain/actor';
import type { Article } from '@/lib/domain/article';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/transaction';
import { contentHashOf } from '@/lib/revisions/content';
import { recomputeHead } from '@/lib/revisions/head';
import { newId } from '@/lib/system/crypto';

type NewRevision = {
  readonly articleId: string;
  readonly baseVersionId: string | null;
  readonly name: string;
  readonly why: string;
  /** The text that the revision starts with; sections equal to those of the base get no working copy. */
  readonly text: Article;
};

/** Opens a revision in state draft; whoever opens it is its first contributor. Call it under the article's lock. */
export async function startRevision(tx: Tx, actor: Actor, input: NewRevision): Promise<{ id: string; number: number }> {
  const { text, articleId, baseVersionId } = input;
  const revision = await tx.revision.create({
    data: {
      id: newId(),
      articleId,
      baseVersionId,
      name: input.name,
      why: input.why,
      title: text.title,
      facts: text.facts as object[],
      related: [...text.related],
      attribution: text.attribution,
      outline: text.sections.map(({ id: sectionId, level }) => ({ sectionId, level })),
      headHash: '0'.repeat(64),
      createdById: actor.id,
      updatedById: actor.id,
    },
  });
  await tx.revisionContributor.createMany({
    data: [{ revisionId: revision.id, userId: actor.id }],
    skipDuplicates: true,
  });
  await writeDifferingSections(tx, actor, { ...input, revisionId: revision.id });
  await recomputeHead(tx, revision);
  await recordEvent(tx, actor, {
    action: 'open',
    subjectType: 'revision',
    subjectId: revision.id,
    payload: { number: revision.number, articleId, name: input.name },
  });
  return { id: revision.id, number: revision.number };
}

async function writeDifferingSections(
  tx: Tx,
  actor: Actor,
  input: NewRevision & { revisionId: string },
): Promise<void> {
  const { articleId, baseVersionId, text, revisionId } = input;
  const inBase = baseVersionId
    ? await tx.versionSection.findMany({
        where: { versionId: baseVersionId },
        select: { sectionId: true, contentHash: true },
      })
    : [];
  const baseHash = new Map(inBase.map((section) => [section.sectionId, section.contentHash]));
  await tx.section.createMany({ data: text.sections.map(({ id }) => ({ id, articleId })), skipDuplicates: true });
  const copies = text.sections.flatMap(({ id: sectionId, heading, body }) => {
    const contentHash = contentHashOf({ heading, body });
    const baseContentHash = baseHash.get(sectionId) ?? null;
    if (contentHash === baseContentHash) return [];
    return [{ revisionId, sectionId, heading, body: body, contentHash, baseContentHash, savedById: actor.id }];
  });
  await tx.workingCopy.createMany({ data: copies });
}
