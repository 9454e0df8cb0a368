import type { Actor } from '@/lib/domain/actor';
import type { Article, Fact, Section } from '@/lib/domain/article';
import { suggestedCountries } from '@/lib/domain/article-countries';
import { emptyBody } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';
import { permit } from '@/lib/domain/workflow/can';
import { freeSlug, ownerOfSlug } from '@/lib/articles/slugs';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { assembleVersion } from '@/lib/revisions/assemble';
import { lockArticle } from '@/lib/revisions/lock';
import { startRevision } from '@/lib/revisions/start';
import { newId } from '@/lib/system/crypto';
import type { ImportedDocument } from '@/lib/transfer/formats/document';
import { parseSeed } from '@/lib/transfer/formats/seed-notation';
import { misfits } from '@/lib/transfer/misfits';

type ImportInput = { opId?: string | undefined; fileName: string; base64: string };
type Outcome = 'created' | 'revised' | 'unchanged' | 'refused';
export type Imported = { runId: string; outcome: Outcome; articleId: string | null; number: number | null };

/**
 * Imports one document: all of it or nothing. A file seen before changes nothing; an article of that title gets a revision,
 * never an overwrite; a file that cannot be read is refused with its report. The report is kept in every case.
 */
export async function importDocument(actor: Actor, input: ImportInput): Promise<Imported> {
  permit(actor, 'import', {});
  const bytes = Buffer.from(input.base64, 'base64');
  const read = parseSeed(bytes, input.fileName);
  const faults = read.document ? misfits(read.document, input.fileName) : [];
  const document = faults.length > 0 ? null : read.document;
  const report = { ...read.report, issues: [...read.report.issues, ...faults], document: outlineOf(document) };
  const file = { fileName: input.fileName, sha256: report.sha256, report };
  return inTransaction(actor, input, async (tx) => {
    const before = await tx.importRun.findFirst({
      where: { sha256: file.sha256, outcome: { in: ['created', 'revised'] } },
      orderBy: { createdAt: 'desc' },
    });
    if (before) return finish(tx, actor, file, { outcome: 'unchanged', articleId: before.articleId, revision: null });
    if (!document) return finish(tx, actor, file, { outcome: 'refused', articleId: null, revision: null });
    const known = await ownerOfSlug(tx, document.slug);
    const name = `Imported from ${input.fileName}`;
    const outcome = known ? 'revised' : 'created';
    const articleId = known ?? (await addArticle(tx, actor, document));
    const article = await lockArticle(tx, articleId);
    const text = await articleText(tx, document, article.liveVersionId);
    const why = `Read from the file ${input.fileName}.`;
    const revision = await startRevision(tx, actor, {
      articleId,
      baseVersionId: article.liveVersionId,
      name,
      why,
      text,
    });
    return finish(tx, actor, file, { outcome, articleId, revision });
  });
}

type File = { fileName: string; sha256: string; report: object };
type Result = { outcome: Outcome; articleId: string | null; revision: { id: string; number: number } | null };

async function finish(tx: Tx, actor: Actor, file: File, result: Result): Promise<Imported> {
  const { outcome, articleId, revision } = result;
  const runId = newId();
  await tx.importRun.create({
    data: { id: runId, ...file, outcome, articleId, revisionId: revision?.id ?? null, createdById: actor.id },
  });
  const payload = { fileName: file.fileName, outcome };
  await recordEvent(tx, actor, { action: 'import', subjectType: 'import_run', subjectId: runId, payload });
  return { runId, outcome, articleId, number: revision?.number ?? null };
}

async function addArticle(tx: Tx, actor: Actor, document: ImportedDocument): Promise<string> {
  const id = newId();
  await tx.article.create({ data: { id, slug: await freeSlug(tx, document.slug), createdById: actor.id } });
  return id;
}

/** The document as an article's text. Sections keep the ids of those with the same heading in the base, so that history goes on. */
async function articleText(tx: Tx, document: ImportedDocument, baseVersionId: string | null): Promise<Article> {
  const known = await sectionIdsByHeading(tx, baseVersionId);
  const prose = document.sections.filter((section) => section.kind === 'body');
  const sections = prose.map(({ level, heading, blocks }): Section => {
    const id = known.get(heading)?.shift() ?? newId();
    const body = blocks.length > 0 ? normalise({ type: 'doc', content: blocks }, id) : emptyBody(id);
    return { id, level, heading, body };
  });
  const facts = await factsOf(tx, document, baseVersionId);
  return { title: document.title, facts, related: document.related, attribution: document.attribution ?? '', sections };
}

/** The facts of the file, unconfirmed unless the base has the very row; what only the base has stays, since a file brings no editor's work. */
async function factsOf(tx: Tx, document: ImportedDocument, baseVersionId: string | null): Promise<Fact[]> {
  const base = baseVersionId ? (await assembleVersion(tx, baseVersionId)).article.facts : [];
  const read = document.facts.map(({ key, value }): Fact => {
    const known = base.find((fact) => fact.key === key && fact.value === value);
    return known ?? { key, value, confirmed: false, citations: [] };
  });
  const facts = [...read, ...base.filter(({ key }) => read.every((fact) => fact.key !== key))];
  return [...facts, ...suggestedCountries(document.title, facts)];
}

async function sectionIdsByHeading(tx: Tx, versionId: string | null): Promise<Map<string, string[]>> {
  if (!versionId) return new Map();
  const rows = await tx.$queryRaw<{ sectionId: string; heading: string }[]>`
    select s.section_id as "sectionId", c.heading from version_section s
    join section_content c on c.hash = s.content_hash where s.version_id = ${versionId}::uuid order by s.position`;
  const ids = new Map<string, string[]>();
  for (const { sectionId, heading } of rows) ids.set(heading, [...(ids.get(heading) ?? []), sectionId]);
  return ids;
}

function outlineOf(document: ImportedDocument | null) {
  if (!document) return null;
  const { title, slug, titleMarked, facts, related, attribution, sections } = document;
  const outline = sections.map(({ level, heading, anchor, line, kind, blocks }) => ({
    level,
    heading,
    anchor,
    line,
    kind,
    blocks: blocks.length,
  }));
  return { title, slug, titleMarked, facts, related, attribution, sections: outline };
}
