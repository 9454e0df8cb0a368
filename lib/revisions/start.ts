import type { Actor } from '@/lib/domain/actor';
import type { Article } from '@/lib/domain/article';
import type { FrozenCitation } from '@/lib/domain/citation/citation';
import { headText } from '@/lib/domain/manifest';
import { schemaVersion } from '@/lib/domain/prose/body';
import { recordEvent } from '@/lib/db/audit';
import type { Tx } from '@/lib/db/transaction';
import { outlineLines } from '@/lib/revisions/columns';
import { contentHashOf } from '@/lib/revisions/content';
import { recomputeHead } from '@/lib/revisions/head';
import { newId, sha256 } from '@/lib/system/crypto';

type NewRevision = {
  readonly articleId: string;
  readonly baseVersionId: string | null;
  readonly name: string;
  readonly why: string;
  /** The withdrawal that it is opened to end: the article's stateAt. */
  readonly endsWithdrawalAt?: Date | null;
  /** The text that the revision starts with; sections equal to those of the base get no working copy. */
  readonly text: Article;
};

/** Opens a revision in state draft; whoever opens it is its first contributor. Call it under the article's lock. */
export async function startRevision(tx: Tx, actor: Actor, input: NewRevision): Promise<{ id: string; number: number }> {
  const { text, articleId, baseVersionId } = input;
  const revision = await tx.revision.create({
    data: {
      id: newId(),
      articleId,
      baseVersionId,
      name: input.name,
      why: input.why,
      title: text.title,
      facts: text.facts as object[],
      related: [...text.related],
      attribution: text.attribution,
      outline: outlineLines(text.sections.map(({ id: sectionId, level }) => ({ sectionId, level }))),
      headHash: '0'.repeat(64),
      createdById: actor.id,
      updatedById: actor.id,
      endsWithdrawalAt: input.endsWithdrawalAt ?? null,
    },
  });
  await tx.revisionContributor.createMany({
    data: [{ revisionId: revision.id, userId: actor.id }],
    skipDuplicates: true,
  });
  await writeDifferingSections(tx, actor, { ...input, revisionId: revision.id });
  await recomputeHead(tx, revision);
  await recordEvent(tx, actor, {
    action: 'open',
    subjectType: 'revision',
    subjectId: revision.id,
    payload: { number: revision.number, articleId, name: input.name },
  });
  return { id: revision.id, number: revision.number };
}

async function writeDifferingSections(
  tx: Tx,
  actor: Actor,
  input: NewRevision & { revisionId: string },
): Promise<void> {
  const { articleId, baseVersionId, text, revisionId } = input;
  const inBase = baseVersionId
    ? await tx.versionSection.findMany({
        where: { versionId: baseVersionId },
        select: { sectionId: true, contentHash: true },
      })
    : [];
  const baseHash = new Map(inBase.map((section) => [section.sectionId, section.contentHash]));
  await tx.section.createMany({ data: text.sections.map(({ id }) => ({ id, articleId })), skipDuplicates: true });
  const copies = text.sections.flatMap(({ id: sectionId, heading, body }) => {
    const contentHash = contentHashOf({ heading, body });
    const baseContentHash = baseHash.get(sectionId) ?? null;
    if (contentHash === baseContentHash) return [];
    return [{ revisionId, sectionId, heading, body: body, contentHash, baseContentHash, savedById: actor.id }];
  });
  await tx.workingCopy.createMany({ data: copies });
}

/** The first revision of an article that is made in the same transaction, with all that it cites. */
export type FirstRevision = {
  readonly articleId: string;
  readonly name: string;
  readonly why: string;
  readonly text: Article;
  readonly citations: readonly FrozenCitation[];
};

/**
 * Opens the first revisions of new articles, many with few statements. Nothing is read back: what each one's head hash is
 * made of is all here. The articles and citations must be rows already.
 */
export async function startFirstRevisions(
  tx: Tx,
  actor: Actor,
  drafts: readonly FirstRevision[],
): Promise<{ id: string; number: number }[]> {
  const made = drafts.map((draft) => ({ ...draft, id: newId(), sections: hashed(draft.text) }));
  const sections = made.flatMap(({ articleId, text }) =>
    text.sections.map(({ id }) => ({ id, article_id: articleId })),
  );
  await tx.$executeRaw`insert into section (id, article_id)
    select id, article_id from jsonb_to_recordset(${JSON.stringify(sections)}::jsonb) as r (id uuid, article_id uuid)`;
  const numbers = await insertRevisions(tx, actor, made);
  const copies = made.flatMap(({ id, sections: kept }) => kept.map((section) => ({ revision_id: id, ...section })));
  await tx.$executeRaw`insert into working_copy (revision_id, section_id, heading, body, content_hash, schema_version, saved_by_id)
    select revision_id, section_id, heading, body, content_hash, ${schemaVersion}, ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(copies)}::jsonb)
      as r (revision_id uuid, section_id uuid, heading text, body jsonb, content_hash char(64))`;
  for (const { id, articleId, name } of made) {
    const payload = { number: numbers.get(id), articleId, name };
    await recordEvent(tx, actor, { action: 'open', subjectType: 'revision', subjectId: id, payload });
  }
  return made.map(({ id }) => ({ id, number: numbers.get(id) ?? 0 }));
}

type Made = FirstRevision & { readonly id: string; readonly sections: ReturnType<typeof hashed> };

const hashed = (text: Article) =>
  text.sections.map(({ id, heading, body }) => ({
    ...{ section_id: id, heading, body, content_hash: contentHashOf({ heading, body }) },
  }));

async function insertRevisions(tx: Tx, actor: Actor, made: readonly Made[]): Promise<Map<string, number>> {
  const rows = made.map(({ id, articleId, name, why, text, citations, sections }) => {
    const { title, facts, related, attribution } = text;
    const outline = text.sections.map(({ id: sectionId, level }) => ({ sectionId, level }));
    const manifest = outline.map((entry, at) => ({ ...entry, contentHash: sections[at]?.content_hash ?? '' }));
    const frozen = citations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const head = { title, facts, related, attribution, sections: manifest, citations: frozen };
    const columns = { title, facts, related, attribution, outline: outlineLines(outline) };
    return { id, article_id: articleId, name, why, ...columns, head_hash: sha256(headText(head)) };
  });
  const numbered = await tx.$queryRaw<{ id: string; number: number }[]>`
    insert into revision (id, article_id, name, why, title, facts, related, attribution, outline, head_hash, created_by_id,
      updated_by_id)
    select id, article_id, name, why, title, facts, related, attribution, outline, head_hash, ${actor.id}::uuid, ${actor.id}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, article_id uuid, name text, why text, title text,
      facts jsonb, related jsonb, attribution text, outline jsonb, head_hash char(64))
    returning id, number`;
  return new Map(numbered.map(({ id, number }) => [id, number]));
}
