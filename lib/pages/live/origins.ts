import { z } from 'zod';
import type { OriginsView } from '@/components/reader/view';
import { carryProvenance } from '@/lib/domain/diff/origin/provenance';
import { statementOrigins } from '@/lib/domain/diff/origin/statements';
import { deltaOf, firstOrigins, foldOrigins, type KnownOrigins, provenanceOf } from '@/lib/domain/diff/origin/stored';
import { diffRevisions } from '@/lib/domain/diff/revision';
import { statementAnchor } from '@/lib/domain/timeline/timeline';
import { db } from '@/lib/db/client';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import type { Tx } from '@/lib/db/tx';
import { lineColumns, lineOf } from '@/lib/pages/queries/rows';
import { findVersion, type StoredVersion } from '@/lib/pages/queries/versions';

const runs = z.record(z.string(), z.array(z.tuple([z.number(), z.number()])));
const numberRows = z.array(z.object({ id: z.string(), known: z.number(), newest: z.number() }));

/** What is stored of an article's versions up to this one; null where it is not stored of each. Of version 1 there is nothing to store. */
async function knownOrigins(tx: Tx, articleId: string, upTo: number): Promise<KnownOrigins | null> {
  const rows = await tx.versionOrigin.findMany({
    where: { articleId, number: { lte: upTo } },
    select: { blocks: true, gone: true },
    orderBy: { number: 'asc' },
  });
  if (rows.length !== upTo - 1) return null;
  return rows.reduce(
    (known, { blocks, gone }) => foldOrigins(known, { blocks: runs.parse(blocks), gone: runs.parse(gone) }),
    firstOrigins,
  );
}

type Pair = { readonly before: StoredVersion | null; readonly version: StoredVersion };

/**
 * Carries where the words came from to a version from the one before it, in the transaction that publishes. Where it is not known of that
 * one (versions from before it was kept), nothing is written: the worker catches up.
 */
export async function recordOrigin(tx: Tx, articleId: string, { before, version }: Pair): Promise<void> {
  const { number } = version.line;
  const known = before ? await knownOrigins(tx, articleId, number - 1) : null;
  if (!before || !known) return;
  const now = carryProvenance(provenanceOf(known, before), diffRevisions(before, version), version, number);
  const { blocks, gone } = deltaOf(known, now, version);
  await tx.versionOrigin.create({
    data: { articleId, number, blocks, gone },
  });
}

/** So many versions are caught up with in one transaction. */
const atOnce = 25;

/** Carries on where it is not known yet where the words of versions came from; answers how many were done. For the worker. */
export async function catchUpOrigins(limit = 20): Promise<number> {
  const rows: unknown = await db().$queryRaw`
    select a.id::text as id, coalesce(o.known, 1)::int as known, v.number as newest
    from article a join version v on v.id = a.live_version_id
      left join lateral (select max(number) as known from version_origin where article_id = a.id) o on true
    where v.number > coalesce(o.known, 1) order by a.id limit ${limit}`;
  let done = 0;
  for (const { id, known, newest } of numberRows.parse(rows)) {
    done += await catchUpOne(id, known + 1, Math.min(newest, known + atOnce));
  }
  return done;
}

/** Nothing where another process holds the article. */
async function catchUpOne(id: string, from: number, to: number): Promise<number> {
  return inTransaction(systemActor, {}, async (tx) => {
    const held = await tx.$queryRaw<unknown[]>`select 1 from article where id = ${id}::uuid for update skip locked`;
    if (held.length === 0 || (await tx.versionOrigin.count({ where: { articleId: id, number: from } })) > 0) return 0;
    let before = await findVersion(tx, id, from - 1);
    for (let number = from; number <= to; number += 1) {
      const version = await findVersion(tx, id, number);
      if (!version) return number - from;
      await recordOrigin(tx, id, { before, version });
      before = version;
    }
    return to - from + 1;
  });
}

/**
 * Where each statement of a version came from: the versions that its words first stood in, who wrote and approved those, and with
 * which version each of its sources came. Null while that is not known.
 */
export async function readOrigins(tx: Tx, articleId: string, version: StoredVersion): Promise<OriginsView | null> {
  const known = await knownOrigins(tx, articleId, version.line.number);
  if (!known) return null;
  const { blocks } = provenanceOf(known, version);
  const statements = version.sections.flatMap(({ id: sectionId, heading, body }) =>
    body.content
      .flatMap((block) => statementOrigins(block, blocks.get(block.attrs.id) ?? []))
      .map(({ statement, inBlock, from }) => ({
        ...{ sectionId, heading, anchor: statementAnchor({ blockId: statement.blockId, inBlock }) },
        ...{ text: statement.text, citations: statement.citations, versions: from.map((run) => run.version) },
      })),
  );
  const numbers = new Set(statements.flatMap(({ versions }) => versions));
  const rows = await tx.version.findMany({
    where: { articleId, number: { in: [...numbers] } },
    select: lineColumns,
    orderBy: { number: 'asc' },
  });
  return { statements, versions: rows.map(lineOf), citedSince: await citedSince(tx, articleId, version) };
}

/** The first version that each citation of this one stood in. */
async function citedSince(tx: Tx, articleId: string, { citations }: StoredVersion): Promise<Record<string, number>> {
  const rows = await tx.versionCitation.findMany({
    where: { citationId: { in: citations.map(({ id }) => id) }, version: { articleId } },
    select: { citationId: true, version: { select: { number: true } } },
    orderBy: { version: { number: 'desc' } },
  });
  return Object.fromEntries(rows.map(({ citationId, version }) => [citationId, version.number]));
}
