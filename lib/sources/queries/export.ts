import { z } from 'zod';
import type { EndpointInput, EndpointOutput } from '@/lib/contract/endpoint';
import { type exportSourcesEndpoint, sourceForms } from '@/lib/contract/sources';
import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { sourceLimits } from '@/lib/domain/citation/read/sources';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { writeBibtex } from '@/lib/transfer/formats/bibtex-out';
import { type ExportEntry, writeCslJson } from '@/lib/transfer/formats/csl-json-out';
import { writeRis } from '@/lib/transfer/formats/ris-out';

type Input = EndpointInput<typeof exportSourcesEndpoint>;
type Output = EndpointOutput<typeof exportSourcesEndpoint>;

/** How many sources one file holds at most: as many as are taken in at once. */
const most = sourceLimits.entries;
const cslItem = z.custom<CslItem>((value) => typeof value === 'object' && value !== null && 'type' in value);

const writers: Readonly<Record<Input['format'], (entries: readonly ExportEntry[]) => string>> = {
  bib: writeBibtex,
  ris: writeRis,
  'csl.json': writeCslJson,
};

/**
 * Sources as a file: those that the live version of an article or a revision cites, in the order of their keys, as they are frozen
 * there; else the library's, at most 2,000 behind the key `after`. The same sources always give the same bytes. Throws `not_found`
 * for an article that is not published and a number that no revision has, `invalid` where both are asked for.
 */
export async function exportSources(actor: Actor, input: Input): Promise<Output> {
  permit(actor, 'export', {});
  if (input.article !== undefined && input.revision !== undefined) {
    throw new Refusal('invalid', { message: 'Ask for the sources of an article or of a revision, not of both.' });
  }
  const { name, entries } = await chosen(input);
  const body = new TextEncoder().encode(writers[input.format](entries));
  return { name: `${name}-sources.${input.format}`, type: sourceForms[input.format], body };
}

type Chosen = { readonly name: string; readonly entries: readonly ExportEntry[] };

async function chosen({ article, revision, after }: Input): Promise<Chosen> {
  if (article !== undefined) return ofArticle(article);
  if (revision !== undefined) return ofRevision(revision);
  return ofLibrary(after ?? '');
}

async function ofArticle(id: string): Promise<Chosen> {
  const article = await db().article.findUnique({ where: { id }, select: { slug: true, liveVersionId: true } });
  if (!article?.liveVersionId) throw new Refusal('not_found', { message: 'There is no such published article.' });
  const { citations } = await assembleVersion(db(), article.liveVersionId);
  return { name: article.slug, entries: entriesOf(citations) };
}

async function ofRevision(number: number): Promise<Chosen> {
  const revision = await db().revision.findUnique({
    where: { number },
    include: { article: { select: { slug: true } } },
  });
  if (!revision) throw new Refusal('not_found', { message: `There is no revision ${number}.` });
  const { citations } = await assembleRevision(db(), revision);
  return { name: `${revision.article.slug}-r${number}`, entries: entriesOf(citations) };
}

type Cited = { readonly sourceKey: string; readonly csl: CslItem };
const byKey = (a: ExportEntry, b: ExportEntry) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);

/** Each cited source once. */
function entriesOf(citations: readonly Cited[]): ExportEntry[] {
  const once = new Map(citations.map(({ sourceKey, csl }) => [sourceKey, csl]));
  return [...once].map(([key, csl]) => ({ key, csl })).toSorted(byKey);
}

async function ofLibrary(after: string): Promise<Chosen> {
  const rows = await db().source.findMany({
    where: { mergedIntoId: null, key: { gt: after } },
    select: { key: true, currentState: { select: { csl: true } } },
    orderBy: { key: 'asc' },
    take: most,
  });
  const entries = rows.flatMap(({ key, currentState }) =>
    currentState ? [{ key, csl: cslItem.parse(currentState.csl) }] : [],
  );
  return { name: 'library', entries };
}

/** The files that the whole library is taken out in: what each begins behind, and how many sources it holds. */
export async function exportParts(actor: Actor): Promise<{ after: string; count: number }[]> {
  permit(actor, 'export', {});
  const rows = await db().source.findMany({
    where: { mergedIntoId: null },
    select: { key: true },
    orderBy: { key: 'asc' },
  });
  const starts = Array.from({ length: Math.ceil(rows.length / most) }, (_, part) => part * most);
  return starts.map((start) => ({
    after: rows[start - 1]?.key ?? '',
    count: Math.min(most, rows.length - start),
  }));
}
