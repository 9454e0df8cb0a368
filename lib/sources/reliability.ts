import { z } from 'zod';
import type { Article } from '@/lib/domain/article';
import { countriesOf } from '@/lib/domain/article-countries';
import {
  type Assessed,
  type Assessment,
  assessmentOf,
  scopeKeysOf,
  scopes,
  verdicts,
} from '@/lib/domain/citation/library/reliability';
import type { Tx } from '@/lib/db/tx';

const scope = z.enum(scopes);
const verdict = z.enum(verdicts);

/** A decision as stored, with what people read of it. */
export type Decision = Assessment & {
  readonly scopeName: string;
  readonly topic: string;
  readonly link: string;
  readonly reviewBy: string | null;
  readonly decidedById: string;
};

const columns = { id: true, host: true, currentState: { select: { csl: true } } } as const;
type Row = { id: string; host: string; currentState: { csl: unknown } | null };
const csl = z.looseObject({ publisher: z.string().optional(), 'container-title': z.string().optional() });

/** What decisions can be about: the publisher, else what it was published in. */
function assessedOf({ id, host, currentState }: Row): Assessed {
  const record = csl.parse(currentState?.csl ?? {});
  return { sourceId: id, host, publisher: record.publisher ?? record['container-title'] ?? '' };
}

/** Every decision that concerns one of these sources, in force or not, newest first. */
async function decisionsAbout(tx: Tx, sources: readonly Assessed[]): Promise<Decision[]> {
  const keys = sources.flatMap(scopeKeysOf);
  if (keys.length === 0) return [];
  const rows = await tx.sourceAssessment.findMany({
    where: {
      OR: scopes.map((scopeType) => ({
        scopeType,
        scopeKey: { in: [...new Set(keys.flatMap(([one, key]) => (one === scopeType ? [key] : [])))] },
      })),
    },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
  });
  return rows.map((row) => ({
    ...{ id: row.id, scope: scope.parse(row.scopeType), scopeKey: row.scopeKey, scopeName: row.scopeName },
    ...{ topic: row.topic, topicKey: row.topicKey, verdict: verdict.parse(row.verdict), reason: row.reason },
    ...{ link: row.link, decidedById: row.decidedById, decidedAt: row.decidedAt.toISOString() },
    reviewBy: row.reviewBy?.toISOString().slice(0, 10) ?? null,
  }));
}

/** What decisions are asked about for an article: the countries that it is about, as its editors confirmed. */
export const topicsOf = ({ facts }: Pick<Article, 'facts'>): string[] => countriesOf(facts).map(({ name }) => name);

/** The decision in force for each of these sources; none for those that nobody decided about. */
export async function decisionsFor(tx: Tx, ids: readonly string[], topics: readonly string[] = []) {
  const rows = await tx.source.findMany({ where: { id: { in: [...ids] } }, select: columns });
  const sources = rows.map(assessedOf);
  const decisions = await decisionsAbout(tx, sources);
  return new Map(
    sources.flatMap((source) => {
      const found = assessmentOf(source, decisions, topics);
      return found ? [[source.sourceId, found] as const] : [];
    }),
  );
}

/** All decisions that concern one source, newest first, with those in force told apart. */
export async function allDecisions(tx: Tx, sourceId: string) {
  const row = await tx.source.findUnique({ where: { id: sourceId }, select: columns });
  if (!row) return { source: null, decisions: [], inForce: null };
  const source = assessedOf(row);
  const decisions = await decisionsAbout(tx, [source]);
  return { source, decisions, inForce: assessmentOf(source, decisions) };
}
