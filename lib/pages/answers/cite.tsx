import { CitePage } from '@/components/reader/cite-page';
import { versionPath } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import { ownVersionItem } from '@/lib/domain/citation/own-version';
import { asking, page } from '@/lib/pages/answer';
import { articleAt, isAnswer, versionNumber } from '@/lib/pages/answers/article';
import { noVersion } from '@/lib/pages/answers/missing';
import { findTitledLine, newestOf } from '@/lib/pages/queries/versions';
import { writeBibtex } from '@/lib/transfer/formats/bibtex-out';
import { writeRis } from '@/lib/transfer/formats/ris-out';

/** `…/cite?version=`: how to cite a version; without a number the live one, or the newest of an article that is not live. */
export const citeAnswer = asking(['version'], async (request) => {
  const { site, query } = request;
  const article = await articleAt(request, '/cite');
  if (isAnswer(article)) return article;
  const newest = article.liveNumber ?? (await newestOf(db(), article.id))?.number ?? 1;
  const number = query.has('version') ? versionNumber(query.get('version')) : newest;
  const found = number === null ? null : await findTitledLine(db(), article.id, number);
  if (!found) return noVersion(site, article);
  const { title, line } = found;
  const url = site.origin + versionPath(article.slug, line.number);
  const own = { title, siteName: site.name, number: line.number, publishedAt: line.publishedAt, url };
  const entries = [{ key: `${article.slug}-v${line.number}`, csl: ownVersionItem(own) }];
  const records = { bibtex: writeBibtex(entries), ris: writeRis(entries) };
  const view = { slug: article.slug, own, isLive: article.liveNumber !== null, ...records };
  return page(<CitePage view={view} site={site} />);
});
