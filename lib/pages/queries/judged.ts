import { z } from 'zod';
import { type Coverage, failedKey, type Judgement } from '@/lib/domain/citation/coverage';
import { exemptReasons, type PromptAnswer, promptKinds, promptReasons } from '@/lib/domain/prose/prompts/prompt';
import type { Tx } from '@/lib/db/tx';
import { now } from '@/lib/system/clock';

/** An answer with who gave it, when, and about which section. */
export type GivenAnswer = PromptAnswer & {
  readonly sectionId: string;
  readonly by: string;
  readonly at: string;
  /** When it counts no more; null while it does for good. */
  readonly until: Date | null;
};

type Asked = {
  readonly articleId: string;
  /** Answers that came with versions up to this number count. */
  readonly upTo: number;
  /** Those of this revision count as well, though it is not published. */
  readonly revisionId?: string;
};

const rowSchema = z.object({
  kind: z.enum(promptKinds),
  statement: z.string(),
  reason: z.enum(promptReasons),
  sectionId: z.string(),
  by: z.string(),
  at: z.date(),
  until: z.date().nullable(),
});

/** The answers in force: of each kind and statement the newest, unless it was taken back or has run out. Oldest first. */
export async function answersInForce(tx: Tx, { articleId, upTo, revisionId }: Asked): Promise<GivenAnswer[]> {
  const rows = await tx.$queryRaw`
    with newest as (
      select distinct on (a.kind, a.statement_hash) a.* from prompt_answer a left join version v on v.revision_id = a.revision_id
      where a.article_id = ${articleId}::uuid and (v.number <= ${upTo} or a.revision_id = ${revisionId ?? null}::uuid)
      order by a.kind, a.statement_hash, a.created_at desc, a.id desc)
    select n.kind, n.statement, n.reason, n.section_id::text as "sectionId", u.name as by, n.created_at as at, n.until
    from newest n join app_user u on u.id = n.created_by_id
    where n.reason is not null and (n.until is null or n.until > ${now()}) order by n.created_at, n.id`;
  return z
    .array(rowSchema)
    .parse(rows)
    .map(({ at, ...row }) => ({ ...row, at: at.toISOString() }));
}

/** Doubts that lower coverage: about a statement, or about a citation in it by its lineage (sources-and-import A9). */
const lowering = ['citation_needed', 'failed_verification'] as const;

type Doubts = Pick<Judgement, 'flagged' | 'failed'>;

/** The doubts about an article's statements that stood at a time; those of now when there is none. */
export async function doubtsAt(tx: Tx, articleId: string, at: Date | null): Promise<Doubts> {
  const flags = await tx.flag.findMany({
    where: {
      ...{ articleId, kind: { in: [...lowering] } },
      ...(at ? { createdAt: { lt: at }, OR: [{ clearedAt: null }, { clearedAt: { gte: at } }] } : { clearedAt: null }),
    },
    select: { lineage: true, statementText: true },
  });
  const lineages = flags.flatMap(({ lineage }) => lineage ?? []);
  const where = { articleId, lineage: { in: lineages } };
  const citations =
    lineages.length === 0 ? [] : await tx.citation.findMany({ where, select: { id: true, lineage: true } });
  return {
    flagged: new Set(flags.flatMap(({ lineage, statementText }) => (lineage === null ? [statementText] : []))),
    failed: new Set(
      flags.flatMap(({ lineage, statementText }) =>
        citations.filter((one) => one.lineage === lineage).map(({ id }) => failedKey(statementText, id)),
      ),
    ),
  };
}

/** The judgement that answers and doubts make. */
export function judgementOf(answers: readonly PromptAnswer[], doubts: Doubts): Judgement {
  const exempting = answers.filter(({ kind, reason }) => kind === 'source' && exemptReasons.includes(reason));
  return {
    exempt: new Set(exempting.map(({ statement }) => statement)),
    ...doubts,
  };
}

/**
 * What has been said about the statements of a version: by answers that were published with it or before, and by doubts that stand
 * now, or of an older version stood on its last day.
 */
export async function judgedVersion(tx: Tx, articleId: string, number: number): Promise<Judgement> {
  const next = await tx.version.findFirst({ where: { articleId, number: number + 1 }, select: { publishedAt: true } });
  const answers = await answersInForce(tx, { articleId, upTo: number });
  return judgementOf(answers, await doubtsAt(tx, articleId, next?.publishedAt ?? null));
}

type Row = Readonly<
  Record<
    'statements' | 'sourced' | 'exempt' | 'quotations' | 'quotationsSourced' | 'figures' | 'figuresSourced',
    number
  >
>;

/** A row of `version_coverage` as the figures that it holds. */
export const coverageOfRow = ({ statements, sourced, exempt, ...row }: Row): Coverage => ({
  ...{ statements, sourced, exempt },
  quotations: { all: row.quotations, sourced: row.quotationsSourced },
  figures: { all: row.figures, sourced: row.figuresSourced },
});

/** Figures as a row of `version_coverage` holds them. */
export const rowOfCoverage = ({ statements, sourced, exempt, quotations, figures }: Coverage): Row => ({
  ...{ statements, sourced, exempt },
  ...{ quotations: quotations.all, quotationsSourced: quotations.sourced },
  ...{ figures: figures.all, figuresSourced: figures.sourced },
});

/** The figures of all live versions together. */
export async function siteCoverage(tx: Tx): Promise<Coverage> {
  const rows = await tx.$queryRaw`
    select coalesce(sum(statements), 0)::int as statements, coalesce(sum(sourced), 0)::int as sourced, coalesce(sum(exempt), 0)::int as exempt,
      coalesce(sum(quotations), 0)::int as quotations, coalesce(sum(quotations_sourced), 0)::int as "quotationsSourced",
      coalesce(sum(figures), 0)::int as figures, coalesce(sum(figures_sourced), 0)::int as "figuresSourced"
    from live_page p join version v on v.id = p.version_id
      join version_coverage c on c.article_id = v.article_id and c.number = v.number`;
  const figures = z.int();
  const schema = z.object({
    ...{ statements: figures, sourced: figures, exempt: figures },
    ...{ quotations: figures, quotationsSourced: figures, figures, figuresSourced: figures },
  });
  return coverageOfRow(schema.parse((rows as unknown[])[0]));
}
