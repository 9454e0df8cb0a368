import { Prisma } from '@/generated/prisma/client';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { freeSlug } from '@/lib/articles/slugs';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/transaction';
import { assembleVersion } from '@/lib/revisions/assemble';
import { lockArticle } from '@/lib/revisions/lock';
import { startFirstRevisions, startRevision, type FirstRevision } from '@/lib/revisions/start';
import { newId } from '@/lib/system/crypto';
import { keepSources, type KeptSource } from '@/lib/transfer/commands/sources';
import { articleText, newCitations, noBase, usedOf, type Base, type NewCitations } from '@/lib/transfer/commands/text';
import type { ImportedDocument } from '@/lib/transfer/formats/document';
import type { Prepared } from '@/lib/transfer/prepare';

type Outcome = 'created' | 'revised' | 'unchanged' | 'refused';
/** What became of one document. `number` is that of the revision. */
export type Imported = {
  readonly runId: string;
  readonly fileName: string;
  readonly outcome: Outcome;
  readonly articleId: string | null;
  readonly number: number | null;
};
/** What a person chose: `auto` looks whether an article of the title is there. */
export type Choice = { readonly as: 'auto' | 'article' | 'revision'; readonly articleId: string | null };

type Result = Pick<Imported, 'outcome' | 'articleId'> & { readonly revision: { id: string; number: number } | null };
type Readable = Prepared & { readonly document: ImportedDocument };
const isReadable = (one: Prepared): one is Readable => one.document !== null;

/**
 * Writes documents in one transaction, those that are new articles with few statements for all of them: each gets a revision,
 * its sources and citations, and its run with the report. The outcomes are in the order of the documents.
 */
export async function writeReadings(
  tx: Tx,
  actor: Actor,
  prepared: readonly Prepared[],
  choice: Choice,
): Promise<Imported[]> {
  const { seen, owners } = await known(tx, prepared, choice);
  const results = new Map<Prepared, Result>();
  for (const one of prepared) {
    const before = seen.get(one.report.sha256);
    if (before !== undefined) results.set(one, { outcome: 'unchanged', articleId: before, revision: null });
    else if (!isReadable(one)) results.set(one, { outcome: 'refused', articleId: null, revision: null });
  }
  const open = prepared.filter((one) => !results.has(one)).filter(isReadable);
  const fresh = withoutTwins(open.filter((one) => ownerFor(one, choice, owners) === null));
  const made = await createArticles(tx, actor, fresh, owners);
  for (const [at, one] of fresh.entries()) results.set(one, made[at] ?? nothing);
  for (const one of open.filter((other) => !results.has(other))) {
    const owner = ownerFor(one, choice, owners) ?? (await ownersOf(tx, [one])).get(one.document.slug);
    results.set(one, owner === undefined ? nothing : await reviseArticle(tx, actor, one, owner));
  }
  return keepRuns(tx, actor, prepared, results);
}

const nothing: Result = { outcome: 'refused', articleId: null, revision: null };

/** The first document of each address: a second one becomes a revision of the first. */
function withoutTwins(documents: readonly Readable[]): Readable[] {
  const first = new Map<string, Readable>();
  for (const one of documents) if (!first.has(one.document.slug)) first.set(one.document.slug, one);
  return [...first.values()];
}

function ownerFor(one: Prepared, choice: Choice, owners: ReadonlyMap<string, string>): string | null {
  if (choice.as === 'article' || !one.document) return null;
  return choice.as === 'revision' ? choice.articleId : (owners.get(one.document.slug) ?? null);
}

/** Whom an address belongs to, or did. */
const ownedAddresses = (slugs: readonly string[]) => Prisma.sql`
  select slug as name, article_id as id from article_slug where slug = any(${slugs}::text[])
  union all select slug, id from article where slug = any(${slugs}::text[])`;

const slugsOf = (prepared: readonly Prepared[]) => prepared.flatMap(({ document }) => document?.slug ?? []);

type Named = { readonly name: string; readonly id: string };

/**
 * The articles of files that were imported before, by the files' hashes, and those that have or had these addresses. A choice
 * of another article is no repetition.
 */
async function known(tx: Tx, prepared: readonly Prepared[], { as, articleId }: Choice) {
  const hashes = as === 'article' ? [] : prepared.map(({ report }) => report.sha256);
  const rows = await tx.$queryRaw<(Named & { seen: boolean })[]>`
    select name, id, false as seen from (${ownedAddresses(slugsOf(prepared))}) owned
    union all (select sha256::text, article_id, true from import_run
      where sha256 = any(${hashes}::char(64)[]) and outcome in ('created', 'revised')
        and (${articleId}::uuid is null or article_id = ${articleId}::uuid)
      order by created_at)`;
  const named = (isSeen: boolean) =>
    new Map(rows.flatMap(({ name, id, seen }) => (seen === isSeen ? [[name, id] as const] : [])));
  return { seen: named(true), owners: named(false) };
}

