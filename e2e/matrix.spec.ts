import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type APIRequestContext, expect, test } from 'playwright/test';

/** Who asks; the column of the matrix, and the person of the demo. */
const people = { signed_out: null, editor: 'yusuf', reviewer: 'nora', admin: 'rosa' } as const;

const [head = [], ...rows] = readFileSync('lib/proof/matrix.csv', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));

type Schema = {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  items?: Schema;
  minItems?: number;
};
type Operation = { requestBody?: { content: { 'application/json': { schema: Schema } } } };
type Description = { paths: Record<string, Record<string, Operation>> };

const unknownId = '00000000-0000-7000-8000-00000000ffff';

function textOf(schema: Schema): string {
  if (schema.format === 'uuid') return crypto.randomUUID();
  if (schema.format === 'date-time') return '2099-01-01T00:00:00Z';
  if (schema.pattern?.includes('64')) return 'a'.repeat(64);
  return 'Some words';
}

/** The smallest value that fits a schema: so that a refusal is about the person, not about the form. */
function exampleOf(schema: Schema): unknown {
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  if (schema.anyOf?.[0]) return exampleOf(schema.anyOf[0]);
  if (schema.type === 'object') {
    const properties = Object.entries(schema.properties ?? {});
    // Who wrote it is for the desk to say: another person's name would be refused before anything else.
    const given = properties.filter(([name]) => name !== 'writtenBy');
    return Object.fromEntries(given.map(([name, inner]) => [name, exampleOf(inner)]));
  }
  if (schema.type === 'array') return schema.minItems && schema.items ? [exampleOf(schema.items)] : [];
  return plainExample(schema);
}

function plainExample(schema: Schema): unknown {
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  return schema.type === 'boolean' ? true : textOf(schema);
}

async function signIn(request: APIRequestContext, handle: string | null, origin: string): Promise<void> {
  if (!handle) return;
  const { csrfToken }: { csrfToken: string } = await (await request.get('/api/auth/csrf')).json();
  const form = { csrfToken, handle, callbackUrl: '/desk' };
  const answer = await request.post('/api/auth/callback/demo', { form, headers: { origin }, maxRedirects: 0 });
  expect(answer.headers()['location']).toBe(`${origin}/desk`);
}

const concrete = (path: string, number = '999999') =>
  path
    .replace('{number}', number)
    .replace('{token}', 'unknown')
    .replaceAll(/\{\w+\}/g, unknownId);

async function describeApi(request: APIRequestContext): Promise<Description> {
  const description: Description = await (await request.get('/api/v1/openapi.json')).json();
  return description;
}

function bodyFor(api: Description, method: string, path: string): unknown {
  const schema = api.paths[path]?.[method.toLowerCase()]?.requestBody?.content['application/json'].schema;
  // Without a parameter in the path a good body would make something: there an empty one has to be refused.
  return schema && path.includes('{') ? exampleOf(schema) : {};
}

// Whoever has written too much in a minute waits for the next.
test.describe.configure({ timeout: 180_000 });

type Asked = Parameters<APIRequestContext['fetch']>[1];

/** Asks, and asks again when the server says that it was too much for one minute: what is wanted is its other answer. */
async function insist(request: APIRequestContext, path: string, how: Asked) {
  const answer = await request.fetch(path, how);
  if (answer.status() !== 429) return answer;
  await setTimeout((Number(answer.headers()['retry-after']) + 1) * 1000);
  return request.fetch(path, how);
}

for (const [who, handle] of Object.entries(people)) {
  test(`every page and route answers ${who} as the matrix says`, async ({ playwright, baseURL }) => {
    const origin = baseURL ?? '';
    const request = await playwright.request.newContext({ baseURL: origin });
    await signIn(request, handle, origin);
    const api = await describeApi(request);
    const wrong: string[] = [];
    for (const row of rows) {
      const [method = '', path = ''] = row;
      const data = method === 'GET' ? {} : { data: JSON.stringify(bodyFor(api, method, path)) };
      const headers = { origin, 'content-type': 'application/json' };
      const answer = await insist(request, concrete(path), { method, headers, maxRedirects: 0, ...data });
      const wanted = row[head.indexOf(who)];
      if (String(answer.status()) !== wanted) wrong.push(`${method} ${path}: ${answer.status()}, not ${wanted}`);
    }
    expect(wrong).toEqual([]);
    await request.dispose();
  });
}

test('an editor cannot decide on any revision of the site by any path', async ({ playwright, baseURL }) => {
  const origin = baseURL ?? '';
  const verbs = ['publish', 'publish/emergency', 'schedule', 'schedule/cancel', 'reject', 'reviews'];
  for (const handle of ['amal', 'yusuf']) {
    const request = await playwright.request.newContext({ baseURL: origin });
    await signIn(request, handle, origin);
    const api = await describeApi(request);
    const passed: string[] = [];
    for (let number = 1; number <= 12; number += 1) {
      for (const verb of verbs) {
        const path = `/api/v1/revisions/{number}/${verb}`;
        const data = JSON.stringify(bodyFor(api, 'POST', path));
        const headers = { origin, 'content-type': 'application/json' };
        const answer = await insist(request, concrete(path, String(number)), { method: 'POST', data, headers });
        const refused = [403, 404, 409, 422].includes(answer.status());
        if (!refused) passed.push(`${handle} ${path} ${number}: ${answer.status()}`);
      }
    }
    expect(passed).toEqual([]);
    await request.dispose();
  }
});

test('a foreign origin writes nothing', async ({ playwright, baseURL }) => {
  const origin = baseURL ?? '';
  const request = await playwright.request.newContext({ baseURL: origin });
  await signIn(request, 'rosa', origin);
  const api = await describeApi(request);
  const writes = rows.filter(([method]) => method !== 'GET');
  for (const foreign of ['https://evil.example', 'null', `${origin}.evil.example`]) {
    for (const [method = '', path = ''] of writes) {
      const data = JSON.stringify(bodyFor(api, method, path));
      const headers = { origin: foreign, 'content-type': 'application/json' };
      const answer = await request.fetch(concrete(path), { method, headers, data });
      expect(`${path} ${answer.status()}`).toMatch(/ (403|404|429)$/);
    }
  }
  await request.dispose();
});
