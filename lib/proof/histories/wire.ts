import { z } from 'zod';
import { type Endpoint, type EndpointInput, pathParameters } from '@/lib/contract/endpoint';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { type App, origin } from '@/lib/proof/bench/stage/app';
import { ask } from '@/lib/proof/bench/stage/http';
import { newId } from '@/lib/system/crypto';

type Sent<E extends Endpoint> = Omit<EndpointInput<E>, 'opId'>;

/** How a command reaches the program: as the function that it is, or over HTTP by its endpoint. Throws what the product throws. */
export type Wire = <E extends Endpoint>(
  endpoint: E,
  command: (actor: Actor, input: Sent<E> & { opId: string }) => Promise<unknown>,
  actor: Actor,
  input: Sent<E>,
) => Promise<unknown>;

/** Calls the function. */
export const direct: Wire = (_endpoint, command, actor, input) => command(actor, { ...input, opId: newId() });

const problemSchema = z.object({
  code: z.enum([
    ...['signed_out', 'forbidden', 'own_work', 'not_found', 'wrong_state', 'stale', 'invalid', 'not_ready'],
    ...['rate_limited', 'unavailable'],
  ] as const),
  message: z.string(),
});

/** Sends the request as the person's browser would; `cookies` are those of their sessions, by the person's id. */
export function overHttp(app: App, cookies: ReadonlyMap<string, string>): Wire {
  return async (endpoint, _command, actor, input) => {
    const values: Readonly<Record<string, unknown>> = { ...input, opId: newId() };
    const inPath = pathParameters(endpoint.path);
    const path = inPath.reduce((made, name) => made.replace(`{${name}}`, String(values[name])), endpoint.path);
    const body = JSON.stringify(Object.fromEntries(Object.entries(values).filter(([name]) => !inPath.includes(name))));
    const headers = { cookie: cookies.get(actor.id) ?? '', origin, 'content-type': 'application/json' };
    const answer = await ask(app.port, path, { method: endpoint.method, headers, body });
    const said: unknown = JSON.parse(answer.body.toString());
    if (answer.status === 200) return endpoint.output.parse(said);
    const problem = problemSchema.safeParse(said);
    if (!problem.success) throw new Error(`${endpoint.method} ${path}: ${answer.status} ${answer.body.toString()}`);
    throw new Refusal(problem.data.code, { message: problem.data.message });
  };
}