/** The articles that have or had these addresses, looked up again. */
async function ownersOf(tx: Tx, prepared: readonly Prepared[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<Named[]>`${ownedAddresses(slugsOf(prepared))}`;
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** Gives each document its part of the sources, which are kept once for all. */
async function sourcesOf(tx: Tx, actor: Actor, documents: readonly Readable[]) {
  const used = documents.map(usedOf);
  const kept = await keepSources(
    tx,
    actor,
    used.flatMap(({ sources }) => sources),
  );
  let at = 0;
  return used.map(({ sources, citations }): NewCitations => {
    const own: readonly KeptSource[] = kept.slice(at, at + sources.length);
    at += sources.length;
    return newCitations(citations, own);
  });
}

const sayings = ({ report: { file } }: Prepared) => ({
  name: `Imported from ${file}`.slice(0, 200),
  why: `Read from the file ${file}.`,
});

/** `taken` are the addresses that other articles have or had. */
async function createArticles(
  tx: Tx,
  actor: Actor,
  documents: readonly Readable[],
  taken: ReadonlyMap<string, string>,
): Promise<Result[]> {
  if (documents.length === 0) return [];
  const citations = await sourcesOf(tx, actor, documents);
  const articles: { id: string; slug: string }[] = [];
  for (const { document } of documents) {
    const slug = taken.has(document.slug) ? await freeSlug(tx, document.slug) : document.slug;
    articles.push({ id: newId(), slug });
  }
  await tx.$executeRaw`insert into article (id, slug, created_by_id) select id, slug, ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(articles)}::jsonb) as r (id uuid, slug text)`;
  const drafts = documents.map((one, at): FirstRevision => {
    const { rows = [], idOf = new Map<string, string>() } = citations[at] ?? {};
    const articleId = articles[at]?.id ?? '';
    return { articleId, ...sayings(one), text: articleText(one.document, idOf, noBase()), citations: rows };
  });
  await writeCitations(tx, actor, drafts);
  const revisions = await startFirstRevisions(tx, actor, drafts.map(withStandingCitations));
  return drafts.map(({ articleId }, at) => ({ outcome: 'created', articleId, revision: revisions[at] ?? null }));
}

/** The head is made of the citations that stand in the text. */
function withStandingCitations(draft: FirstRevision): FirstRevision {
  const standing = JSON.stringify([draft.text.sections, draft.text.facts]);
  return { ...draft, citations: draft.citations.filter(({ id }) => standing.includes(id)) };
}

async function writeCitations(tx: Tx, actor: Actor, drafts: readonly Pick<FirstRevision, 'articleId' | 'citations'>[]) {
  const rows = drafts.flatMap(({ articleId, citations }) =>
    citations.map(({ csl: _csl, stub: _stub, sourceKey: _key, sourceId, sourceState, ...use }) => ({
      ...{ article: articleId, source: sourceId, state: sourceState },
      ...{ prefix: '', suffix: '', quoteLanguage: '', quoteTranslation: '', reliabilityReason: '', ...use },
    })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw`
    insert into citation (id, lineage, article_id, source_id, source_state_id, locators, quote, note, supports,
      prefix, suffix, quote_language, quote_translation, reliability_reason, created_by_id)
    select id, id, article, source, state, locators, quote, note, supports,
      prefix, suffix, "quoteLanguage", "quoteTranslation", "reliabilityReason", ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, article uuid, source uuid, state uuid,
      locators jsonb, quote text, note text, supports text, prefix text, suffix text, "quoteLanguage" text,
      "quoteTranslation" text, "reliabilityReason" text)`;
}

async function reviseArticle(tx: Tx, actor: Actor, one: Readable, articleId: string): Promise<Result> {
  const article = await lockArticle(tx, articleId);
  if (article.state === 'redirected') {
    throw new Refusal('wrong_state', { message: 'This article leads to another one. Import into that one.' });
  }
  const [citations] = await sourcesOf(tx, actor, [one]);
  await writeCitations(tx, actor, [{ articleId, citations: citations?.rows ?? [] }]);
  const base = await baseOf(tx, article.liveVersionId);
  const text = articleText(one.document, citations?.idOf ?? new Map(), base);
  const baseVersionId = article.liveVersionId;
  const revision = await startRevision(tx, actor, { articleId, baseVersionId, ...sayings(one), text });
  return { outcome: 'revised', articleId, revision };
}

async function baseOf(tx: Tx, versionId: string | null): Promise<Base> {
  if (!versionId) return noBase();
  const { article } = await assembleVersion(tx, versionId);
  const sectionIds = new Map<string, string[]>();
  for (const { id, heading } of article.sections) sectionIds.set(heading, [...(sectionIds.get(heading) ?? []), id]);
  return { sectionIds, facts: article.facts };
}

async function keepRuns(
  tx: Tx,
  actor: Actor,
  prepared: readonly Prepared[],
  results: ReadonlyMap<Prepared, Result>,
): Promise<Imported[]> {
  const runs = prepared.map((one) => {
    const { outcome, articleId, revision } = results.get(one) ?? nothing;
    return { id: newId(), one, outcome, articleId, revision };
  });
  const rows = runs.map(({ id, one, outcome, articleId, revision }) => ({
    ...{ id, file: one.report.file, sha256: one.report.sha256, outcome, article: articleId },
    ...{ revision: revision?.id ?? null, report: { ...one.report, document: one.outline } },
  }));
  await tx.$executeRaw`
    insert into import_run (id, file_name, sha256, outcome, article_id, revision_id, report, created_by_id)
    select id, file, sha256, outcome, article, revision, report, ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, file text, sha256 char(64), outcome text,
      article uuid, revision uuid, report jsonb)`;
  for (const { id, one, outcome } of runs) {
    const payload = { fileName: one.report.file, outcome };
    await recordEvent(tx, actor, { action: 'import', subjectType: 'import_run', subjectId: id, payload });
  }
  return runs.map(({ id, one, outcome, articleId, revision }) => ({
    ...{ runId: id, fileName: one.report.file, outcome, articleId },
    number: revision?.number ?? null,
  }));
}
