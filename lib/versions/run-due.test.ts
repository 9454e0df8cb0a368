import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { deliverDue } from '@/lib/notifications/deliver';
import { listInbox } from '@/lib/notifications/queries';
import { openRevision } from '@/lib/revisions/commands/open';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { now, setClock } from '@/lib/system/clock';
import { scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import { runDue } from '@/lib/versions/run-due';

useDatabase();

let cast: Cast;
let articleId: string;
let number: number;

const hourMs = 60 * 60 * 1000;
const later = (ms: number) => {
  const at = new Date(now().getTime() + ms);
  setClock(() => at);
};
const stateOf = async () => (await db().revision.findUniqueOrThrow({ where: { number } })).state;
const versions = () => db().version.findMany({ where: { articleId }, orderBy: { number: 'asc' } });
const schedules = async () =>
  (await db().schedule.findMany({ where: { revision: { number } }, orderBy: { createdAt: 'asc' } })).map(
    ({ state, reason }) => ({ state, reason }),
  );
const schedule = async () =>
  scheduleRevision(cast.nora, {
    ...{ number, headHash: await headOf(number), kind: 'update', changeNote: 'What changed.' },
    ...{ runAt: new Date(now().getTime() + hourMs).toISOString(), wordingReason: '', zone: 'Europe/Berlin' },
  });

async function approved(name: string, text: string): Promise<number> {
  const opened = await openRevision(cast.amal, { articleId, name, why: '' });
  await write(cast.amal, opened.number, 0, prose(text));
  await submit(cast.amal, opened.number);
  await approve(cast.jonas, opened.number);
  return opened.number;
}

/** A revision by Amal, approved by Jonas, scheduled by Nora for an hour from now. */
beforeEach(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast));
  number = await approved('A change', 'Another lead.');
  await schedule();
  await deliverDue();
  await db().notification.deleteMany();
});
afterEach(() => setClock(null));

describe('a schedule', () => {
  it('does nothing before its time', async () => {
    later(hourMs - 120_000);
    await runDue();
    expect(await stateOf()).toBe('scheduled');
    expect(await versions()).toHaveLength(1);
  });

  it('fires once, with two workers at the same moment and once more after them', async () => {
    later(hourMs);
    await Promise.all([runDue(), runDue()]);
    await runDue();
    expect(await stateOf()).toBe('published');
    expect(await schedules()).toEqual([{ state: 'fired', reason: '' }]);
    const [, second, ...more] = await versions();
    expect(more).toEqual([]);
    expect(second).toMatchObject({ number: 2, kind: 'update', changeNote: 'What changed.' });
    await deliverDue();
    expect(await listInbox(cast.amal)).toMatchObject([{ kind: 'published', by: 'Stet', version: 2 }]);
  });

  it('fires although it was missed for a day', async () => {
    later(24 * hourMs);
    await runDue();
    expect(await stateOf()).toBe('published');
  });

  it('does not fire after it was cancelled', async () => {
    await unscheduleRevision(cast.jonas, { number });
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('approved');
    expect(await schedules()).toEqual([{ state: 'cancelled', reason: '' }]);
  });
});

describe('what drifted is held', () => {
  it('when another revision was published first: author and scheduler are told, nobody else', async () => {
    const other = await approved('Faster', 'A third lead.');
    await publish(cast.jonas, other);
    await deliverDue();
    await db().notification.deleteMany();
    later(hourMs);
    await Promise.all([runDue(), runDue()]);
    expect(await stateOf()).toBe('approved');
    const [held, ...more] = await schedules();
    expect(more).toEqual([]);
    expect(held?.state).toBe('held');
    expect(held?.reason).not.toBe('');
    expect(await versions()).toHaveLength(2);
    await deliverDue();
    for (const actor of [cast.amal, cast.nora]) {
      expect(await listInbox(actor)).toMatchObject([{ kind: 'schedule_held', by: null, number }]);
    }
    expect(await listInbox(cast.jonas)).toEqual([]);
  });

  it('when the only approver does not review any more', async () => {
    await db().user.update({ where: { id: cast.jonas.id }, data: { role: 'editor' } });
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('approved');
    expect((await schedules())[0]?.state).toBe('held');
    expect(await versions()).toHaveLength(1);
  });

  it('and does not stand in the way of what is due after it', async () => {
    const first = number;
    const other = await publishedArticle(cast);
    const opened = await openRevision(cast.amal, { articleId: other.articleId, name: 'Later', why: '' });
    number = opened.number;
    await write(cast.amal, number, 0, prose('Its other lead.'));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await schedule();
    const faster = await approved('Faster', 'A third lead.');
    await publish(cast.jonas, faster);
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('published');
    number = first;
    expect(await stateOf()).toBe('approved');
  });
});
