import { describe, expect, test } from 'vitest';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { isMalformed } from '@/lib/web/server/answer';
import { cleanRequest, deskPolicy } from '@/lib/web/server/headers';

describe('malformed addresses', () => {
  test.each([
    '/%',
    '/%E0%A4%A',
    '/x/%c0%af',
    '/a%00b',
    '//evil',
    '/a//b',
    '/a\\b',
    '/a%5cb',
    '/../x',
    '/a/%2e%2e/b',
    '/?q=%',
    'x',
    '*',
    '/#a',
    `/${'a'.repeat(9000)}`,
  ])('refuses %s', (url) => expect(isMalformed(url)).toBe(true));
  test.each([
    '/',
    '/articles/iran-syria',
    '/articles/iran%E2%80%93syria?from=1&to=2',
    '/search?q=a+b%20%26',
    '/a.b/..c',
    '/_next/static/x.js',
  ])('lets %s pass', (url) => expect(isMalformed(url)).toBe(false));
});

const asked = (headers: Record<string, string>) => {
  const req = new IncomingMessage(new Socket());
  Object.assign(req.headers, headers);
  return req;
};

test('headers that steer Next or pretend to be a proxy are gone', () => {
  const req = asked({
    'x-forwarded-host': 'evil',
    'x-middleware-subrequest': 'x',
    'x-nextjs-data': '1',
    'next-resume': '1',
    'next-action': 'abc',
    'x-nonce': 'n',
    'content-security-policy': 'default-src *',
    forwarded: 'for=1',
    'x-stet-address': '9.9.9.9',
    accept: 'text/html',
    rsc: '1',
  });
  cleanRequest(req, 0);
  expect(Object.keys(req.headers)).toEqual(['accept', 'rsc']);
});

test.each([
  [0, '1.1.1.1, 2.2.2.2', ''],
  [1, '1.1.1.1, 2.2.2.2', '2.2.2.2'],
  [2, '1.1.1.1, 2.2.2.2', '1.1.1.1'],
  [3, '1.1.1.1, 2.2.2.2', ''],
])('behind %i proxies %s is %s', (proxies, chain, address) => {
  expect(cleanRequest(asked({ 'x-forwarded-for': chain }), proxies)).toBe(address);
});

test('the policy of production allows nothing inline and nothing from elsewhere', () => {
  const policy = deskPolicy('abc', false);
  expect(policy).not.toMatch(/unsafe|\*|http/);
  expect(policy).toContain(`script-src 'nonce-abc' 'strict-dynamic'`);
});
