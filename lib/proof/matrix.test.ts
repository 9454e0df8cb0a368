import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as accounts from '@/lib/contract/accounts';
import { allEndpoints } from '@/lib/contract/all';
import { openApi } from '@/lib/contract/openapi';
import { listEntries } from '@/lib/system/entries';

const pathsSchema = z.object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) });
const root = process.cwd();
const entries = listEntries(root);
const rows = readFileSync('lib/proof/matrix.csv', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const [head, ...matrix] = rows;
const key = (row: readonly (string | undefined)[]) => `${row[0]} ${row[1]}`;
const keyOf = ({ method, path }: { readonly method: string; readonly path: string }) => `${method} ${path}`;

describe('the matrix of routes and roles', () => {
  test('every page and route has a row, and every row a page or route', () => {
    expect(head).toEqual(['method', 'path', 'access', 'signed_out', 'editor', 'reviewer', 'admin']);
    expect(matrix.map(key).toSorted()).toEqual(entries.map((entry) => `${entry.method} ${entry.path}`).toSorted());
  });

  test('whoever is signed out reads public pages only and writes nothing', () => {
    const open = matrix.filter((row) => !['401', '307'].includes(row[3] ?? ''));
    expect(open.filter((row) => row[2] !== 'public')).toEqual([]);
    expect(
      open
        .filter((row) => row[0] !== 'GET')
        .map(key)
        .toSorted(),
    ).toEqual([
      'POST /api/auth/{nextauth}',
      'POST /api/v1/welcome',
      'POST /articles/{slug}/report',
      'POST /mail/off/{token}',
    ]);
  });

  test('the contract says the same about who may call', () => {
    for (const endpoint of allEndpoints) {
      const row = matrix.find((one) => key(one) === `${endpoint.method} ${endpoint.path}`);
      expect(row?.[2] === 'public').toBe(endpoint.access === 'public');
    }
  });
});

describe('the contract and its routes', () => {
  const made = entries.filter((entry) => entry.endpoint !== '');

  test('each endpoint has exactly one route, each route one endpoint', () => {
    const wanted = allEndpoints.map((endpoint) => `${endpoint.method} ${endpoint.path}`);
    expect(made.map((entry) => `${entry.method} ${entry.path}`).toSorted()).toEqual(wanted.toSorted());
    expect(new Set(wanted).size).toBe(wanted.length);
    expect(new Set(made.map((entry) => entry.endpoint)).size).toBe(made.length);
  });

  test('everything under /api/v1 is made by defineRoute or defineRead, but for the description itself', () => {
    const others = entries.filter((entry) => entry.path.startsWith('/api/v1') && entry.endpoint === '');
    expect(others.map((entry) => entry.path)).toEqual(['/api/v1/openapi.json']);
  });

  test('what scripts of other sites may read is made by defineRead, needs nobody to be signed in, and changes nothing', () => {
    const open = allEndpoints.filter((endpoint) => endpoint.open);
    const reads = made.filter((entry) => entry.made === 'read');
    expect(reads.map(keyOf).toSorted()).toEqual(open.map(keyOf).toSorted());
    expect(open.filter(({ method, access }) => method !== 'GET' || access !== 'public')).toEqual([]);
    const asked = new Set(entries.filter((entry) => entry.isOpen).map((entry) => entry.path));
    expect([...asked].toSorted()).toEqual([...reads.map(({ path }) => path), '/api/v1/openapi.json'].toSorted());
  });

  test('every write of a signed-in person carries an op id', () => {
    const writes = allEndpoints.filter((endpoint) => endpoint.method !== 'GET' && endpoint.access !== 'public');
    expect(writes.filter((endpoint) => !('opId' in endpoint.input.shape)).map((endpoint) => endpoint.path)).toEqual([]);
  });

  test('OpenAPI describes all of them', () => {
    const described = Object.entries(pathsSchema.parse(openApi(allEndpoints)).paths).flatMap(([at, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${at}`),
    );
    expect(described.toSorted()).toEqual(allEndpoints.map(({ method, path }) => `${method} ${path}`).toSorted());
    expect(described).toContain(`POST ${accounts.inviteEndpoint.path}`);
  });
});
