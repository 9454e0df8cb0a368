import { versionPath, type Site, type VersionLine } from '@/components/reader/view';
import type { compareVersionsEndpoint, getVersionEndpoint, listVersionsEndpoint } from '@/lib/contract/reads/versions';
import { citationIds } from '@/lib/domain/prose/text';
import { db } from '@/lib/db/client';
import type { KnownArticle } from '@/lib/pages/queries/articles';
import { compareVersions } from '@/lib/pages/queries/compared';
import { listVersions, newestOf, sealsOf, statsOf, type StoredVersion } from '@/lib/pages/queries/versions';
import { comparisonTold } from '@/lib/pages/reads/comparison';
import { nothingAt, ofArticle, pageOf, refOf, type Reads } from '@/lib/pages/reads/read';
import { citationTold, findText } from '@/lib/pages/reads/text';

const aboutArticle = (site: Site, article: KnownArticle, title: string) => ({
  ...refOf(site, { ...article, title }),
  ...{ state: article.state, live: article.liveNumber },
});

const noVersion = (where: string, number: number) => nothingAt(where, `The article has no version ${number}.`);

/** What lists and records tell of versions: line, title, hashes, sizes, addresses. */
async function recordsOf({ origin }: Site, { id, slug }: KnownArticle, lines: readonly VersionLine[]) {
  const stats = await statsOf(db(), id, lines);
  const numbers = lines.map(({ number }) => number);
  const seals = await sealsOf(db(), id, numbers);
  return lines.flatMap((line) => {
    const seal = seals.get(line.number);
    const url = origin + versionPath(slug, line.number);
    const stat = stats[line.number];
    const coverage = stat?.coverage ?? null;
    const sizes = stat && coverage && { ...stat, statements: coverage.statements, sourced: coverage.sourced };
    return seal ? [{ ...line, ...seal, sizes: sizes ?? null, coverage, url, manifest: `${url}/manifest.json` }] : [];
  });
}

/** `…/versions`: the versions of an article, newest first, whatever became of it. */
export const readVersions: Reads<typeof listVersionsEndpoint> = ofArticle(
  async (article, { limit, after }, request) => {
    const { site } = request;
    const below = after === undefined ? {} : { below: after[0] };
    const found = await listVersions(db(), article.id, { take: limit + 1, ...below });
    const { lines, next } = pageOf(request, found, limit, ({ number }) => [number]);
    const title = (await newestOf(db(), article.id))?.title ?? '';
    const versions = await recordsOf(site, article, lines);
    return { body: { article: aboutArticle(site, article, title), versions, next } };
  },
);

/** `…/versions/{number}`: one version, for ever. */
export const readVersion: Reads<typeof getVersionEndpoint> = ofArticle(async (article, { number }, { site }) => {
  const text = await findText(article, number, site, 'version');
  const [record] = text ? await recordsOf(site, article, [text.view.version]) : [];
  if (!text || !record) throw noVersion('number', number);
  const { title, updatedAt, attribution, related, citations } = text.view;
  const sources = new Map(citations.map(({ id, csl }) => [id, csl]));
  return {
    body: {
      ...record,
      article: aboutArticle(site, article, title),
      ...{ updatedAt, attribution, related: related.map((one) => one.title) },
      ...{ facts: text.facts, sections: text.sections },
      checks: [...(text.view.beside?.checks ?? [])],
      assessments: [...(text.view.beside?.assessments ?? [])],
      citations: text.citations.map((one) => ({ ...one, source: sources.get(one.id) ?? {} })),
    },
  };
});

/** Ids of the citations that readers meet in these versions, each once. */
function citedIn(stored: readonly StoredVersion[]): string[] {
  const inText = stored.flatMap(({ sections }) => sections.flatMap(({ body }) => citationIds(body)));
  const inFacts = stored.flatMap(({ facts }) => facts.flatMap((fact) => (fact.confirmed ? fact.citations : [])));
  return [...new Set([...inText, ...inFacts])];
}

/** `…/compare`: what differs between two versions, as the page of the same name computes it. */
export const readComparison: Reads<typeof compareVersionsEndpoint> = ofArticle(async (article, input, { site }) => {
  const newest = await newestOf(db(), article.id);
  const to = input.to ?? newest?.number ?? 1;
  const from = input.from ?? Math.max(1, to - 1);
  const found = await compareVersions(db(), article.id, from, to);
  if (!found) throw to > (newest?.number ?? 0) ? noVersion('to', to) : noVersion('from', from);
  const { before, after, citations, diff } = found;
  return {
    body: {
      article: aboutArticle(site, article, after.title),
      ...{ from: before.line, to: after.line },
      changes: diff && comparisonTold(diff),
      citations: citedIn([before, after])
        .flatMap((id) => citations.get(id) ?? [])
        .map(citationTold),
    },
  };
});
