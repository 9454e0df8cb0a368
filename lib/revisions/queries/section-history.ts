import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '@/lib/domain/actor';
import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import type { Assembled } from '@/lib/revisions/assemble';
import { readOutline } from '@/lib/revisions/columns';
import { frameOf, type Loaded, loadRevision } from '@/lib/revisions/queries/screens';
import { everyonesNames } from '@/lib/revisions/turn-facts';

/** A section as its history names it; `isHere` while the revision holds it. The hashes are those of its present text and the base's. */
type NamedSection = {
  readonly id: string;
  readonly heading: string;
  readonly isHere: boolean;
  readonly hash: string | null;
  readonly baseHash: string | null;
};

const pageSize = 100;
const rowsSchema = z.array(z.object({ id: z.uuid(), hash: z.string().nullable(), before: z.string().nullable() }));

type Asked = { readonly sectionId: string; readonly before?: string | undefined };

/** The states of one section, newest first: the checkpoints whose text of it is another than that of the one before. */
export async function getSectionHistory(actor: Actor, number: number, { sectionId, before }: Asked) {
  const revision = await loadRevision(actor, number);
  const section = await sectionOf(revision, sectionId);
  const found = rowsSchema.parse(
    await db().$queryRaw`
      select id::text as id, hash, before from (
        select id, created_at, hash, lag(hash, 1, ${section.baseHash}::text) over (order by created_at, id) as before
        from (select c.id, c.created_at, ${hashAt(sectionId)} as hash
          from checkpoint c where c.revision_id = ${revision.id}::uuid) h) d
      where hash is distinct from before
        and (${before ?? null}::uuid is null or (created_at, id) < (select created_at, id from checkpoint
          where id = ${before ?? null}::uuid and revision_id = ${revision.id}::uuid))
      order by created_at desc, id desc limit ${pageSize + 1}`,
  );
  const shown = found.slice(0, pageSize);
  const texts = await textsOf(shown.flatMap((row) => [row.hash, row.before]));
  const rows = await db().checkpoint.findMany({ where: { id: { in: shown.map(({ id }) => id) } } });
  const nameOf = await everyonesNames();
  const checkpoints = shown.flatMap(({ id, hash, before: old }) => {
    const row = rows.find((one) => one.id === id);
    if (!row) return [];
    const { reason, label, createdAt, createdById } = row;
    const line = { id, reason, label, at: createdAt.toISOString(), by: nameOf(createdById) };
    return [
      { ...line, isPresent: hash === section.hash, changed: changedIn(texts.get(old ?? ''), texts.get(hash ?? '')) },
    ];
  });
  const next = found.length > pageSize ? (checkpoints.at(-1)?.id ?? null) : null;
  return { ...(await frameOf(actor, revision)), section, checkpoints, next };
}

/**
 * The hash of a section's text in the checkpoint `c`, as `readManifest` would find it: null where it was not there. A difference
 * names the outline only where it is another than its base's.
 */
const hashAt = (sectionId: string) => Prisma.sql`
  case when not c.manifest ? 'base' then
    (select s->>'contentHash' from jsonb_array_elements(c.manifest->'sections') s where s->>'sectionId' = ${sectionId})
  when c.manifest ? 'outline'
    and not jsonb_path_exists(c.manifest, '$.outline[*] ? (@.sectionId == $id)', jsonb_build_object('id', ${sectionId}::text)) then null
  else coalesce(c.manifest->'texts'->>${sectionId},
    (select v.content_hash from version_section v
      where v.version_id = (c.manifest->>'base')::uuid and v.section_id = ${sectionId}::uuid)) end`;

/** The section as the revision holds it, or last held it. Refusal `not_found` for one of another article. */
export async function sectionOf(revision: Loaded, sectionId: string): Promise<NamedSection> {
  const copy = await db().workingCopy.findUnique({
    where: { revisionId_sectionId: { revisionId: revision.id, sectionId } },
    select: { heading: true, contentHash: true },
  });
  const base = await db().versionSection.findFirst({
    where: { versionId: revision.baseVersionId ?? sectionId, sectionId },
    select: { contentHash: true, content: { select: { heading: true } } },
  });
  const last = copy ?? (base && { heading: base.content.heading, contentHash: base.contentHash });
  if (!last) throw new Refusal('not_found', { message: 'There is no such section in this revision.' });
  const isHere = readOutline(revision.outline).some((entry) => entry.sectionId === sectionId);
  return {
    ...{ id: sectionId, heading: last.heading, isHere },
    ...{ hash: isHere ? last.contentHash : null, baseHash: base?.contentHash ?? null },
  };
}

type Text = { readonly heading: string; readonly text: string };

async function textsOf(hashes: readonly (string | null)[]): Promise<Map<string, Text>> {
  const found = await db().sectionContent.findMany({
    where: { hash: { in: [...new Set(hashes.filter((hash) => hash !== null))] } },
    select: { hash: true, heading: true, body: true },
  });
  return new Map(found.map(({ hash, heading, body }) => [hash, { heading, text: plainText(body as unknown as Body) }]));
}

/** What became of the section, in words. A text with the same words differs in its form: a link, a source, bold. */
function changedIn(before: Text | undefined, after: Text | undefined): string[] {
  if (!before) return ['Added'];
  if (!after) return ['Removed'];
  const heading = before.heading === after.heading ? [] : ['Heading'];
  if (before.text !== after.text) return [...heading, 'Text'];
  return heading.length > 0 ? heading : ['Form or sources'];
}

/** A text with nothing in it but one section, for comparing that alone. */
export function onlySection(state: Assembled, sectionId: string): Assembled {
  const sections = state.sections.filter((section) => section.sectionId === sectionId);
  const article = {
    ...state.article,
    ...{ title: '', facts: [], related: [], attribution: '' },
    sections: state.article.sections.filter(({ id }) => id === sectionId),
  };
  return { ...state, article, sections, headHash: sections[0]?.contentHash ?? '' };
}
