import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { libraryShows } from '@/lib/contract/sources';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { linkStates } from '@/lib/domain/citation/links';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { readHeadColumns } from '@/lib/revisions/columns';
import { decisionsFor, topicsOf } from '@/lib/sources/reliability';

const pageSize = 100;

export type LibraryShow = (typeof libraryShows)[number];

/** Which sources each part of the library holds. A use is one that readers meet: in the live version of a published article. */
const parts: Readonly<Record<LibraryShow, Prisma.Sql>> = {
  stub: Prisma.sql`s.completeness = 'stub'`,
  dead: Prisma.sql`s.url_status in ('dead', 'unfit', 'usurped', 'deviated')`,
  unused: Prisma.sql`not exists (select from version_citation c join article a on a.live_version_id = c.version_id
    join source o on o.id = c.source_id where a.state = 'published' and coalesce(o.merged_into_id, o.id) = s.id)`,
  flagged: Prisma.sql`exists (select from flag f join citation c on c.lineage = f.lineage join source o on o.id = c.source_id
    where f.cleared_at is null and coalesce(o.merged_into_id, o.id) = s.id)`,
  alike: Prisma.sql`s.title_key <> '' and exists (select from source o where o.title_key = s.title_key and o.id <> s.id
    and o.merged_into_id is null and (o.maker_key = s.maker_key or o.maker_key = '' or s.maker_key = '')
    and (o.issued_year is null or s.issued_year is null or abs(o.issued_year - s.issued_year) <= 1))`,
};

/** A word as PostgreSQL's LIKE finds it, with nothing standing for other letters. */
const literally = (word: string) => `%${word.replaceAll(/[\\%_]/gu, String.raw`\$&`)}%`;

const holding = (
  word: string,
) => Prisma.sql`concat_ws(E'\n', s.title, s.authors_text, s.container, s.key, s.doi, s.isbn13, s.issn, s.pmid,
  s.pmcid, s.url_key, s.producer) ilike ${literally(word)}`;

const idsSchema = z.array(z.object({ id: z.string() }));

type SearchInput = {
  q?: string | undefined;
  show?: LibraryShow | undefined;
  number?: number | undefined;
  page?: number | undefined;
};

/**
 * Sources whose title, makers, container or identifiers hold the words, of one part of the library if asked; newest first, a hundred
 * a page. Each comes with what was decided about it, for the countries of the revision's article before the general.
 */
export async function searchSources(actor: Actor, { q = '', show, number, page = 1 }: SearchInput) {
  permit(actor, 'read_desk', {});
  const words = q.split(/\s+/u).filter(Boolean).map(holding);
  const wanted = Prisma.join([Prisma.sql`s.merged_into_id is null`, ...(show ? [parts[show]] : []), ...words], ' and ');
  const rows = await db().$queryRaw`
    select s.id::text as id from source s where ${wanted}
    order by s.updated_at desc, s.id limit ${pageSize} offset ${(page - 1) * pageSize}`;
  const topics = number === undefined ? [] : await topicsOfRevision(number);
  const ids = idsSchema.parse(rows).map(({ id }) => id);
  return { sources: await sourceLines(ids, topics) };
}

async function topicsOfRevision(number: number): Promise<string[]> {
  const revision = await db().revision.findUnique({ where: { number }, select: { facts: true, related: true } });
  return revision ? topicsOf(readHeadColumns(revision)) : [];
}

const countsSchema = z.array(
  z.object({ all: z.int(), stub: z.int(), dead: z.int(), unused: z.int(), flagged: z.int(), alike: z.int() }),
);

/** How many sources there are, in all and in each part of the library. */
export async function countLibrary(actor: Actor): Promise<Readonly<Record<'all' | LibraryShow, number>>> {
  permit(actor, 'read_desk', {});
  const rows = await db().$queryRaw`
    select count(*)::int as all, (count(*) filter (where ${parts.stub}))::int as stub, (count(*) filter (where ${parts.dead}))::int as dead,
      (count(*) filter (where ${parts.unused}))::int as unused, (count(*) filter (where ${parts.flagged}))::int as flagged,
      (count(*) filter (where ${parts.alike}))::int as alike
    from source s where s.merged_into_id is null`;
  const [counts] = countsSchema.parse(rows);
  return counts ?? { all: 0, stub: 0, dead: 0, unused: 0, flagged: 0, alike: 0 };
}

const usesSchema = z.array(z.object({ id: z.string(), uses: z.int() }));

/** How many citations in live text each of these sources has, those of records merged into it included. */
async function usesOf(ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db().$queryRaw`
    select coalesce(o.merged_into_id, o.id)::text as id, count(*)::int as uses
    from version_citation c join article a on a.live_version_id = c.version_id join source o on o.id = c.source_id
    where a.state = 'published' and coalesce(o.merged_into_id, o.id) = any(${[...ids]}::uuid[]) group by 1`;
  return new Map(usesSchema.parse(rows).map(({ id, uses }) => [id, uses]));
}

const linkState = z.enum(linkStates);

/** Lines of these sources, in their order. Ids that name none are left out. */
export async function sourceLines(ids: readonly string[], topics: readonly string[] = []) {
  const rows = await db().source.findMany({
    where: { id: { in: [...ids] } },
    include: { currentState: { select: { csl: true } }, _count: { select: { snapshots: true } } },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const uses = await usesOf(ids);
  const decisions = await decisionsFor(db(), ids, topics);
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const csl = row.currentState?.csl as CslItem | undefined;
    const decision = decisions.get(id);
    return [
      {
        ...{ id, key: row.key, type: row.type, stub: row.completeness === 'stub', retracted: row.retracted },
        reference: csl ? houseReference(csl).text : row.title,
        uses: uses.get(id) ?? 0,
        hasAddress: row.host !== '',
        linkState: linkState.parse(row.urlStatus),
        checkedAt: row.lastCheckedAt?.toISOString() ?? null,
        snapshots: row._count.snapshots,
        reliability: decision
          ? { verdict: decision.verdict, reason: decision.reason, about: decision.scopeName }
          : null,
      },
    ];
  });
}
