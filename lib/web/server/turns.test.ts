import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { makeTurns } from '@/lib/web/server/turns';

/** Turns with a clock of their own, in which readers were answered so often in a second. */
function turnsAfter(answers: number) {
  let time = 0;
  const turns = makeTurns(() => time);
  for (let at = 0; at < answers; at += 1) turns.read();
  time = 1000;
  return { turns, passes: (ms: number) => void (time += ms) };
}

/** Whether it has come about by the time that everything else has run. */
async function isThere(promise: Promise<unknown>): Promise<boolean> {
  let there = false;
  void promise.then(() => (there = true));
  await pause(20);
  return there;
}

it('lets writers come as they come while readers are few', async () => {
  const { turns } = turnsAfter(900);
  await turns.write();
  expect(await isThere(turns.write())).toBe(true);
});

it('lets one write at a time while readers are many, and then nobody for as long', async () => {
  const { turns, passes } = turnsAfter(2000);
  const end = await turns.write();
  const second = turns.write();
  const third = turns.write();
  expect(await isThere(second)).toBe(false);
  passes(60);
  end();
  expect(await isThere(second)).toBe(false);
  await pause(60);
  expect(await isThere(second)).toBe(true);
  expect(await isThere(third)).toBe(false);
  (await second)();
  await third;
});

it('lets nobody wait for ever: not for one who never ends, and not after readers have gone', async () => {
  const { turns, passes } = turnsAfter(2000);
  await turns.write();
  const waiting = turns.write();
  expect(await isThere(waiting)).toBe(false);
  await waiting;
  passes(200);
  expect(await isThere(turns.write())).toBe(true);
});
