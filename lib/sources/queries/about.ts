import { z } from 'zod';
import type { CslItem, FrozenCitation } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { type FlagKind, flagKinds } from '@/lib/domain/citation/library/flags';
import { checkQuote, type QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import {
  useText,
  type Verification,
  type Verified,
  verificationVerdicts,
  verifiedOf,
  type WordedCheck,
} from '@/lib/domain/citation/library/verification';
import type { Actor } from '@/lib/domain/actor';
import { can } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import type { BoundUse } from '@/lib/sources/text';
import { sha256 } from '@/lib/system/crypto';

const verdict = z.enum(verificationVerdicts);
const flagKind = z.enum(flagKinds);
const mostQuotes = 20;

/** How one use stands: who looked it up, which doubts stand, and what this person may do about it. */
export type UseState = {
  readonly verified: Verified;
  readonly flags: readonly { readonly id: string; readonly kind: FlagKind; readonly why: string }[];
  /** Who made the citation, if they said that they have read the source: “You”, or a name. */
  readonly readBy: string | null;
  readonly mayVerify: boolean;
};

const readColumns = {
  ...{ id: true, lineage: true, readByMaker: true, createdById: true },
  createdBy: { select: { name: true } },
} as const;
type Reader = { readonly readByMaker: boolean; readonly createdById: string; readonly createdBy: { name: string } };

function readerOf(actor: Actor, row: Reader | undefined): string | null {
  if (!row?.readByMaker) return null;
  return row.createdById === actor.id ? 'You' : row.createdBy.name;
}

/** What was found and doubted about these citations, by use. */
export async function aboutCitations(citationIds: readonly string[]) {
  const citations = await db().citation.findMany({
    where: { id: { in: [...new Set(citationIds)] } },
    select: readColumns,
  });
  const lineages = [...new Set(citations.map(({ lineage }) => lineage))];
  const rowOf = new Map(citations.map((row) => [row.id, row]));
  const makers = await db().citation.findMany({
    where: { lineage: { in: lineages } },
    select: { lineage: true, createdById: true },
  });
  const checks = await readChecks(lineages);
  const flags = await db().flag.findMany({ where: { lineage: { in: lineages }, clearedAt: null } });
  return (actor: Actor, { citationId, statementHash, useHash }: BoundUse): UseState => {
    const row = rowOf.get(citationId);
    const lineage = row?.lineage ?? '';
    const isOwn = makers.some((one) => one.lineage === lineage && one.createdById === actor.id);
    return {
      verified: verifiedOf(checks, { lineage, statementHash, useHash }),
      flags: flags
        .filter((flag) => flag.lineage === lineage)
        .map(({ id, kind, why }) => ({ id, kind: flagKind.parse(kind), why })),
      readBy: readerOf(actor, row),
      mayVerify: !isOwn && can(actor, 'verify_citation', {}).ok,
    };
  };
}

async function readChecks(lineages: readonly string[]): Promise<Verification[]> {
  const rows = await db().verification.findMany({
    where: { lineage: { in: [...lineages] } },
    include: { by: { select: { name: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => ({
    ...{ id: row.id, lineage: row.lineage, statementHash: row.statementHash, statementText: row.statementText },
    ...{ useHash: row.useHash, verdict: verdict.parse(row.verdict), comment: row.comment },
    ...{ by: row.by.name, at: row.createdAt.toISOString() },
  }));
}

/**
 * Looks quotes up in the newest words that were kept of their sources; `family` are records that count as one source. A page looks
 * up so many, not more: words may be long.
 */
export async function quoteChecks(citations: readonly FrozenCitation[], family: readonly string[] = []) {
  const quoting = citations.filter(({ quote }) => quote !== '').slice(0, mostQuotes);
  const kept = await db().snapshot.findMany({
    where: { sourceId: { in: [...new Set(quoting.map(({ sourceId }) => sourceId)), ...family] }, text: { not: null } },
    orderBy: { capturedAt: 'desc' },
    distinct: ['sourceId'],
    select: { sourceId: true, text: true },
  });
  const known = new Map(
    quoting.flatMap(({ id, sourceId, quote }) => {
      const words = kept.find((one) => one.sourceId === sourceId || family.includes(one.sourceId));
      return words ? [[id, checkQuote(quote, words.text).is] as const] : [];
    }),
  );
  return ({ id }: FrozenCitation): QuoteCheck['is'] | null => known.get(id) ?? null;
}

/** What a page that shows a citation while it is written has to know beside the text. */
export type CitationNews = {
  /** Checks of it and of those that it replaced, newest first. */
  readonly checks: readonly WordedCheck[];
  /** The record as it was corrected since the citation pinned it; empty while it is the same. */
  readonly corrected: string;
  readonly readBy: string | null;
};

/** What was found since about these citations, by id. */
export async function newsOfCitations(
  actor: Actor,
  citations: readonly FrozenCitation[],
): Promise<(citation: FrozenCitation) => CitationNews> {
  const rows = await db().citation.findMany({
    where: { id: { in: citations.map(({ id }) => id) } },
    select: readColumns,
  });
  const checks = await readChecks([...new Set(rows.map(({ lineage }) => lineage))]);
  const corrected = await correctedRecords(citations);
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return (citation) => {
    const row = rowOf.get(citation.id);
    const useHash = sha256(useText(citation));
    const own = checks.filter(({ lineage }) => lineage === row?.lineage);
    return {
      checks: own.map(({ verdict: found, comment, by, at, statementText, useHash: about }) => ({
        ...{ verdict: found, comment, by, at, statementText },
        isThisUse: about === useHash,
      })),
      corrected: corrected.get(citation.id) ?? '',
      readBy: readerOf(actor, row),
    };
  };
}

/** The present record of each source that was corrected since it was cited. Of a source that was merged away nothing is offered: numbers follow the kept one, and its citation stays what was checked. */
async function correctedRecords(citations: readonly FrozenCitation[]): Promise<ReadonlyMap<string, string>> {
  const sources = await db().source.findMany({
    where: { id: { in: [...new Set(citations.map(({ sourceId }) => sourceId))] }, mergedIntoId: null },
    select: { id: true, currentStateId: true, currentState: { select: { csl: true } } },
  });
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  return new Map(
    citations.flatMap(({ id, sourceId, sourceState }) => {
      const source = sourceOf.get(sourceId);
      if (!source?.currentState || source.currentStateId === sourceState) return [];
      return [[id, houseReference(source.currentState.csl as unknown as CslItem).text] as const];
    }),
  );
}
