import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import { happenings, lineKinds } from '@/lib/notifications/told';

const pageSize = 200;
const kindSchema = z.enum(lineKinds);
const payloadSchema = z.object({ because: z.enum(happenings), byId: z.uuid().nullable() });

/** What this person has not put away yet, newest first, at most 200 lines; each leads to its revision. */
export async function listInbox(actor: Actor) {
  permit(actor, 'read_desk', {});
  const rows = await db().notification.findMany({
    where: { userId: actor.id, doneAt: null, revisionId: { not: null } },
    select: {
      id: true,
      kind: true,
      payload: true,
      createdAt: true,
      revision: {
        select: { number: true, name: true, state: true, title: true, version: { select: { number: true } } },
      },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: pageSize,
  });
  const read = rows.flatMap(({ revision, ...row }) => {
    const { because, byId } = payloadSchema.parse(row.payload);
    return revision ? [{ ...row, revision, because, byId }] : [];
  });
  const names = await namesOf(read.map((row) => row.byId));
  return read.map(({ id, kind, because, byId, createdAt, revision }) => ({
    id,
    kind: kindSchema.parse(kind),
    because,
    by: byId ? (names.get(byId) ?? null) : null,
    at: createdAt.toISOString(),
    number: revision.number,
    name: revision.name,
    title: revision.title,
    state: stateOf(revision.state),
    version: revision.version?.number ?? null,
  }));
}

async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  const people = await db().user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true } });
  return new Map(people.map((person) => [person.id, person.name]));
}
