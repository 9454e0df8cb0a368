import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withdrawArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { deliverDue } from '@/lib/notifications/deliver';
import { listInbox } from '@/lib/notifications/queries';
import { openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { now, setClock } from '@/lib/system/clock';
import { getPublishScreen } from '@/lib/reviews/queries';
import { systemActor } from '@/lib/db/transaction';
import { wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { holdSchedule } from '@/lib/versions/commands/hold';
import { emergencyPublish, publishRevision } from '@/lib/versions/commands/publish';
import { reschedule, scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import { runDue } from '@/lib/versions/run-due';

const database = useDatabase();

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
    ...{ ...wallIn(hourMs, 'Asia/Damascus'), wordingReason: '' },
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

  it('is caught up within an hour of its time, and says how late', async () => {
    later(hourMs + 59 * 60_000);
    await runDue();
    expect(await stateOf()).toBe('published');
    const { schedule: shown } = await getPublishScreen(cast.nora, number);
    expect(shown).toMatchObject({ state: 'fired', late: expect.stringMatching(/^(?:59|60) minutes late$/u) });
  });

  it.each([61, 24 * 60])(
    'is missed %i minutes after its time: not fired, and author and scheduler are told',
    async (late) => {
      later(hourMs + (late + 1) * 60_000);
      await Promise.all([runDue(), runDue()]);
      await runDue();
      expect(await stateOf()).toBe('approved');
      expect(await versions()).toHaveLength(1);
      const time = wallTimeAt(
        (await db().schedule.findFirstOrThrow({ where: { revision: { number } } })).runAt.getTime(),
        'Asia/Damascus',
      );
      expect(await schedules()).toEqual([
        { state: 'missed', reason: `Missed: the server was not running at ${time.slice(11)}.` },
      ]);
      await deliverDue();
      for (const actor of [cast.amal, cast.nora]) {
        expect(await listInbox(actor)).toMatchObject([{ kind: 'schedule_missed', by: null, number }]);
      }
      await publish(cast.jonas, number);
      expect(await versions()).toHaveLength(2);
    },
  );

  it('moves to another time in one step, with the same text and words', async () => {
    await expect(reschedule(cast.amal, { number, ...wallIn(3 * hourMs) })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(reschedule(cast.jonas, { number, ...wallIn(-hourMs) })).rejects.toMatchObject({ code: 'not_ready' });
    await reschedule(cast.jonas, { number, ...wallIn(3 * hourMs) });
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('scheduled');
    expect((await schedules()).map(({ state }) => state)).toEqual(['cancelled', 'pending']);
    later(2 * hourMs);
    await runDue();
    expect(await versions()).toMatchObject([{}, { kind: 'update', changeNote: 'What changed.' }]);
  });

  it('E12 a worker that read the old time does nothing to the new one', async () => {
    const old = await db().schedule.findFirstOrThrow({ where: { state: 'pending', revision: { number } } });
    later(hourMs);
    await reschedule(cast.jonas, { number, ...wallIn(3 * hourMs) });
    const { headHash, changeNote, wordingReason } = old;
    const fire = { opId: old.id, number, headHash, kind: 'update', changeNote, wordingReason } as const;
    await expect(publishRevision(systemActor, fire)).rejects.toMatchObject({ code: 'wrong_state' });
    const held = { number, scheduleId: old.id, as: 'held', reason: 'Drifted.' } as const;
    await expect(holdSchedule(systemActor, held)).rejects.toMatchObject({ code: 'wrong_state' });
    expect((await schedules()).map(({ state }) => state)).toEqual(['cancelled', 'pending']);
    expect(await stateOf()).toBe('scheduled');
  });

  it('waits for its time when the clock was put back an hour', async () => {
    later(-hourMs);
    await runDue();
    expect(await stateOf()).toBe('scheduled');
    later(2 * hourMs);
    await runDue();
    expect(await versions()).toHaveLength(2);
    later(-hourMs);
    await runDue();
    expect(await versions()).toHaveLength(2);
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

  it('E10 when the article was withdrawn: it stays withdrawn, and only restoring it brings it back', async () => {
    await withdrawArticle(cast.rosa, { articleId, reason: 'Under dispute.' });
    await deliverDue();
    expect(await listInbox(cast.amal)).toMatchObject([{ kind: 'base_withdrawn', by: 'Rosa', number }]);
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('approved');
    expect(await schedules()).toEqual([{ state: 'held', reason: expect.stringContaining('has been withdrawn') }]);
    expect(await db().article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({
      ...{ state: 'withdrawn', stateReason: 'Under dispute.' },
    });
    const rosa = { number, headHash: await headOf(number), kind: 'update', changeNote: 'Now.' } as const;
    await expect(publish(cast.jonas, number)).rejects.toMatchObject({ code: 'not_ready' });
    await expect(schedule()).rejects.toMatchObject({ code: 'not_ready' });
    await expect(emergencyPublish(cast.rosa, { ...rosa, reason: 'Now.' })).rejects.toMatchObject({ name: 'Refusal' });
    expect(await versions()).toHaveLength(1);
    const restored = await restoreVersion(cast.amal, { articleId, version: 1, why: 'Settled.' });
    await submit(cast.amal, restored.number);
    await approve(cast.jonas, restored.number);
    await publish(cast.jonas, restored.number);
    expect(await db().article.findUniqueOrThrow({ where: { id: articleId } })).toMatchObject({ state: 'published' });
  });

  it('E10 a revision that ended an earlier withdrawal does not end the next one', async () => {
    await withdrawArticle(cast.rosa, { articleId, reason: 'Under dispute.' });
    const [one, two] = [
      await restoreVersion(cast.amal, { articleId, version: 1, why: 'One.' }),
      await restoreVersion(cast.amal, { articleId, version: 1, why: 'Two.' }),
    ];
    for (const restored of [one, two]) {
      await write(cast.amal, restored.number, 0, prose(`Lead ${restored.number}.`));
      await submit(cast.amal, restored.number);
      await approve(cast.jonas, restored.number);
    }
    await publish(cast.jonas, one.number);
    later(1000);
    await withdrawArticle(cast.rosa, { articleId, reason: 'Again.' });
    await expect(publish(cast.jonas, two.number)).rejects.toMatchObject({ code: 'not_ready' });
    expect(await versions()).toHaveLength(2);
  });

  it('when the only approver does not review any more', async () => {
    await db().user.update({ where: { id: cast.jonas.id }, data: { role: 'editor' } });
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('approved');
    expect((await schedules())[0]?.state).toBe('held');
    expect(await versions()).toHaveLength(1);
  });

  it.each([
    ['lost the role', { role: 'editor' }],
    ['was disabled', { disabledAt: new Date() }],
  ])('E34 when whoever scheduled it %s: an admin is told', async (_, change) => {
    await db().user.update({ where: { id: cast.nora.id }, data: change });
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('approved');
    expect(await schedules()).toEqual([{ state: 'held', reason: 'Nora, who scheduled it, may not publish any more.' }]);
    expect(await versions()).toHaveLength(1);
    await deliverDue();
    expect(await listInbox(cast.rosa)).toMatchObject([{ kind: 'schedule_held', number }]);
    expect(await listInbox(cast.amal)).toMatchObject([{ kind: 'schedule_held', number }]);
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

describe('a fault of ours', () => {
  /** The article cannot be written to, as by a bug of ours: no rule of the database, an error. */
  const breakArticle = async (id: string) => {
    await owner`create or replace function fail() returns trigger language plpgsql as
      'begin raise exception ''broken'' using errcode = ''XX000''; end'`;
    await owner.unsafe(`create trigger fail before update on article for each row when (old.id = '${id}')
      execute function fail()`);
  };
  const mend = () => owner`drop trigger if exists fail on article`;
  let owner: postgres.Sql;
  beforeAll(() => {
    owner = postgres(database().ownerUrl, { max: 1, onnotice: () => undefined });
  });
  afterEach(mend);
  afterAll(() => owner.end());

  it('leaves it waiting, tells author, scheduler and admins once a minute after its time, and is caught up', async () => {
    await breakArticle(articleId);
    later(hourMs);
    await runDue();
    await deliverDue();
    expect(await listInbox(cast.rosa)).toEqual([]);
    later(60_000);
    await runDue();
    await runDue();
    await deliverDue();
    for (const actor of [cast.amal, cast.nora, cast.rosa]) {
      expect(await listInbox(actor)).toMatchObject([{ kind: 'schedule_late', by: null, number }]);
    }
    const { turn, schedule: shown } = await getPublishScreen(cast.rosa, number);
    expect(turn).toMatchObject({ alarm: 'schedule_late', isYours: true });
    expect(shown?.failure).toMatch(/^[0-9a-f]{8}$/u);
    await mend();
    await runDue();
    await deliverDue();
    expect(await versions()).toHaveLength(2);
    expect(await listInbox(cast.rosa)).toEqual([]);
  });

  it('for an hour makes it missed, with the reference', async () => {
    await breakArticle(articleId);
    later(hourMs);
    await runDue();
    later(hourMs + 60_000);
    await runDue();
    expect(await schedules()).toMatchObject([
      { state: 'missed', reason: expect.stringMatching(/fault on our side \(reference [0-9a-f]{8}\)/u) },
    ]);
  });

  it('does not stop the others', async () => {
    const other = await publishedArticle(cast);
    const broken = number;
    const { number: sound } = await openRevision(cast.amal, { articleId: other.articleId, name: 'Sound', why: '' });
    number = sound;
    await write(cast.amal, number, 0, prose('Its other lead.'));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await schedule();
    await breakArticle(articleId);
    later(hourMs);
    await runDue();
    expect(await stateOf()).toBe('published');
    number = broken;
    expect(await stateOf()).toBe('scheduled');
  });
});
