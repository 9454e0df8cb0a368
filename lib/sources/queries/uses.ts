import { z } from 'zod';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { formatLocators } from '@/lib/domain/citation/house';
import { type FlagKind, flagKinds } from '@/lib/domain/citation/library/flags';
import { checkQuote, type QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import {
  type Verification,
  type VerificationVerdict,
  type Verified,
  verificationVerdicts,
  verifiedOf,
} from '@/lib/domain/citation/library/verification';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { assembleRevision, type Assembled, assembleVersion } from '@/lib/revisions/assemble';
import { type BoundUse, boundUses, readText } from '@/lib/sources/text';

const mostTexts = 50;
const verdict = z.enum(verificationVerdicts);
const flagKind = z.enum(flagKinds);

/** The texts in which one of these sources is used: live versions, and revisions that are still open. */
async function textsCiting(sourceIds: readonly string[]) {
  const live = await db().article.findMany({
    where: { state: 'published', liveVersion: { citations: { some: { sourceId: { in: [...sourceIds] } } } } },
    select: { id: true, liveVersionId: true, liveVersion: { select: { title: true } } },
    orderBy: { slug: 'asc' },
    take: mostTexts,
  });
  const open = z.array(z.object({ id: z.string() })).parse(
    await db().$queryRaw`
      select distinct r.id::text as id from citation c join revision r on r.article_id = c.article_id
        join working_copy w on w.revision_id = r.id
      where c.source_id = any(${[...sourceIds]}::uuid[]) and r.state in ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled')
        and position(c.id::text in w.body::text) > 0
      limit ${mostTexts}`,
  );
  const revisions = await db().revision.findMany({
    where: { id: { in: open.map(({ id }) => id) } },
    orderBy: { number: 'asc' },
  });
  return [
    ...live.map(({ id, liveVersionId, liveVersion }) => ({
      ...{ articleId: id, number: null, title: liveVersion?.title ?? '' },
      read: () => assembleVersion(db(), liveVersionId ?? ''),
    })),
    ...revisions.map((revision) => ({
      ...{ articleId: revision.articleId, number: revision.number, title: revision.title },
      read: () => assembleRevision(db(), revision),
    })),
  ];
}

/** One use of a source as its desk page shows it. `number` is a revision that is still open; null for what readers see. */
export type SourceUseLine = {
  readonly articleId: string;
  readonly number: number | null;
  readonly title: string;
  readonly heading: string;
  readonly sectionId: string | null;
  readonly citationId: string;
  readonly statement: string;
  readonly statementHash: string;
  readonly place: string;
  readonly quote: string;
  /** What became of the quoted words in what was kept of the source; null without words, and beyond the first twenty. */
  readonly quoteIs: QuoteCheck['is'] | null;
  /** The record was corrected since this citation pinned it. */
  readonly isOlderRecord: boolean;
  readonly verified: Verified;
  readonly flags: readonly { readonly id: string; readonly kind: FlagKind; readonly why: string }[];
  readonly mayVerify: boolean;
};

/** Every use of these sources: in live text, and in open revisions where it says something else there. */
export async function usesOfSources(actor: Actor, sourceIds: readonly string[]): Promise<SourceUseLine[]> {
  const found: { where: Where; use: BoundUse; citation: FrozenCitation; heading: string }[] = [];
  const live = new Set<string>();
  for (const { read, ...where } of await textsCiting(sourceIds)) {
    const text = await read();
    for (const [use, citation] of usesIn(text, sourceIds)) {
      const key = [where.articleId, use.citationId, use.statementHash].join();
      if (where.number !== null && live.has(key)) continue;
      live.add(key);
      found.push({ where, use, citation, heading: headingOf(text, use.sectionId) });
    }
  }
  const about = await aboutCitations(found.map(({ use }) => use.citationId));
  const quoteIs = await quoteChecks(sourceIds);
  const current = await currentStates(sourceIds);
  return found.map(({ where, use, citation, heading }) => ({
    ...where,
    ...{ quoteIs: quoteIs(citation.quote), isOlderRecord: !current.has(citation.sourceState) },
    ...{ heading, sectionId: use.sectionId, citationId: use.citationId, quote: citation.quote },
    ...{ statement: use.statement, statementHash: use.statementHash, place: formatLocators(citation.locators) },
    ...about(actor, use),
  }));
}

const mostQuotes = 20;

/** Looks quotes up in the newest words that were kept of these sources. A page looks up so many, not more: words may be long. */
async function quoteChecks(sourceIds: readonly string[]) {
  const kept = await db().snapshot.findFirst({
    where: { sourceId: { in: [...sourceIds] }, text: { not: null } },
    orderBy: { capturedAt: 'desc' },
    select: { text: true },
  });
  const known = new Map<string, QuoteCheck['is']>();
  return (quote: string): QuoteCheck['is'] | null => {
    if (quote === '' || !kept || (known.size >= mostQuotes && !known.has(quote))) return null;
    const is = known.get(quote) ?? checkQuote(quote, kept.text).is;
    known.set(quote, is);
    return is;
  };
}

async function currentStates(sourceIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db().source.findMany({
    where: { id: { in: [...sourceIds] } },
    select: { currentStateId: true },
  });
  return new Set(rows.flatMap(({ currentStateId }) => currentStateId ?? []));
}

type Where = { readonly articleId: string; readonly number: number | null; readonly title: string };

function usesIn(text: Assembled, sourceIds: readonly string[]): [BoundUse, FrozenCitation][] {
  const own = new Map(
    text.citations.filter(({ sourceId }) => sourceIds.includes(sourceId)).map((citation) => [citation.id, citation]),
  );
  return boundUses(text).flatMap((use): [BoundUse, FrozenCitation][] => {
    const citation = own.get(use.citationId);
    return citation ? [[use, citation]] : [];
  });
}

const headingOf = ({ sections }: Assembled, sectionId: string | null): string =>
  sectionId === null ? 'At a glance' : (sections.find((section) => section.sectionId === sectionId)?.heading ?? '');

/** What was found and doubted about these citations, by use. */
async function aboutCitations(citationIds: readonly string[]) {
  const citations = await db().citation.findMany({
    where: { id: { in: [...new Set(citationIds)] } },
    select: { id: true, lineage: true },
  });
  const lineages = [...new Set(citations.map(({ lineage }) => lineage))];
  const lineageOf = new Map(citations.map(({ id, lineage }) => [id, lineage]));
  const makers = await db().citation.findMany({
    where: { lineage: { in: lineages } },
    select: { lineage: true, createdById: true },
  });
  const checks = await readChecks(lineages);
  const flags = await db().flag.findMany({ where: { lineage: { in: lineages }, clearedAt: null } });
  return (actor: Actor, { citationId, statementHash, useHash }: BoundUse) => {
    const lineage = lineageOf.get(citationId) ?? '';
    const isOwn = makers.some((row) => row.lineage === lineage && row.createdById === actor.id);
    return {
      verified: verifiedOf(checks, { lineage, statementHash, useHash }),
      flags: flags
        .filter((flag) => flag.lineage === lineage)
        .map(({ id, kind, why }) => ({ id, kind: flagKind.parse(kind), why })),
      mayVerify: !isOwn && can(actor, 'verify_citation', {}).ok,
    };
  };
}

async function readChecks(lineages: readonly string[]): Promise<Verification[]> {
  const rows = await db().verification.findMany({
    where: { lineage: { in: [...lineages] } },
    include: { by: { select: { name: true } } },
  });
  return rows.map((row) => ({
    ...{ id: row.id, lineage: row.lineage, statementHash: row.statementHash, statementText: row.statementText },
    ...{ useHash: row.useHash, verdict: verdict.parse(row.verdict), comment: row.comment },
    ...{ by: row.by.name, at: row.createdAt.toISOString() },
  }));
}

type ReadInput = { articleId: string; citationId: string; number?: number | undefined };

/** Each use of a citation in a text, with the verification in force, or the one that has lapsed since. */
export async function readVerifications(actor: Actor, { articleId, citationId, number }: ReadInput) {
  permit(actor, 'read_desk', {});
  const text = await readText(db(), { articleId, number });
  const uses = boundUses(text).filter((use) => use.citationId === citationId);
  if (uses.length === 0) throw new Refusal('not_found', { message: 'This text has no such citation.' });
  const about = await aboutCitations([citationId]);
  return {
    uses: uses.map((use) => {
      const { verified, mayVerify } = about(actor, use);
      const { sectionId, statement, statementHash } = use;
      return { sectionId, statement, statementHash, mayVerify, ...bothOf(verified) };
    }),
  };
}

type Told = {
  id: string;
  verdict: VerificationVerdict;
  comment: string;
  by: string;
  at: string;
  statementText: string;
};
const told = (check: Verification | null): Told | null =>
  check && {
    ...{ id: check.id, verdict: check.verdict, comment: check.comment },
    ...{ by: check.by, at: check.at, statementText: check.statementText },
  };
const bothOf = ({ current, lapsed }: Verified) => ({ current: told(current), lapsed: told(lapsed) });

/** The doubts that stand about an article, oldest first. */
export async function listFlags(actor: Actor, { articleId }: { articleId: string }) {
  permit(actor, 'read_desk', {});
  const article = await db().article.findUnique({ where: { id: articleId }, select: { id: true } });
  if (!article) throw new Refusal('not_found', { message: 'There is no such article.' });
  const rows = await db().flag.findMany({
    where: { articleId, clearedAt: null },
    include: { createdBy: { select: { name: true } } },
    orderBy: { createdAt: 'asc' },
    take: 500,
  });
  return {
    flags: rows.map((row) => ({
      ...{ id: row.id, kind: flagKind.parse(row.kind), sectionId: row.sectionId, lineage: row.lineage, why: row.why },
      ...{ statementHash: row.statementHash, statementText: row.statementText },
      ...{ by: row.createdBy.name, at: row.createdAt.toISOString() },
    })),
  };
}
