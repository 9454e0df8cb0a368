import { z } from 'zod';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the wire: the route handler, the desk's `send`, OpenAPI and the tests read the same constant. */
export type Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> = {
  readonly method: Method;
  /** Path with its parameters in braces, such as `/api/v1/revisions/{number}`. */
  readonly path: string;
  /** One line for people who read the API's description. */
  readonly summary: string;
  /** Path parameters, query (GET) and JSON body, merged into one strict object. */
  readonly input: I;
  readonly output: O;
  /** `public` may be called without signing in. */
  readonly access: 'public' | 'signed-in';
  /** Scripts of other sites may read the answer: it is the same for everyone, whoever is signed in. */
  readonly open?: true;
  /** Media types of the files that it answers with, in place of JSON: its output is a `fileAnswer`. */
  readonly files?: readonly string[];
  /** Cap of the request body in bytes when it differs from `limits.bodyBytes`. */
  readonly bodyBytes?: number;
  /** What the request counts against; as a write unless told. */
  readonly rate?: 'presence';
};

type Spec<I extends z.ZodObject, O extends z.ZodType> = Omit<Endpoint<I, O>, 'access'> & {
  readonly access?: 'public' | 'signed-in';
};

/** Declares an endpoint; signed-in unless said otherwise. */
export function endpoint<I extends z.ZodObject, O extends z.ZodType>(spec: Spec<I, O>): Endpoint<I, O> {
  return { access: 'signed-in', ...spec };
}

/** A file to be saved: its name, its media type, its bytes. Nobody but the person who asked for it keeps it. */
export const fileAnswer = z.strictObject({
  name: z.string(),
  type: z.string(),
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

/** What a command gets: the input after the schema checked and converted it. */
export type EndpointInput<E extends Endpoint> = z.output<E['input']>;

/** What a command answers. */
export type EndpointOutput<E extends Endpoint> = z.output<E['output']>;

/** Names of the parameters in a path, in order. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));
}

/** Only what the contract names leaves the house: other keys are dropped, a missing or wrong one is a mistake of ours. */
export function shaped<I extends z.ZodObject, O extends z.ZodType>(by: Endpoint<I, O>, output: unknown): z.output<O> {
  const schema: z.ZodType = by.output;
  const named = schema instanceof z.ZodObject ? new Set(Object.keys(schema.shape)) : null;
  const kept =
    named && typeof output === 'object' && output !== null
      ? Object.fromEntries(Object.entries(output).filter(([key, value]) => named.has(key) && value !== undefined))
      : output;
  const parsed = by.output.safeParse(kept);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map((issue) => `${issue.code} ${issue.path.join('.')}`);
  throw new Error(`The answer of ${by.method} ${by.path} does not fit its contract: ${places.join('; ')}`);
}
