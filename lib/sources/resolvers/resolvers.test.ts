import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '@/lib/domain/actor';
import { lookUp } from '@/lib/sources/resolvers/look-up';
import { forgetEnv } from '@/lib/system/env';
import { guardedFetch, type GuardedOptions } from '@/lib/system/guarded-fetch';

const amal: Actor = { id: '01890000-0000-7000-8000-000000000001', name: 'Amal', role: 'editor' };
let server: Server;
let answer: RequestListener;
let asked: string[];

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const name of ['CROSSREF_URL', 'PUBMED_URL', 'OPEN_LIBRARY_URL']) vi.stubEnv(name, base());
  allow('crossref,pubmed,openlibrary,page');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  forgetEnv();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const port = () => (server.address() as AddressInfo).port;
const base = () => `http://127.0.0.1:${port()}`;
function allow(names: string) {
  vi.stubEnv('RESOLVERS', names);
  forgetEnv();
}
const json =
  (value: unknown): RequestListener =>
  (_, response) => {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(value));
  };
/** The guarded way out, which for these tests may connect to our own server. */
const local = (options: GuardedOptions = {}) => {
  const own = port();
  return (address: string | URL, given: GuardedOptions = {}) =>
    guardedFetch(address, { ...given, ...options, allow: (_, to) => to === own });
};
const look = (csl: Record<string, unknown>, options: GuardedOptions = {}) =>
  lookUp(amal, { opId: amal.id, csl }, local(options));
const doi = { type: 'article-journal', DOI: '10.5555/12345678' };
const unread = {
  ...{ from: null, csl: null, warnings: [] },
  problem: 'We could not read that page from here. Fill in what you know: title and who published it are enough.',
};

describe('records of the network', () => {
  it('of a DOI come from Crossref', async () => {
    answer = json({
      message: {
        type: 'journal-article',
        title: ['Trade <i>and</i> trust'],
        subtitle: ['Damascus'],
        author: [{ family: 'Haddad', given: 'Lina' }, { name: 'Ministry of Energy' }, { given: 'nobody' }],
        'container-title': ['Journal of Levant Studies'],
        issued: { 'date-parts': [[2015, 2, 25]] },
        ...{ volume: '12', issue: '3', page: '45-67', publisher: 'Press', ISSN: ['0378-5955'], language: 'en' },
      },
    });
    expect(await look(doi)).toEqual({
      from: 'Crossref',
      problem: null,
      warnings: ['Markup was taken out of “title”.'],
      csl: {
        type: 'article-journal',
        title: 'Trade and trust: Damascus',
        author: [{ family: 'Haddad', given: 'Lina' }, { literal: 'Ministry of Energy' }],
        'container-title': 'Journal of Levant Studies',
        issued: { 'date-parts': [[2015, 2, 25]] },
        ...{ volume: '12', issue: '3', page: '45-67', publisher: 'Press', ISSN: '0378-5955', language: 'en' },
      },
    });
    expect(asked).toEqual(['/works/10.5555%2F12345678']);
  });

  it('of an ISBN come from Open Library', async () => {
    const book = {
      title: 'Neighbours',
      authors: [{ name: 'Anna M. Berg' }],
      publishers: [{ name: 'Harbour Press' }],
      publish_date: 'May 2006',
    };
    answer = json({ 'ISBN:9780306406157': book });
    expect((await look({ type: 'book', ISBN: '9780306406157' })).csl).toEqual({
      ...{ type: 'book', title: 'Neighbours', publisher: 'Harbour Press' },
      author: [{ family: 'Berg', given: 'Anna M.' }],
      issued: { 'date-parts': [[2006, 5]] },
    });
  });

  it('of a PubMed number come from PubMed', async () => {
    const article = {
      title: 'Oil.',
      authors: [{ name: 'Haddad LM' }],
      fulljournalname: 'J',
      pubdate: '2015 Feb 25',
      articleids: [{ idtype: 'doi', value: '10.5555/x' }],
    };
    answer = json({ result: { '123': article } });
    expect((await look({ type: 'article-journal', PMID: '123' })).csl).toEqual({
      ...{ type: 'article-journal', title: 'Oil', 'container-title': 'J', DOI: '10.5555/x' },
      author: [{ family: 'Haddad', given: 'L. M.' }],
      issued: { 'date-parts': [[2015, 2, 25]] },
    });
  });

  it('of a page come from its head', async () => {
    answer = (_, response) =>
      void response.setHeader('content-type', 'text/html').end(`<!doctype html><html lang="en-GB"><head>
<title>Oil &amp; trust | Levant Monitor</title><meta property="og:title" content="Oil &amp; trust">
<meta content='Levant Monitor' property='og:site_name'><meta name=author content="Lina Haddad">
<meta property="article:published_time" content="2023-05-09T10:00:00Z"></head><body>${'x'.repeat(3_000_000)}`);
    expect((await look({ type: 'webpage', URL: `${base()}/oil` })).csl).toEqual({
      ...{ type: 'webpage', title: 'Oil & trust', 'container-title': 'Levant Monitor', language: 'en-GB' },
      author: [{ family: 'Haddad', given: 'Lina' }],
      issued: { 'date-parts': [[2023, 5, 9]] },
    });
  });

  it('are checked like anything typed', async () => {
    answer = json({
      message: {
        title: ['T\u0000'],
        page: 7,
        volume: ['x'.repeat(900)],
        ISSN: ['1234-0000'],
        issued: { 'date-parts': [[2015, 44]] },
      },
    });
    const { csl, warnings } = await look(doi);
    expect(csl).toMatchObject({ type: 'document', title: 'T', volume: 'x'.repeat(500) });
    expect(csl).not.toHaveProperty('ISSN');
    expect(csl).not.toHaveProperty('issued');
    expect(warnings).toContain(
      '“ISSN” “1234-0000” was set aside: The last digit does not fit. Please check the number.',
    );
  });
});

