import type { Actor } from '@/lib/domain/actor';
import { db } from '@/lib/db/client';

/** Who was asked to look at a revision and what they said, newest first; and who can be asked. */
export async function looksAt(actor: Actor, revisionId: string) {
  const rows = await db().lookRequest.findMany({
    where: { revisionId },
    include: { asked: { select: { name: true } }, askedBy: { select: { name: true } } },
    orderBy: { createdAt: 'desc' },
  });
  const people = await db().user.findMany({
    where: { disabledAt: null, role: { not: 'system' }, id: { not: actor.id } },
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  return {
    people,
    looks: rows.map(({ id, asked, askedBy, askedId, question, state, answer, createdAt, endedAt }) => ({
      ...{ id, question, state, answer, asked: asked.name, askedBy: askedBy.name },
      isForYou: askedId === actor.id && state === 'open',
      at: (endedAt ?? createdAt).toISOString(),
    })),
  };
}
