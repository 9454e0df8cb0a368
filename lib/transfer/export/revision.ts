import { revisionForms, type exportRevisionEndpoint } from '@/lib/contract/revisions';
import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import type { Actor } from '@/lib/domain/actor';
import { linkedSlugs } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
import { slugOf } from '@/lib/domain/slug';
import { permit } from '@/lib/domain/workflow/can';
import { stateOf } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import type { Tx } from '@/lib/db/tx';
import { assembleRevision } from '@/lib/revisions/assemble';
import { ownOrigin } from '@/lib/system/site';
import { writeMarkdown } from '@/lib/transfer/formats/markdown-out';
import { writeDocx } from '@/lib/transfer/formats/out/docx/write';
import { writeEpub } from '@/lib/transfer/formats/out/epub/write';
import type { RevisionOut } from '@/lib/transfer/formats/out/version-out';
import { writeText } from '@/lib/transfer/formats/text-out';

type Input = EndpointInput<typeof exportRevisionEndpoint>;
type Output = EndpointOutput<typeof exportRevisionEndpoint>;

const writers: Readonly<Record<Input['format'], (revision: RevisionOut) => string | Uint8Array>> = {
  md: writeMarkdown,
  docx: writeDocx,
  epub: writeEpub,
  txt: writeText,
};

/**
 * The text of a revision as it stands now, as a file that says that it is no version. For everyone who may read revisions.
 * Throws Refusal `not_found` for a number that no revision has.
 */
export async function exportRevision(actor: Actor, { number, format }: Input): Promise<Output> {
  permit(actor, 'read_revision', {});
  const revision = await readRevision(number);
  const written = writers[format](revision);
  const body = typeof written === 'string' ? new TextEncoder().encode(written) : written;
  return { name: `${revision.slug}-r${number}.${format}`, type: revisionForms[format], body };
}

async function readRevision(number: number): Promise<RevisionOut> {
  const revision = await db().revision.findUnique({
    where: { number },
    include: {
      article: { select: { slug: true } },
      baseVersion: { select: { number: true } },
      version: { select: { number: true } },
      contributors: { select: { user: { select: { name: true } } }, orderBy: [{ since: 'asc' }, { userId: 'asc' }] },
    },
  });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  const { article, citations } = await assembleRevision(db(), revision);
  const site = await db().site.findUniqueOrThrow({ where: { id: 1 }, select: { licenceName: true } });
  const slugs = [...article.related.map(slugOf), ...article.sections.flatMap(({ body }) => linkedSlugs(body))];
  const live = await liveSlugs(db(), slugs);
  return {
    ...article,
    ...{ what: 'revision', number, citations, licence: site.licenceName, slug: revision.article.slug },
    ...{ base: revision.baseVersion?.number ?? null, publishedAs: revision.version?.number ?? null },
    state: stateOf(revision.state),
    savedAt: revision.updatedAt.toISOString(),
    contributors: [...new Set(revision.contributors.map(({ user }) => user.name))],
    address: `${ownOrigin()}/desk/revisions/${number}`,
    articleHref: (slug) => {
      const now = live.get(slug);
      return now === undefined ? null : `${ownOrigin()}/articles/${encodeURIComponent(now)}`;
    },
  };
}

/** Of these slugs, now or before, those of live articles, with the slug that each has now. */
async function liveSlugs(tx: Tx, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.articleSlug.findMany({
    where: { slug: { in: [...new Set(slugs)] }, article: { state: 'published' } },
    select: { slug: true, article: { select: { slug: true } } },
  });
  return new Map(rows.map(({ slug, article }) => [slug, article.slug]));
}
