import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { person } from '@/lib/revisions/testing';
import { checkDueLinks, planLinkChecks } from '@/lib/sources/check-links';
import { askLinkCheck } from '@/lib/sources/commands/check';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { getSource } from '@/lib/sources/queries/source';
import { setClock } from '@/lib/system/clock';
import { forgetEnv } from '@/lib/system/env';

useDatabase();
let amal: Actor;
let server: Server;
let port = 0;
let status = 200;
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(req.headers.host ?? '');
    if (status === 0) req.socket.destroy();
    else res.writeHead(status, status === 302 ? { location: '/moved' } : {}).end('words');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  ({ port } = server.address() as AddressInfo);
  amal = await person('Amal', 'editor');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
// Each test looks at its own addresses alone.
beforeEach(async () => {
  await db().source.updateMany({ data: { nextCheckAt: null } });
});
afterEach(() => {
  setClock(null);
  delete process.env['LINK_CHECKER'];
  forgetEnv();
});

const day = 24 * 3600 * 1000;
const start = Date.now() + 3600 * 1000;
const at = (days: number) => setClock(() => new Date(start + days * day));
function switchOn() {
  process.env['LINK_CHECKER'] = 'on';
  forgetEnv();
}
const looking = {
  allow: (address: string, to: number) => address === '127.0.0.1' && to === port,
  findAddresses: async () => [{ address: '127.0.0.1', family: 4 }],
};
let count = 0;
async function create(more: object = {}) {
  count += 1;
  const csl = { type: 'webpage', title: `A page ${count}`, URL: `http://h${count}.example.org:${port}/p`, ...more };
  return { csl, sourceId: (await createSource(amal, { csl, stub: false })).sourceId };
}
/** Looks at all that is due that day, with this answer of the server. */
async function lookOn(days: number, answer: number) {
  at(days);
  status = answer;
  return checkDueLinks(20, looking);
}
const stateOf = async (sourceId: string) => (await getSource(amal, sourceId)).link.state;

describe('looking at addresses', () => {
  it('sends nothing unless it is switched on', async () => {
    const { sourceId } = await create();
    asked = [];
    expect([await lookOn(0, 200), await planLinkChecks(), asked.length]).toEqual([0, 0, 0]);
    await expect(askLinkCheck(amal, { sourceId })).rejects.toMatchObject({ code: 'not_ready' });
  });

  it('calls an address live when it answers, and dead when it was gone twice, days apart; a person may say more', async () => {
    const { sourceId, csl } = await create();
    switchOn();
    await lookOn(0, 200);
    expect(await stateOf(sourceId)).toBe('live');
    expect(await lookOn(1, 404)).toBe(0);
    await lookOn(31, 404);
    expect(await stateOf(sourceId)).toBe('live');
    await lookOn(34, 404);
    expect(await stateOf(sourceId)).toBe('dead');
    const screen = await getSource(amal, sourceId);
    expect(screen.link.looks.map(({ finding, status: code }) => [finding, code])).toEqual([
      ...[
        ['gone', 404],
        ['gone', 404],
        ['answered', 200],
      ],
    ]);
    // The record itself has no new state: what cites it stays approved.
    expect([screen.states.length, screen.csl.custom?.['urlStatus']]).toEqual([1, 'dead']);
    const events = await db().event.findMany({ where: { subjectId: sourceId, action: 'link_state' } });
    expect(events.map(({ payload }) => payload)).toEqual([
      ...[
        { from: 'unchecked', to: 'live' },
        { from: 'live', to: 'dead' },
      ],
    ]);
    const usurped = { ...csl, custom: { urlStatus: 'usurped' } };
    await saveSource(amal, { sourceId, expectedSeq: 1, csl: usurped, stub: false });
    await lookOn(70, 200);
    expect(await stateOf(sourceId)).toBe('usurped');
  });

  it('says nothing of an address where robots are kept out, and little of one that does not answer', async () => {
    switchOn();
    const closed = await create();
    await lookOn(0, 403);
    expect(await stateOf(closed.sourceId)).toBe('unchecked');
    const silent = await create();
    await lookOn(0, 0);
    await lookOn(3, 0);
    expect(await stateOf(silent.sourceId)).toBe('unchecked');
    await lookOn(6, 503);
    expect(await stateOf(silent.sourceId)).toBe('dead');
  });

  it('follows a redirect and says where to; an address within the house is not asked', async () => {
    switchOn();
    const moved = await create();
    const inward = await create({ URL: 'http://127.0.0.1:9/' });
    status = 302;
    at(0);
    await checkDueLinks(20, { ...looking, allow: (address, to) => to === port && looking.allow(address, to) });
    const [look] = (await getSource(amal, moved.sourceId)).link.looks;
    expect(look).toMatchObject({ finding: 'no_answer', note: expect.stringContaining('redirects too often') });
    expect((await getSource(amal, inward.sourceId)).link.looks).toMatchObject([{ finding: 'unclear', status: null }]);
  });

  it('asks one host once in a while, and each address once however many workers there are', async () => {
    switchOn();
    const host = `http://many.example.org:${port}`;
    for (const page of ['a', 'b']) await create({ URL: `${host}/${page}` });
    asked = [];
    expect(await lookOn(200, 200)).toBe(1);
    expect(await lookOn(200, 200)).toBe(0);
    expect(await lookOn(200.001, 200)).toBe(1);
    for (let more = 0; more < 4; more += 1) await create();
    asked = [];
    at(201);
    await Promise.all([checkDueLinks(20, looking), checkDueLinks(20, looking)]);
    expect(asked.toSorted()).toEqual([...new Set(asked)].toSorted());
    expect(asked).toHaveLength(4);
  });

  it('looks next at what somebody asks about', async () => {
    switchOn();
    const { sourceId } = await create();
    await lookOn(300, 200);
    expect(await lookOn(300.1, 200)).toBe(0);
    await askLinkCheck(amal, { sourceId });
    expect(await lookOn(300.1, 200)).toBe(1);
    const csl = { type: 'book', title: 'On paper', publisher: 'P' };
    const paper = await createSource(amal, { csl, stub: false });
    await expect(askLinkCheck(amal, { sourceId: paper.sourceId })).rejects.toMatchObject({ code: 'not_ready' });
  });
});
