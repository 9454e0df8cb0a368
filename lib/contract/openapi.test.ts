import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { allEndpoints } from '@/lib/contract/all';
import { pathParameters } from '@/lib/contract/endpoint';
import { openApi } from '@/lib/contract/openapi';

const parameter = z.strictObject({
  name: z.string(),
  in: z.enum(['path', 'query']),
  description: z.string().optional(),
  required: z.boolean(),
  schema: z.looseObject({}),
});
const content = z.record(z.string(), z.strictObject({ schema: z.looseObject({}) }));
const header = z.strictObject({ description: z.string().optional(), schema: z.looseObject({}) });
const response = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), header).optional(),
  content: content.optional(),
});
const operation = z.strictObject({
  summary: z.string().min(1),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(parameter),
  requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
  responses: z.record(z.string().regex(/^(?:[1-5]\d\d|default)$/u), response),
});
const documentSchema = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(z.enum(['get', 'post', 'put', 'patch', 'delete']), operation.optional()),
  ),
  components: z.strictObject({
    schemas: z.record(z.string(), z.looseObject({})),
    securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })),
  }),
});

const written: unknown = JSON.parse(JSON.stringify(openApi(allEndpoints)));
const described = documentSchema.parse(written);
const operations = Object.entries(described.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, one]) => (one ? [{ path, method, ...one }] : [])),
);
const reads = allEndpoints.filter(({ open }) => open);

/** Every `$ref` of a value. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
}

describe('the description of the API', () => {
  test('declares each parameter of each path, once', () => {
    for (const { path, parameters } of operations) {
      const inPath = parameters.filter((one) => one.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(pathParameters(path));
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
    }
  });

  test('names only schemas that it holds', () => {
    const known = Object.keys(described.components.schemas).map((name) => `#/components/schemas/${name}`);
    for (const ref of refsIn(written)) expect(known).toContain(ref);
    expect(JSON.stringify(written)).not.toContain('$schema');
  });

  test('has every read, with what it may answer besides', () => {
    expect(reads.length).toBe(14);
    for (const { path } of reads) {
      const { responses, security, requestBody } = operation.parse(described.paths[path]?.get);
      expect([security, requestBody]).toEqual([[], undefined]);
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '304', '400', '503', 'default']));
      expect(responses['200']?.headers).toHaveProperty('ETag');
      expect(responses['200']?.content).toHaveProperty('application/json');
      expect('404' in responses).toBe(path.includes('{'));
      expect('410' in responses && '308' in responses).toBe(path.includes('{articleId}'));
    }
  });

  test('says which lists have pages', () => {
    const paged = reads.filter(({ input }) => 'after' in input.shape);
    expect(paged.length).toBe(4);
    for (const { path } of paged) {
      const { parameters, responses } = operation.parse(described.paths[path]?.get);
      const limit = parameters.find(({ name }) => name === 'limit');
      expect(limit).toMatchObject({ in: 'query', required: false, schema: { minimum: 1, maximum: 100, default: 20 } });
      expect(parameters.find(({ name }) => name === 'after')).toMatchObject({ required: false });
      expect(responses['200']?.headers).toHaveProperty('Link');
    }
  });

  test('tells nothing of a session to whoever only reads', () => {
    const open = new Set(reads.map(({ path }) => path));
    const closed = operations.filter(({ path, method }) => method === 'get' && !open.has(path));
    for (const { security } of closed) expect(security).toBeUndefined();
  });
});
