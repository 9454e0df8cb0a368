import type { z } from 'zod';
import { fileAnswer, shaped, type Endpoint } from '@/lib/contract/endpoint';
import { rates } from '@/lib/contract/limits';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { log } from '@/lib/system/log';
import { currentActor } from '@/lib/web/actor';
import { checkOrigin, decode } from '@/lib/web/decode';
import { problemOf } from '@/lib/web/problem';
import { dispositionOf } from '@/lib/system/disposition';
import { countTry } from '@/lib/web/rates';

/** In production Next gives a route without parameters `undefined`. */
type Context = { params: Promise<Record<string, string | string[] | undefined> | undefined> };
type Handler = (request: Request, context: Context) => Promise<Response>;

/** What a public endpoint's command gets in place of a person. */
export type Visitor = { readonly address: string };

async function admit(endpoint: Endpoint): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) throw new Refusal('signed_out');
  const rate = endpoint.rate ?? 'write';
  if (endpoint.method !== 'GET') await countTry(`${rate}:${actor.id}`, rates[rate]);
  return actor;
}

/** A file for the person who asked, to be saved under its name; nothing in it runs, nobody else keeps it. */
const fileResponse = ({ name, type, body }: z.output<typeof fileAnswer>): Response =>
  new Response(Buffer.from(body), {
    headers: {
      'content-type': type,
      'content-disposition': dispositionOf('attachment', name),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'cache-control': 'private, no-store',
    },
  });

/** Runs `work` as the answer to a request; `decoded` reads and checks the input, once `work` knows who asks. */
function handlerOf<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  work: (decoded: () => Promise<z.output<I>>, request: Request) => Promise<z.output<O>>,
): Handler {
  return async (request, context) => {
    const started = performance.now();
    const where = { method: request.method, route: endpoint.path };
    const answer = async () => {
      if (endpoint.method !== 'GET') checkOrigin(request.headers);
      const decoded = async () => decode(request, endpoint, (await context.params) ?? {});
      const output: unknown = shaped(endpoint, await work(decoded, request));
      if (endpoint.files) return fileResponse(fileAnswer.parse(output));
      return Response.json(output, { headers: { 'cache-control': 'no-store' } });
    };
    const response = await answer().catch((error: unknown) => problemOf(error, where));
    log.info('request', { ...where, status: response.status, ms: Math.round(performance.now() - started) });
    return response;
  };
}

/**
 * The route handler of an endpoint that needs a signed-in person: origin, person, decoded input, command, answer.
 * `after` runs when the command has committed and before the answer is sent (such as refreshing public pages).
 * A Refusal becomes `application/problem+json`; anything else a logged 500 with a short reference.
 */
export function defineRoute<I extends z.ZodObject, O extends z.ZodType, R extends z.output<O>>(
  endpoint: Endpoint<I, O>,
  command: (actor: Actor, input: z.output<I>) => Promise<R>,
  after?: (output: R) => Promise<unknown>,
): Handler {
  return handlerOf(endpoint, async (decoded) => {
    const actor = await admit(endpoint);
    const output = await command(actor, await decoded());
    await after?.(output);
    return output;
  });
}

/** The same for an endpoint that anyone may call; the command gets the visitor's address for its rate limit. */
export function definePublicRoute<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  command: (visitor: Visitor, input: z.output<I>) => Promise<z.output<O>>,
): Handler {
  return handlerOf(endpoint, async (decoded, request) => {
    const visitor = { address: request.headers.get('x-stet-address') ?? '' };
    return command(visitor, await decoded());
  });
}
