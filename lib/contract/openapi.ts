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
  const parameter = (name: string, place: 'path' | 'query'): Json => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  });
  const parameters = [
    ...inPath.map((name) => parameter(name, 'path')),
    ...query.map((name) => parameter(name, 'query')),
  ];
  if (endpoint.method === 'GET') return { parameters, body: null };
  const rest = Object.fromEntries(Object.entries(properties).filter(([name]) => !inPath.includes(name)));
  const names = required.filter((name) => !inPath.includes(name));
  return { parameters, body: { type: 'object', properties: rest, required: names, additionalProperties: false } };
}

function operation(endpoint: Endpoint): Json {
  const { parameters, body } = inputParts(endpoint);
  const problem = { description: 'Refused', content: { 'application/problem+json': { schema: ref('Problem') } } };
  return {
    summary: endpoint.summary,
    ...(endpoint.access === 'public' ? { security: [] } : {}),
    parameters,
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(endpoint.output, 'output') } },
      },
      default: problem,
    },
  };
}

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

/** The OpenAPI 3.1 document of these endpoints. */
export function openApi(endpoints: readonly Endpoint[]): Json {
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Stet', version: '1', description: 'The API that the desk itself uses.' },
    security: [{ session: [] }],
    paths,
    components: {
      schemas: { Problem: problemSchema, Issue: issueSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'stet' } },
    },
  };
}