describe('what goes wrong out there', () => {
  it.each<[string, RequestListener]>([
    ['bad JSON', (_, response) => void response.setHeader('content-type', 'application/json').end('{"message":')],
    [
      'another media type',
      (_, response) => void response.setHeader('content-type', 'text/html').end('<title>T</title>'),
    ],
    ['404', (_, response) => void response.writeHead(404, { 'content-type': 'application/json' }).end('{}')],
    ['no record', json({ message: { title: [] } })],
    ['another shape', json([1, 2, 3])],
    [
      'too much',
      (_, response) => void response.setHeader('content-type', 'application/json').end(' '.repeat(2_500_000)),
    ],
    ['a torn connection', (request) => void request.socket.destroy()],
    [
      'a redirect to loopback',
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    ],
    ['a redirect to a file', (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end()],
    ['redirects without end', (_, response) => void response.writeHead(302, { location: '/again' }).end()],
  ])('%s is said, and nothing is made of it', async (_, bad) => {
    answer = bad;
    expect(await look(doi)).toEqual(unread);
  });

  it('a slow answer is given up', async () => {
    answer = (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{');
    expect(await look(doi, { timeoutMs: 300 })).toEqual(unread);
  });

  it('an address inside the house is never asked', async () => {
    answer = json({});
    const page = { type: 'webpage', URL: `${base()}/admin` };
    expect(await lookUp(amal, { opId: amal.id, csl: page })).toEqual(unread);
    for (const URL of [
      'http://localhost:1/',
      'http://169.254.169.254/latest/',
      'http://[::1]:1/',
      'http://10.0.0.1/',
    ]) {
      expect(await lookUp(amal, { opId: amal.id, csl: { type: 'webpage', URL } })).toEqual(unread);
    }
    expect(asked).toEqual([]);
  });
});

it('asks nobody unless the settings say so, and says nothing about it', async () => {
  answer = json({ message: { title: ['T'] } });
  allow('');
  expect(await look(doi)).toEqual({ from: null, csl: null, warnings: [], problem: null });
  allow('pubmed');
  expect(await look(doi)).toMatchObject({ from: null, problem: null });
  expect(asked).toEqual([]);
  expect(() => allow('crossref,somebody')).not.toThrow();
  await expect(look(doi)).rejects.toThrow('RESOLVERS');
});
