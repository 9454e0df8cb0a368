import { BusyPage, MailOffPage, NotFoundPage, NoSuchVersionPage, TroublePage } from '@/components/reader/message-page';
import type { Site } from '@/components/reader/view';
import { db } from '@/lib/db/client';
import type { Refusal } from '@/lib/domain/refusal';
import { page, still, type Answer, type PublicRequest } from '@/lib/pages/answer';
import { nearMatches } from '@/lib/pages/queries/search';
import type { KnownArticle } from '@/lib/pages/queries/articles';
import { listVersions, newestOf } from '@/lib/pages/queries/versions';

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
  const near = await nearMatches(query);
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

const mostNumbers = 50;

/** 404 for a version number: lists the newest versions there are. */
export async function noVersion(site: Site, article: KnownArticle): Promise<Answer> {
  const title = (await newestOf(db(), article.id))?.title ?? '';
  const newest = await listVersions(db(), article.id, { take: mostNumbers });
  const numbers = newest.map(({ number }) => number);
  return page(<NoSuchVersionPage site={site} slug={article.slug} title={title} numbers={numbers} />, { status: 404 });
}

/** 503 while the database is away; tells when to come back. */
export function awayAnswer(site: Site, seconds: number): Promise<Answer> {
  const headers = { 'retry-after': String(seconds) };
  return page(<TroublePage site={site} reference={null} />, { status: 503, cache: 'no-store', headers });
}

/** 429: too many questions from one address; says when to go on. */
export function busyAnswer(site: Site, { message, detail }: Refusal): Promise<Answer> {
  const headers = { 'retry-after': String(detail.retryAfter ?? 60) };
  return page(<BusyPage site={site} message={message} />, { status: 429, cache: 'no-store', headers });
}

/** 500 with a reference that the log names as well. */
export function troubleAnswer(site: Site, reference: string): Promise<Answer> {
  return page(<TroublePage site={site} reference={reference} />, { status: 500, cache: 'no-store' });
}

/** `/mail/off/…`: asks once more. Programs that only look at addresses in mail change nothing. */
export const mailOffAnswer = still(({ site }) =>
  page(<MailOffPage site={site} isOff={false} />, { cache: 'no-store', kept: false }),
);

/** It is off. */
export const mailIsOffAnswer = (site: Site): Promise<Answer> =>
  page(<MailOffPage site={site} isOff />, { cache: 'no-store' });
