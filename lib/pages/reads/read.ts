import type { z } from 'zod';
import { articlePath, dayText, type Site } from '@/components/reader/view';
import type { Endpoint } from '@/lib/contract/endpoint';
import { cursorText } from '@/lib/contract/reads/cursor';
import { Refusal } from '@/lib/domain/refusal';
import { db } from '@/lib/db/client';
import { data, moved, type Answer, type PublicRequest } from '@/lib/pages/answer';
import { findArticle, findArticleById, type KnownArticle } from '@/lib/pages/queries/articles';

/** A value of the wire before it is written: lists may be read-only. */
type Told<T> = T extends readonly (infer U)[]
  ? readonly Told<U>[]
  : T extends object
    ? { readonly [K in keyof T]: Told<T[K]> }
    : T;

/** What a read answers: a body of its contract (kept in memory unless there are too many of its kind), or another answer. */
type Read<T> = Answer | { readonly body: Told<T>; readonly kept?: false };

/** From decoded parameters to what readers see. Throws `not_found` naming what is not there. */
export type ReadMaker<I, T> = (input: I, request: PublicRequest) => Promise<Read<T>>;

/** The maker of an endpoint. */
export type Reads<E extends Endpoint> = ReadMaker<z.output<E['input']>, z.input<E['output']>>;

/** Something in the address names nothing. */
export function nothingAt(where: string, message: string): Refusal {
  return new Refusal('not_found', { message, issues: [{ code: 'not_found', where, message }] });
}

/** The lines of a page out of one more than it has, and the address of the page behind them. */
export function pageOf<L>(request: PublicRequest, found: readonly L[], limit: number, keyOf: (line: L) => unknown) {
  const lines = found.slice(0, limit);
  const last = found.length > limit ? lines.at(-1) : undefined;
  if (last === undefined) return { lines, next: null };
  const query = new URLSearchParams(request.query);
  query.set('after', cursorText(keyOf(last)));
  return { lines, next: `${request.site.origin}${request.path}?${query.toString()}` };
}

/** An article as parts of it name it. */
export function refOf({ origin }: Site, { id, slug, title }: { id: string; slug: string; title: string }) {
  return { id, slug, title, url: origin + articlePath(slug) };
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const articlesPath = '/api/v1/articles';

/** The same read of the article at another slug. */
function movedTo(slug: string, { path, query }: PublicRequest): Answer {
  const rest = path.split('/').slice(5);
  const search = query.size === 0 ? '' : `?${query.toString()}`;
  return moved([articlesPath, encodeURIComponent(slug), ...rest].join('/') + search);
}

type Input = { readonly articleId: string };
type Make<A, I, R> = (article: A, input: I, request: PublicRequest) => Promise<R>;

/** A read of an article that is or was live, by its id or slug: 404 where there is none, 308 where it has another slug now. */
export const ofArticle =
  <I extends Input, R>(make: Make<KnownArticle, I, R>) =>
  async (input: I, request: PublicRequest): Promise<R | Answer> => {
    const key = input.articleId;
    const byId = uuid.test(key) ? await findArticleById(db(), key) : null;
    const article = byId ?? (await findArticle(db(), key));
    if (!article) throw nothingAt('articleId', `There is no article “${key}”.`);
    if (!byId && article.slug !== key) return movedTo(article.slug, request);
    return make(article, input, request);
  };

/** An article that is live now. */
export type LiveArticle = KnownArticle & { readonly liveNumber: number };

/** A read of what is live: besides, 308 to the article that took its place, 410 when it was withdrawn. */
export const ofLive = <I extends Input, R>(make: Make<LiveArticle, I, R>) =>
  ofArticle<I, R | Answer>(async (article, input, request) => {
    const { state, redirectTo, liveNumber } = article;
    if (state === 'redirected' && redirectTo !== null) return movedTo(redirectTo, request);
    return liveNumber === null ? goneAnswer(article) : make({ ...article, liveNumber }, input, request);
  });

function goneAnswer({ stateAt, stateReason }: KnownArticle): Answer {
  const title = `This article was withdrawn on ${dayText(stateAt)}.`;
  const fields = {
    ...{ type: 'about:blank', status: 410, title, code: 'withdrawn' },
    ...{ message: `${title} ${stateReason}`.trim(), issues: [] },
    withdrawn: { at: stateAt, reason: stateReason },
  };
  return data('application/problem+json; charset=utf-8', JSON.stringify(fields), { status: 410 });
}
