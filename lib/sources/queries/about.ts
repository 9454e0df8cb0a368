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
  const ids = [...new Set(citationIds)];
  const citations =
    ids.length === 0 ? [] : await db().citation.findMany({ where: { id: { in: ids } }, select: readColumns });
  const rowOf = new Map(citations.map((row) => [row.id, row]));
  const { makers, checks, flags } = await saidOf([...new Set(citations.map(({ lineage }) => lineage))]);
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

/** Who made these uses, what was found of them, and which doubts stand. */
async function saidOf(lineages: readonly string[]) {
  if (lineages.length === 0) return { makers: [], checks: [], flags: [] };
  const uses = { lineage: { in: [...lineages] } };
  const [makers, checks, flags] = await Promise.all([
    db().citation.findMany({ where: uses, select: { lineage: true, createdById: true } }),
    readChecks(lineages),
    db().flag.findMany({ where: { ...uses, clearedAt: null } }),
  ]);
  return { makers, checks, flags };
}

async function readChecks(lineages: readonly string[]): Promise<Verification[]> {
  if (lineages.length === 0) return [];
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
  if (quoting.length === 0) return () => null;
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
  /** The record that counts now, where it is another than the citation pinned; empty while it is the same. */
  readonly corrected: string;
  /** It counts now because its source was merged into another one: citing it anew cites that one. */
  readonly isMerged: boolean;
  readonly readBy: string | null;
};

/** What was found since about these citations, by id. */
export async function newsOfCitations(
  actor: Actor,
  citations: readonly FrozenCitation[],
): Promise<(citation: FrozenCitation) => CitationNews> {
  const ids = citations.map(({ id }) => id);
  const rows =
    ids.length === 0 ? [] : await db().citation.findMany({ where: { id: { in: ids } }, select: readColumns });
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
      ...(corrected.get(citation.id) ?? { corrected: '', isMerged: false }),
      readBy: readerOf(actor, row),
    };
  };
}

/**
 * The present record of each source that was corrected since it was cited, or that was merged into another one: then that one's. Only
 * offered: numbers follow the kept source by themselves, and until it is cited anew a citation stays what was checked.
 */
async function correctedRecords(citations: readonly FrozenCitation[]) {
  if (citations.length === 0) return new Map<string, Pick<CitationNews, 'corrected' | 'isMerged'>>();
  const record = { currentStateId: true, currentState: { select: { csl: true } } } as const;
  const sources = await db().source.findMany({
    where: { id: { in: [...new Set(citations.map(({ sourceId }) => sourceId))] } },
    select: { id: true, ...record, mergedInto: { select: record } },
  });
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  return new Map(
    citations.flatMap(({ id, sourceId, sourceState }) => {
      const source = sourceOf.get(sourceId);
      const now = source?.mergedInto ?? source;
      if (!now?.currentState || now.currentStateId === sourceState) return [];
      const corrected = houseReference(now.currentState.csl as unknown as CslItem).text;
      return [[id, { corrected, isMerged: now !== source }] as const];
    }),
  );
}
