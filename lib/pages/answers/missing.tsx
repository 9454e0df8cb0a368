import { NotFoundPage, NoSuchVersionPage, TroublePage } from '@/components/reader/message-page';
import type { Site } from '@/components/reader/view';
import { page, type Answer, type PublicRequest } from '@/lib/pages/answer';
import { listArticles, nearMatches } from '@/lib/pages/lists';
import { latestTitle, listVersions, type KnownArticle } from '@/lib/pages/queries';

/** 404 with near matches; the words of the address stand in the search field. */
export async function missingAnswer(
  { path, site }: Pick<PublicRequest, 'path' | 'site'>,
  message?: string,
): Promise<Answer> {
  const words = decodedPath(path)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .slice(0, 100);
  const query = words.replace(/^articles /u, '').replace(/ (?:versions|compare)(?: .*)?$/u, '');
  const near = nearMatches(query, await listArticles());
  const said = message === undefined ? {} : { message };
  return page(<NotFoundPage site={site} query={query} near={near} {...said} />, { status: 404 });
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

export const noArticle = (request: Pick<PublicRequest, 'path' | 'site'>) =>
  missingAnswer(request, 'There is no article at this address.');

/** 404 for a version number: lists the versions there are. */
export async function noVersion(site: Site, article: KnownArticle): Promise<Answer> {
  const title = await latestTitle(article.id);
  const numbers = (await listVersions(article.id)).map(({ number }) => number);
  return page(<NoSuchVersionPage site={site} slug={article.slug} title={title} numbers={numbers} />, { status: 404 });
}

/** 503 while the database is away; tells when to come back. */
export function awayAnswer(site: Site, seconds: number): Promise<Answer> {
  const headers = { 'retry-after': String(seconds) };
  return page(<TroublePage site={site} reference={null} />, { status: 503, cache: 'no-store', headers });
}

/** 500 with a reference that the log names as well. */
export function troubleAnswer(site: Site, reference: string): Promise<Answer> {
  return page(<TroublePage site={site} reference={reference} />, { status: 500, cache: 'no-store' });
}
