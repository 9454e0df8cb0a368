import type { Coding } from '@/lib/pages/public-pages';

/**
 * Next drops `content-encoding` from the answers of route handlers. So a handler that answers compressed bytes names the
 * coding here too, and the server in front says it to the client.
 */
export const codingHeader = 'x-stet-coding';

const known = new Map<string, Coding>();
const mostKnown = 1000;

/** The coding to answer with: the best of ours that the header takes (`q=0` refuses). Headers repeat, so answers are remembered. */
export function codingFor(accept: string): Coding {
  const found = known.get(accept);
  if (found) return found;
  const weights = new Map(
    accept.split(',').map((part): [string, number] => {
      const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find((text) => text !== undefined);
      return [name.trim(), weight === undefined ? 1 : Number(weight)];
    }),
  );
  const takes = (name: string) => (weights.get(name) ?? weights.get('*') ?? 0) > 0;
  const coding = takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity';
  if (known.size >= mostKnown) known.clear();
  known.set(accept, coding);
  return coding;
}

/** True when `If-None-Match` names this validator. */
export function namesEtag(header: string, etag: string): boolean {
  if (header === etag || header === '*') return true;
  return header.split(',').some((part) => part.trim().replace(/^W\//, '') === etag);
}
