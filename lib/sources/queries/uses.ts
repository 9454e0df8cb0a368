import { z } from 'zod';
import type { FrozenCitation, Supports } from '@/lib/domain/citation/citation';
import { formatLocators, houseReference } from '@/lib/domain/citation/house';
import { flagKinds } from '@/lib/domain/citation/library/flags';
import type { QuoteCheck } from '@/lib/domain/citation/library/quote-check';
import type { Verdict } from '@/lib/domain/citation/library/reliability';
import type { Verification, VerificationVerdict, Verified } from '@/lib/domain/citation/library/verification';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { assembleRevision, type Assembled, assembleVersion } from '@/lib/revisions/assemble';
import {
  aboutCitations,
  type CitationNews,
  newsOfCitations,
  quoteChecks,
  type UseState,
} from '@/lib/sources/queries/about';
import { decisionsFor, topicsOf } from '@/lib/sources/reliability';
import { type BoundUse, boundUses, readText } from '@/lib/sources/text';

const mostTexts = 50;
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
export type SourceUseLine = UseState & {
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
  const quoteIs = await quoteChecks(
    found.map(({ citation }) => citation),
    sourceIds,
  );
  const current = await currentStates(sourceIds);
  return found.map(({ where, use, citation, heading }) => ({
    ...where,
    ...{ quoteIs: quoteIs(citation), isOlderRecord: !current.has(citation.sourceState) },
    ...{ heading, sectionId: use.sectionId, citationId: use.citationId, quote: citation.quote },
    ...{ statement: use.statement, statementHash: use.statementHash, place: formatLocators(citation.locators) },
    ...about(actor, use),
  }));
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

/** One use of a source in a text that is reviewed. */
export type ReviewedUse = Omit<SourceUseLine, 'articleId' | 'number' | 'title'> & {
  readonly sourceId: string;
  readonly reference: string;
  /** Where the source can be read; empty where its record has no address. */
  readonly address: string;
  readonly supports: Supports;
  readonly note: string;
  /** Neither these words nor this citation of them stood there before. */
  readonly isNew: boolean;
  /** What was decided about the source, for the countries of the article first; null where nothing was. */
  readonly reliability: Reliability | null;
};
type Reliability = { readonly verdict: Verdict; readonly reason: string };

/** Corrected since it was cited. A source that was merged into another one was not. */
const isOlder = ({ corrected, isMerged }: CitationNews) => corrected !== '' && !isMerged;

const keyOfUse = ({ citationId, statementHash }: BoundUse) => `${citationId} ${statementHash}`;

type Asked = {
  /** What readers see. */
  readonly before: Assembled | null;
  /** Quoted words of new uses are looked up in what was kept of their sources. */
  readonly isLookingUp: boolean;
};

/** Every use of a source in a text, in its order, with who looked it up and what is doubted. */
export async function usesInText(actor: Actor, text: Assembled, asked: Asked): Promise<ReviewedUse[]> {
  const { before, isLookingUp } = asked;
  const citations = new Map(text.citations.map((citation) => [citation.id, citation]));
  const uses = boundUses(text);
  const known = new Set(before ? boundUses(before).map(keyOfUse) : []);
  const sourceIds = [...new Set(text.citations.map(({ sourceId }) => sourceId))];
  const about = await aboutCitations([...citations.keys()]);
  const newsOf = await newsOfCitations(actor, text.citations);
  const fresh = new Set(uses.filter((use) => !known.has(keyOfUse(use))).map(({ citationId }) => citationId));
  const quoteIs = await quoteChecks(isLookingUp ? text.citations.filter(({ id }) => fresh.has(id)) : []);
  const decisions = await decisionsFor(db(), sourceIds, topicsOf(text.article));
  return uses.flatMap((use): ReviewedUse[] => {
    const citation = citations.get(use.citationId);
    if (!citation) return [];
    const { sourceId, quote, note, supports, locators } = citation;
    const decision = decisions.get(sourceId);
    return [
      {
        ...{ citationId: use.citationId, sectionId: use.sectionId, heading: headingOf(text, use.sectionId) },
        ...{ statement: use.statement, statementHash: use.statementHash, place: formatLocators(locators), quote },
        ...{
          sourceId,
          note,
          supports,
          reference: houseReference(citation.csl).text,
          address: citation.csl.URL ?? '',
          quoteIs: quoteIs(citation),
        },
        ...{ isOlderRecord: isOlder(newsOf(citation)), isNew: !known.has(keyOfUse(use)) },
        reliability: decision ? { verdict: decision.verdict, reason: decision.reason } : null,
        ...about(actor, use),
      },
    ];
  });
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
