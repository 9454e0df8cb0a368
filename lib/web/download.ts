import type { Actor } from '@/lib/domain/actor';
import { currentActor } from '@/lib/web/actor';
import { problemOf } from '@/lib/web/problem';
import { Refusal } from '@/lib/domain/refusal';

type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> };

/** A file to hand over; the name is made of ids, never of what somebody typed. */
type Download = { readonly bytes: Uint8Array; readonly name: string };

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/**
 * The route handler of a file that signed-in people may have: always saved, never shown. Whatever it holds, browsers get bytes of no
 * kind, in a sandbox, and must not guess. `names` are the ids in its address.
 */
export function defineDownload<N extends string>(
  names: readonly N[],
  query: (actor: Actor, ids: Record<N, string>) => Promise<Download>,
): (request: Request, context: Context) => Promise<Response> {
  return async (request, context) => {
    const answer = async () => {
      const actor = await currentActor();
      if (!actor) throw new Refusal('signed_out');
      const { bytes, name } = await query(actor, idsOf(names, (await context.params) ?? {}));
      return new Response(Buffer.from(bytes), {
        headers: {
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename="${name}"`,
          'content-security-policy': "default-src 'none'; sandbox",
          'x-content-type-options': 'nosniff',
          'cache-control': 'no-store',
        },
      });
    };
    return answer().catch((error: unknown) => problemOf(error, { method: request.method, route: 'download' }));
  };
}

function idsOf<N extends string>(names: readonly N[], params: Readonly<Record<string, unknown>>): Record<N, string> {
  const entries = names.map((name) => {
    const id = params[name];
    if (typeof id !== 'string' || !uuid.test(id)) throw new Refusal('not_found');
    return [name, id] as const;
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one entry for each name
  return Object.fromEntries(entries) as Record<N, string>;
}
