import { z } from 'zod';
import { pathParameters, type Endpoint } from '@/lib/contract/endpoint';

type Json = Record<string, unknown>;

const problemSchema = {
  type: 'object',
  required: ['status', 'code', 'message', 'issues'],
  properties: {
    status: { type: 'integer' },
    code: { type: 'string' },
    message: { type: 'string' },
    issues: { type: 'array', items: { $ref: '#/components/schemas/Issue' } },
    current: { description: 'What is there now, with 409.' },
  },
};

const issueSchema = {
  type: 'object',
  required: ['code', 'where', 'message'],
  properties: { code: { type: 'string' }, where: { type: 'string' }, message: { type: 'string' } },
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};

const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

function inputParts(endpoint: Endpoint): { parameters: Json[]; body: Json | null } {
  const inPath = pathParameters(endpoint.path);
  const { properties, required } = objectSchema.parse(schemaOf(endpoint.input, 'input'));
  const query = endpoint.method === 'GET' ? Object.keys(properties).filter((name) => !inPath.includes(name)) : [];
  const parameter = (name: string, place: 'path' | 'query'): Json => {
    const { description, ...schema } = properties[name] ?? {};
    const said = description === undefined ? {} : { description };
    return { name, in: place, ...said, required: place === 'path' || required.includes(name), schema };
  };
  const parameters = [
    ...inPath.map((name) => parameter(name, 'path')),
    ...query.map((name) => parameter(name, 'query')),
  ];
  if (endpoint.method === 'GET') return { parameters, body: null };
  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const names = required.filter((name) => !inPath.includes(name));
  return { parameters, body: { type: 'object', properties: rest, required: names, additionalProperties: false } };
}

const problem = (description: string): Json => ({
  description,
  content: { 'application/problem+json': { schema: ref('Problem') } },
});

const text = { schema: { type: 'string' } };
const validator = { ETag: { description: 'Strong; goes into If-None-Match.', ...text } };

/** What a read may answer besides its body. */
function readResponses({ path }: Endpoint): Json {
  const ofArticle = path.includes('{articleId}');
  return {
    304: { description: 'Not changed', headers: validator },
    ...(ofArticle && { 308: { description: 'It has another address now', headers: { Location: text } } }),
    400: problem('Something in the address does not fit; `issues` say what'),
    ...(path.includes('{') && { 404: problem('There is no such thing; `issues` say which') }),
    ...(ofArticle && { 410: problem('The article was withdrawn; its versions can still be read') }),
    503: { ...problem('Not possible right now'), headers: { 'Retry-After': { description: 'Seconds', ...text } } },
  };
}

/** Headers of a read's body; lists that have pages name the following one. */
function readHeaders({ input }: Endpoint): Json {
  const link = { Link: { description: 'The following page, as `rel="next"`.', ...text } };
  return { ...validator, ...('after' in input.shape && link) };
}

/** The body of an answer that is no problem. */
const contentOf = ({ files, output }: Endpoint): Json =>
  files
    ? Object.fromEntries(files.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]))
    : { 'application/json': { schema: schemaOf(output, 'output') } };

function operation(endpoint: Endpoint): Json {
  const { parameters, body } = inputParts(endpoint);
  return {
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    parameters,
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: {
        description: 'Done',
        ...(endpoint.open && { headers: readHeaders(endpoint) }),
        content: contentOf(endpoint),
      },
      ...(endpoint.open && readResponses(endpoint)),
      default: problem('Refused'),
    },
  };
}

const about = [
  'Reads are open to everyone and to scripts of every site: they answer what readers see, and nothing else.',
  'Lists come page by page: `next` is the address of the following one. Every body has a strong ETag.',
  'Everything else is what the desk itself uses, for people who are signed in.',
].join(' ');

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The OpenAPI 3.1 document of these endpoints. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Stet', version: '1', description: about },
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema, Issue: issueSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'stet' } },
    },
  };
}
