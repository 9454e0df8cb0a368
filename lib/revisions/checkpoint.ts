import type { Actor } from '@/lib/domain/actor';
import type { Tx } from '@/lib/db/transaction';
import { type Assembled, assembleRevision, type Instead, manifestOf } from '@/lib/revisions/assemble';
import { type Difference, differenceFrom, type Manifest } from '@/lib/revisions/columns';
import { versionManifest, writeContent } from '@/lib/revisions/content';
import { newId } from '@/lib/system/crypto';

export type CheckpointReason = 'sitting' | 'submit' | 'review' | 'named' | 'rebase' | 'restore';

/** Freezes the present text of a revision. Nothing is written when the newest checkpoint holds the same text and no name is given. */
export async function writeCheckpoint(
  tx: Tx,
  actor: Actor,
  revisionId: string,
  why: { reason: CheckpointReason; label?: string; instead?: Instead },
): Promise<{ id: string; assembled: Assembled }> {
  const row = await tx.revision.findUniqueOrThrow({ where: { id: revisionId } });
  const assembled = await assembleRevision(tx, row, why.instead);
  const newest = await tx.checkpoint.findFirst({ where: { revisionId }, orderBy: { createdAt: 'desc' } });
  if (newest && newest.headHash === assembled.headHash && !why.label) return { id: newest.id, assembled };
  const manifest = await keepState(tx, assembled, row.baseVersionId);
  const id = newId();
  await tx.checkpoint.create({
    data: {
      id,
      revisionId,
      reason: why.reason,
      label: why.label ?? '',
      headHash: assembled.headHash,
      manifest,
      createdById: actor.id,
    },
  });
  return { id, assembled };
}

/** Keeps the texts of a state under their hashes; answers its manifest as it is stored: as what differs from `base`, if there is one. */
export async function keepState(tx: Tx, assembled: Assembled, base: string | null): Promise<Manifest | Difference> {
  for (const section of assembled.sections) if (section.seq > 0) await writeContent(tx, section);
  const manifest = manifestOf(assembled);
  return base ? differenceFrom(base, await versionManifest(tx, base), manifest) : manifest;
}
