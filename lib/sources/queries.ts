import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { Refusal } from '@/lib/domain/refusal';
import { can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';

const pageSize = 100;

/** Uses that readers meet: in the live version of a published article. */
const inLiveText = { version: { liveOf: { state: 'published' } } };

const lineColumns = {
  id: true,
  key: true,
  type: true,
  title: true,
  completeness: true,
  seq: true,
  updatedAt: true,
  currentState: { select: { csl: true } },
  _count: { select: { versionCitations: { where: inLiveText } } },
} as const;

type Row = {
  id: string;
  key: string;
  type: string;
  title: string;
  completeness: string;
  currentState: { csl: unknown } | null;
  _count: { versionCitations: number };
};

function toLine(row: Row) {
  const csl = row.currentState?.csl as CslItem | undefined;
  const reference = csl ? houseReference(csl).text : row.title;
  const stub = row.completeness === 'stub';
  return { id: row.id, key: row.key, type: row.type, reference, stub, uses: row._count.versionCitations };
}

/** A word as PostgreSQL's LIKE finds it, with nothing standing for other letters. */
const literally = (word: string) => word.replaceAll(/[\\%_]/gu, String.raw`\$&`);

/** Sources whose title, makers, container or identifiers hold the words; all, newest first, without words. At most 100. */
export async function searchSources(actor: Actor, input: { q?: string | undefined }) {
  permit(actor, 'read_desk', {});
  const words = (input.q ?? '').split(/\s+/).filter(Boolean).map(literally);
  const rows = await db().source.findMany({
    where: {
      mergedIntoId: null,
      AND: words.map((word) => ({
        OR: (['title', 'authorsText', 'container', 'key', 'doi', 'isbn13', 'pmid', 'urlKey'] as const).map(
          (column) => ({
            [column]: { contains: word, mode: 'insensitive' as const },
          }),
        ),
      })),
    },
    select: lineColumns,
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: pageSize,
  });
  return { sources: rows.map(toLine) };
}

/** One source with its record, and every use of it in live text. */
export async function getSource(actor: Actor, id: string) {
  permit(actor, 'read_desk', {});
  const row = await db().source.findUnique({ where: { id }, select: lineColumns });
  if (!row) throw new Refusal('not_found', { message: 'There is no such source.' });
  const live = await db().versionCitation.findMany({
    where: { sourceId: id, ...inLiveText },
    select: { citationId: true, version: { select: { title: true, article: { select: { id: true, slug: true } } } } },
    take: pageSize,
  });
  const states = await db().sourceState.findMany({
    where: { sourceId: id },
    select: { id: true, createdAt: true },
    orderBy: { createdAt: 'desc' },
    take: pageSize,
  });
  return {
    ...toLine(row),
    seq: row.seq,
    csl: row.currentState?.csl as unknown as CslItem,
    states,
    uses: live.map(({ citationId, version }) => ({ citationId, title: version.title, articleId: version.article.id })),
    mayEdit: can(actor, 'manage_sources', {}).ok,
  };
}
