import { z } from 'zod';
import type { Beside, SectionView } from '@/components/reader/view';
import type { Fact } from '@/lib/domain/article';
import { countriesOf } from '@/lib/domain/article-countries';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { houseReference } from '@/lib/domain/citation/house';
import { assessmentOf, scopeKeysOf, scopes, verdicts } from '@/lib/domain/citation/library/reliability';
import { type Use, usesOf } from '@/lib/domain/citation/library/uses';
import { useText, verificationVerdicts, verifiedOf } from '@/lib/domain/citation/library/verification';
import { statementWords } from '@/lib/domain/prose/statements';
import type { Tx } from '@/lib/db/tx';
import { sha256 } from '@/lib/system/crypto';

const scope = z.enum(scopes);
const verdict = z.enum(verdicts);
const found = z.enum(verificationVerdicts);

/** A use with what a verification of it is bound to (sources-and-import.md A10). */
export type BoundUse = Use & { readonly statementHash: string; readonly useHash: string };

/** What the words of a statement are compared by. */
export const hashOfStatement = (text: string): string => sha256(statementWords(text));

/** Uses with the hashes of their words and of their citations, in the same order. Uses of unknown citations are left out. */
export function bindUses(uses: readonly Use[], citations: readonly FrozenCitation[]): BoundUse[] {
  const known = new Map(citations.map((citation) => [citation.id, sha256(useText(citation))]));
  return uses.flatMap((use) => {
    const useHash = known.get(use.citationId);
    return useHash === undefined ? [] : [{ ...use, statementHash: hashOfStatement(use.statement), useHash }];
  });
}

type Version = {
  readonly publishedAt: string;
  readonly facts: readonly Fact[];
  readonly sections: readonly SectionView[];
  readonly citations: readonly FrozenCitation[];
};

/**
 * What stood beside the approvals of a version when it was published: who had looked up which use, and what had been decided about its
 * sources. Outside the approved text (A14), and the same for ever: rows are never changed, and later ones do not count.
 */
export async function besideApprovals(tx: Tx, version: Version): Promise<Beside> {
  const { facts, sections, citations } = version;
  const shown = facts.filter(({ confirmed }) => confirmed);
  const texts = sections.map(({ id: sectionId, body }) => ({ sectionId, body }));
  const uses = bindUses(usesOf({ sections: texts, facts: shown }), citations);
  const cited = new Set(uses.map(({ citationId }) => citationId));
  const used = citations.filter(({ id }) => cited.has(id));
  return {
    uses: uses.length,
    checks: await checksOf(tx, uses, new Date(version.publishedAt)),
    assessments: await assessmentsOf(tx, used, version),
  };
}

async function checksOf(tx: Tx, uses: readonly BoundUse[], before: Date): Promise<Beside['checks']> {
  const rows = await tx.citation.findMany({
    where: { id: { in: [...new Set(uses.map(({ citationId }) => citationId))] } },
    select: { id: true, lineage: true },
  });
  const lineageOf = new Map(rows.map(({ id, lineage }) => [id, lineage]));
  const checks = await tx.verification.findMany({
    where: { lineage: { in: [...new Set(lineageOf.values())] }, createdAt: { lte: before } },
    include: { by: { select: { name: true } } },
  });
  const read = checks.map(({ by, createdAt, verdict: said, ...check }) => ({
    ...check,
    ...{ by: by.name, at: createdAt.toISOString(), verdict: found.parse(said) },
  }));
  return uses.flatMap((use) => {
    const { current } = verifiedOf(read, { ...use, lineage: lineageOf.get(use.citationId) ?? '' });
    if (!current) return [];
    const { citationId, statement } = use;
    return [{ citationId, statement, verdict: current.verdict, by: current.by, at: current.at }];
  });
}

/** What decisions were about is read from the records as the version froze them. */
function assessedOf({ sourceId, csl }: FrozenCitation) {
  const { URL: address = '', publisher, 'container-title': container = '' } = csl;
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return { sourceId, host, publisher: publisher ?? container, reference: houseReference(csl).text };
}

async function assessmentsOf(
  tx: Tx,
  citations: readonly FrozenCitation[],
  { facts, publishedAt }: Version,
): Promise<Beside['assessments']> {
  const sources = [...new Map(citations.map((one) => [one.sourceId, assessedOf(one)])).values()];
  const keys = sources.flatMap(scopeKeysOf);
  if (keys.length === 0) return [];
  const rows = await tx.sourceAssessment.findMany({
    where: {
      decidedAt: { lte: new Date(publishedAt) },
      OR: scopes.map((scopeType) => ({
        scopeType,
        scopeKey: { in: [...new Set(keys.flatMap(([one, key]) => (one === scopeType ? [key] : [])))] },
      })),
    },
  });
  const decisions = rows.map((row) => ({
    ...{ id: row.id, scope: scope.parse(row.scopeType), scopeKey: row.scopeKey, topicKey: row.topicKey },
    ...{ verdict: verdict.parse(row.verdict), reason: row.reason, decidedAt: row.decidedAt.toISOString() },
    about: row.scopeName,
  }));
  const topics = countriesOf(facts).map(({ name }) => name);
  return sources.flatMap((source) => {
    const decision = assessmentOf(source, decisions, topics);
    if (!decision) return [];
    const { verdict: decided, reason, about, decidedAt: at } = decision;
    return [{ sourceId: source.sourceId, reference: source.reference, verdict: decided, reason, about, at }];
  });
}
