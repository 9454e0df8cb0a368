import path from 'node:path';
import { z } from 'zod';
import { sha256Bytes } from '@/lib/system/crypto';
import { listEntries } from '@/lib/system/entries';

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Route = { readonly pattern: RegExp; readonly names: readonly string[]; readonly handler: Handler };

const moduleSchema = z.object({ GET: z.custom<Handler>((value) => typeof value === 'function') });
const origin = 'http://localhost:3000';

/** Every route that answers readers: public addresses, and the reads for programs. */
async function publicRoutes(): Promise<Route[]> {
  const entries = listEntries(process.cwd()).filter(
    ({ file, method, made }) => method === 'GET' && (file.startsWith('app/(reader)') || made === 'read'),
  );
  const routes = await Promise.all(
    entries.map(async (entry): Promise<Route> => {
      const loaded: unknown = await import(/* @vite-ignore */ path.resolve(entry.file));
      const names = [...entry.path.matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
      const pattern = new RegExp(`^${entry.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '([^/]+)')}$`, 'u');
      return { pattern, names, handler: moduleSchema.parse(loaded).GET };
    }),
  );
  // An address in full goes before one with a parameter in its place.
  return routes.toSorted((a, b) => a.names.length - b.names.length);
}

const decoded = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&quot;', '"');

function linksOf(text: string, headers: Headers, base: string): string[] {
  const written = [
    ...text.matchAll(/ (?:href|action)="([^"]*)"|<(?:loc|uri)>([^<]+)<|"(https?:[^"]+)"/gu),
    ...`${headers.get('link') ?? ''} <${headers.get('location') ?? base}>`.matchAll(/<([^>]+)>/gu),
  ];
  return written.flatMap(([, ...found]) => {
    const address = decoded(found.find((one) => one !== undefined) ?? '');
    if (!URL.canParse(address, origin + base)) return [];
    const url = new URL(address, origin + base);
    return url.origin === origin ? [url.pathname + url.search] : [];
  });
}

/**
 * Asks every public address that can be reached from these, each by the handler of its own route. Answers what each says:
 * status, headers and SHA-256 of its bytes, as one text by address. Addresses of the desk are not asked.
 */
export async function crawlPublic(starts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const routes = await publicRoutes();
  const seen = new Map<string, string>();
  const queue = [...starts];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const [pathname = ''] = at.split('?');
    const route = routes.find(({ pattern }) => pattern.test(pathname));
    if (seen.has(at) || !route) continue;
    const [, ...values] = route.pattern.exec(pathname) ?? [];
    const params = Object.fromEntries(route.names.map((name, place) => [name, values[place] ?? '']));
    const answer = await route.handler(new Request(origin + at), { params: Promise.resolve(params) });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    seen.set(at, JSON.stringify([answer.status, [...answer.headers], sha256Bytes(bytes)]));
    if (/text|json|xml/u.test(answer.headers.get('content-type') ?? '')) {
      queue.push(...linksOf(new TextDecoder().decode(bytes), answer.headers, at));
    }
  }
  return seen;
}
