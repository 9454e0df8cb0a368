import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { now } from '@/lib/system/clock';

/** A page that was not heard of for so long is away; gone, if it has nothing unsaved; gone in any case. In ms. */
export const silence = { away: 45_000, gone: 5 * 60_000, forgotten: 24 * 3_600_000 } as const;

/** Somebody else who has the revision open. */
export type Present = {
  readonly personId: string;
  readonly name: string;
  /** The section that they write; null while they read. */
  readonly sectionId: string | null;
  readonly heading: string;
  readonly isAway: boolean;
  readonly isUnsaved: boolean;
};

type PresenceInput = {
  readonly number: number;
  readonly tab: string;
  readonly sectionId: string | null;
  readonly isUnsaved: boolean;
  readonly isLeaving: boolean;
};

const rowsSchema = z.array(
  z.object({
    personId: z.string(),
    name: z.string(),
    sectionId: z.string().nullable(),
    heading: z.string(),
    isUnsaved: z.boolean(),
    seenAt: z.date(),
  }),
);
type Row = z.infer<typeof rowsSchema>[number];

/**
 * Says that this page is here, and answers who else is, with the sequence number of the section that is open here. Nobody is
 * kept from anything by it. A page that leaves is taken out, unless something of it is not saved.
 */
export async function tellPresence(actor: Actor, input: PresenceInput) {
  permit(actor, 'read_revision', {});
  const { number, tab, sectionId, isUnsaved } = input;
  const revision = await db().revision.findUnique({
    where: { number },
    select: {
      id: true,
      articleId: true,
      workingCopies: { where: { sectionId: sectionId ?? tab }, select: { seq: true } },
    },
  });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  const key = { revisionId: revision.id, userId: actor.id, tab };
  if (input.isLeaving && !isUnsaved) {
    await db().presence.deleteMany({ where: key });
    return { people: [], seq: null };
  }
  await refuseOtherSection(revision.articleId, sectionId);
  const line = { sectionId, unsaved: isUnsaved, seenAt: now() };
  await db().presence.upsert({
    where: { revisionId_userId_tab: key },
    create: { ...key, ...line },
    update: line,
  });
  const seq = sectionId === null ? null : (revision.workingCopies[0]?.seq ?? 0);
  return { people: await othersIn(revision.id, actor.id), seq };
}

async function refuseOtherSection(articleId: string, sectionId: string | null): Promise<void> {
  if (sectionId === null) return;
  const count = await db().section.count({ where: { id: sectionId, articleId } });
  if (count === 0) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
}

async function othersIn(revisionId: string, userId: string): Promise<Present[]> {
  const at = now().getTime();
  const [gone, forgotten] = [new Date(at - silence.gone), new Date(at - silence.forgotten)];
  const rows: unknown = await db().$queryRaw`
    select p.user_id as "personId", u.name, p.section_id as "sectionId", p.unsaved as "isUnsaved", p.seen_at as "seenAt",
      coalesce(c.heading, t.heading, '') as heading
    from presence p
      join app_user u on u.id = p.user_id
      join revision r on r.id = p.revision_id
      left join working_copy c on c.revision_id = p.revision_id and c.section_id = p.section_id
      left join version_section s on s.version_id = r.base_version_id and s.section_id = p.section_id
      left join section_content t on t.hash = s.content_hash
    where p.revision_id = ${revisionId}::uuid and p.user_id <> ${userId}::uuid and u.disabled_at is null
      and (p.seen_at > ${gone} or (p.unsaved and p.seen_at > ${forgotten}))
    order by u.name, p.user_id, p.seen_at desc limit 200`;
  return peopleOf(rowsSchema.parse(rows), at);
}

/** One line a person and section: their pages taken together, and reading not told of somebody who writes. */
function peopleOf(rows: readonly Row[], at: number): Present[] {
  const writers = new Set(rows.filter(({ sectionId }) => sectionId !== null).map(({ personId }) => personId));
  const lines = new Map<string, Present>();
  for (const { personId, name, sectionId, heading, isUnsaved, seenAt } of rows) {
    if (sectionId === null && writers.has(personId)) continue;
    const key = `${personId} ${sectionId}`;
    const known = lines.get(key);
    lines.set(key, {
      ...{ personId, name, sectionId, heading },
      isAway: (known?.isAway ?? true) && at - seenAt.getTime() > silence.away,
      isUnsaved: (known?.isUnsaved ?? false) || isUnsaved,
    });
  }
  return [...lines.values()];
}

/** Forgets pages that are gone; returns how many. */
export async function purgePresence(): Promise<number> {
  const at = now().getTime();
  const gone = await db().presence.deleteMany({
    where: {
      OR: [
        { unsaved: false, seenAt: { lt: new Date(at - silence.gone) } },
        { seenAt: { lt: new Date(at - silence.forgotten) } },
      ],
    },
  });
  return gone.count;
}
