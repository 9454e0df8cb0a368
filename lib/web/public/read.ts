import { z } from 'zod';
import { pathParameters, shaped, type Endpoint } from '@/lib/contract/endpoint';
import { Refusal } from '@/lib/domain/refusal';
import { asking, data, openHeaders, type Answer } from '@/lib/pages/answer';
import type { ReadMaker } from '@/lib/pages/reads/read';
import { decode } from '@/lib/web/decode';
import { problemFor, problemText } from '@/lib/web/problem';
import { publicRoute, type PublicHandler } from '@/lib/web/public/route';

const opened = (answer: Answer): Answer => ({ ...answer, headers: { ...openHeaders, ...answer.headers } });

/** Whatever a read could not do, as `application/problem+json`. What does not fit in the address is 400: nothing else was sent. */
function problemAnswer(error: unknown, route: string): Answer {
  const problem = problemFor(error, { method: 'GET', route });
  const status = problem.status === 422 ? 400 : problem.status;
  const text = problemText({ ...problem, status });
  const { headers } = problem;
  return data('application/problem+json; charset=utf-8', text, { status, cache: 'no-store', headers, open: true });
}

/** Refuses parameters that the read does not know, or that are given twice: whoever mistypes one must not get another answer. */
function checkNames(request: Request, listed: readonly string[]): void {
  const names = [...new URL(request.url).searchParams.keys()];
  const refuse = (where: string, message: string) =>
    new Refusal('invalid', { message, issues: [{ code: 'unknown_parameter', where, message }] });
  const unknown = names.find((name) => !listed.includes(name));
  if (unknown !== undefined) throw refuse(unknown, `There is no parameter “${unknown}” here.`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw refuse(twice, `The parameter “${twice}” is given twice.`);
}

const paged = z.object({ next: z.string() });

/** A body in the form of its contract, with the address of the following page in `Link`. */
function written(endpoint: Endpoint, { body, kept }: { readonly body: unknown; readonly kept?: false }): Answer {
  const told = shaped(endpoint, body);
  const { data: page } = paged.safeParse(told);
  const headers = page ? { link: `<${page.next}>; rel="next"` } : {};
  const options = { headers, open: true, ...(kept === false && { kept }) };
  return data('application/json; charset=utf-8', JSON.stringify(told), options);
}

/**
 * The route handler of a read: parameters by the endpoint's schema, the maker's answer in the form of its contract, and all that
 * public pages have: ETag, 304, HEAD, codings, memory. Scripts of every site may read every answer.
 */
export function defineRead<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  make: ReadMaker<z.output<I>, z.input<O>>,
  admit?: (request: Request) => Promise<void>,
): PublicHandler {
  const inPath = pathParameters(endpoint.path);
  const listed = Object.keys(endpoint.input.shape).filter((name) => !inPath.includes(name));
  const troubled = async (error: unknown) => problemAnswer(error, endpoint.path);
  return async (request, context) => {
    const maker = asking(listed, async (asked) => {
      checkNames(request, listed);
      const made = await make(await decode(request, endpoint, asked.params), asked);
      return 'status' in made ? opened(made) : written(endpoint, made);
    });
    const strict = Object.assign(maker, { strict: true as const });
    return publicRoute(strict, { troubled, ...(admit && { admit }) })(request, context);
  };
}

/** What browsers are told that ask before a script of another site reads: it may, and it may do nothing else. */
export function allowReading(): Response {
  const allowed = {
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': 'If-None-Match',
    'access-control-max-age': '86400',
  };
  return new Response(null, { status: 204, headers: { ...openHeaders, ...allowed } });
}
