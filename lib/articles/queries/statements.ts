import type { Actor } from '@/lib/domain/actor';
import { houseReference } from '@/lib/domain/citation/house';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { readOrigins } from '@/lib/pages/live/origins';
import { findArticleById } from '@/lib/pages/queries/articles';
import { findVersion } from '@/lib/pages/queries/versions';

/**
 * Who wrote each statement of an article's live version: the versions that its words first stood in, with who wrote and approved those,
 * and the sources that it has, each with the version that it came with. `sections` is null while that is not known.
 */
export async function getStatements(actor: Actor, articleId: string) {
  permit(actor, 'read_desk', {});
  const article = await findArticleById(db(), articleId);
  const number = article?.liveNumber ?? null;
  const version = number === null ? null : await findVersion(db(), articleId, number);
  if (!article || !version) throw new Refusal('not_found', { message: 'There is no live version of this article.' });
  const origins = await readOrigins(db(), articleId, version);
  const references = new Map(version.citations.map(({ id, csl }) => [id, houseReference(csl).text]));
  const lines = new Map(origins?.versions.map((line) => [line.number, line]));
  const statements = origins?.statements.map(({ sectionId, heading, anchor, text, versions, citations }) => ({
    ...{ sectionId, heading, anchor, text },
    versions: versions.flatMap((one) => lines.get(one) ?? []),
    sources: [...new Set(citations)].map((id) => ({
      ...{ id, reference: references.get(id) ?? '' },
      since: origins.citedSince[id] ?? version.line.number,
    })),
  }));
  const sections =
    statements &&
    version.sections.map(({ id, heading }) => ({
      ...{ id, heading },
      statements: statements.filter(({ sectionId }) => sectionId === id),
    }));
  return {
    ...{ articleId, slug: article.slug, title: version.title, number: version.line.number },
    sections: sections?.filter((section) => section.statements.length > 0) ?? null,
  };
}

export type StatementsScreen = Awaited<ReturnType<typeof getStatements>>;
