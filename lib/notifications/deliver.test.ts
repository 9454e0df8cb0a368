import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { useDatabase } from '@/lib/db/testing';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { markDone } from '@/lib/notifications/commands';
import { deliverDue } from '@/lib/notifications/deliver';
import { listInbox } from '@/lib/notifications/queries';
import { rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { reply, startThread } from '@/lib/reviews/commands/thread';
import { discardRevision, recallRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import {
  approve,
  type Cast,
  headOf,
  people,
  person,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { setClock } from '@/lib/system/clock';

useDatabase();

let cast: Cast;
let number: number;

beforeAll(async () => {
  cast = await people();
});
/** A revision by Amal of an article of its own, and an empty outbox and inbox. */
beforeEach(async () => {
  const { articleId } = await publishedArticle(cast);
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 0, prose('Another lead.'));
  await deliverDue();
  await db().notification.deleteMany();
});
afterEach(() => setClock(null));

const inbox = async (actor: Actor) => {
  await deliverDue();
  return (await listInbox(actor)).map(({ kind, because, by }) => `${kind}, ${by ?? 'Stet'}: ${because}`);
};
const requestChanges = async (actor: Actor) =>
  reviewRevision(actor, { number, headHash: await headOf(number), verdict: 'request_changes', comment: 'Why?' });
const comment = (actor: Actor) =>
  startThread(actor, {
    ...{ number, sectionId: null, quote: '', prefix: '', suffix: '' },
    ...{ text: 'A word.', mustResolve: false },
  });
const waiting = () => db().outbox.findMany();

describe('people are told what they have to know', () => {
  it('asks the reviewers when something is submitted, and not its author or other editors', async () => {
    await submit(cast.amal, number);
    expect(await inbox(cast.jonas)).toEqual(['your_turn, Amal: submitted']);
    expect(await inbox(cast.nora)).toEqual(['your_turn, Amal: submitted']);
    expect(await inbox(cast.amal)).toEqual([]);
    expect(await inbox(cast.yusuf)).toEqual([]);
  });

  it('gives the turn back to the author when changes are requested, and takes it from the reviewers', async () => {
    await submit(cast.amal, number);
    await inbox(cast.nora);
    await requestChanges(cast.jonas);
    expect(await inbox(cast.amal)).toEqual(['changes_requested, Jonas: changes_requested']);
    expect(await inbox(cast.jonas)).toEqual([]);
    expect(await inbox(cast.nora)).toEqual([]);
  });

  it('tells the author of an approval and asks who may publish, but not who approved', async () => {
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    expect(await inbox(cast.amal)).toEqual(['approved, Jonas: approved']);
    expect(await inbox(cast.nora)).toEqual(['your_turn, Jonas: approved']);
    expect(await inbox(cast.jonas)).toEqual([]);
  });

  it('leaves one line, the outcome, after everything was done before the worker came', async () => {
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    expect(await inbox(cast.amal)).toEqual(['published, Jonas: published']);
    for (const actor of [cast.jonas, cast.nora, cast.rosa]) expect(await inbox(actor)).toEqual([]);
    const [line] = await listInbox(cast.amal);
    expect(line).toMatchObject({ number, state: 'published', version: 2 });
  });

  it('tells everyone who wrote part of it that it was rejected', async () => {
    await write(cast.yusuf, number, 1, prose('Of Yusuf.'));
    await submit(cast.amal, number);
    await rejectRevision(cast.jonas, { number, reason: 'No source.' });
    expect(await inbox(cast.amal)).toEqual(['rejected, Jonas: rejected']);
    expect(await inbox(cast.yusuf)).toEqual(['rejected, Jonas: rejected']);
  });

  it('tells the author of a comment, and whoever wrote in the thread of a reply', async () => {
    const { threadId } = await comment(cast.nora);
    expect(await inbox(cast.amal)).toEqual(['commented, Nora: commented']);
    await reply(cast.amal, { threadId, text: 'An answer.' });
    expect(await inbox(cast.nora)).toEqual(['commented, Amal: commented']);
    expect(await inbox(cast.amal)).toEqual([]);
    expect(await inbox(cast.jonas)).toEqual([]);
  });

  it('tells a reviewer whose approval an edit has ended', async () => {
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await inbox(cast.nora);
    await write(cast.amal, number, 0, prose('Another lead, again.'));
    expect(await inbox(cast.jonas)).toEqual(['your_turn, Amal: approval_dismissed']);
    expect(await inbox(cast.nora)).toEqual([]);
  });

  it('takes the turn from the reviewers when the author takes the text back', async () => {
    await submit(cast.amal, number);
    expect(await inbox(cast.nora)).toHaveLength(1);
    await recallRevision(cast.amal, { number });
    expect(await inbox(cast.nora)).toEqual([]);
    expect(await inbox(cast.amal)).toEqual([]);
  });

  it('tells whoever wrote in it that someone else discarded it', async () => {
    await discardRevision(cast.rosa, { number, reason: 'Twice.' });
    expect(await inbox(cast.amal)).toEqual(['discarded, Rosa: discarded']);
  });

  it('tells the author of a comment that a reviewer gave as their verdict', async () => {
    await submit(cast.amal, number);
    await reviewRevision(cast.jonas, { number, headHash: await headOf(number), verdict: 'comment', comment: 'Why?' });
    expect(await inbox(cast.amal)).toEqual(['commented, Jonas: commented']);
  });

  it('keeps one line per talk however often it goes on', async () => {
    await comment(cast.nora);
    await comment(cast.jonas);
    expect(await inbox(cast.amal)).toEqual(['commented, Jonas: commented']);
  });

  it('does not tell someone who has been disabled', async () => {
    const olga = await person('Olga', 'reviewer');
    await db().user.update({ where: { id: olga.id }, data: { disabledAt: new Date() } });
    await submit(cast.amal, number);
    await deliverDue();
    expect(await db().notification.count({ where: { userId: olga.id } })).toBe(0);
  });
});

describe('each row is delivered once', () => {
  it('by several workers at the same moment', async () => {
    await submit(cast.amal, number);
    await comment(cast.jonas);
    await comment(cast.rosa);
    const rows = (await waiting()).length;
    const taken = await Promise.all([deliverDue(), deliverDue(), deliverDue()]);
    expect(taken.reduce((sum, one) => sum + one, 0)).toBe(rows);
    expect(await waiting()).toEqual([]);
    expect(await db().notification.count({ where: { userId: cast.nora.id, kind: 'your_turn' } })).toBe(1);
  });

  it('and a row of a kind that this release does not know waits, later and later, while others go on', async () => {
    await inTransaction(systemActor, {}, (tx) => enqueue(tx, 'sent_by_pigeon', {}));
    await submit(cast.amal, number);
    expect(await inbox(cast.nora)).toEqual(['your_turn, Amal: submitted']);
    const pauses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const [row] = await waiting();
      expect(row).toMatchObject({ kind: 'sent_by_pigeon', attempts: attempt + 1 });
      expect(row?.lastError).toMatch(/^ZodError/u);
      const due = row?.nextAt ?? new Date(0);
      const before = await db().outbox.count({ where: { attempts: attempt + 2 } });
      expect(await deliverDue()).toBe(0);
      setClock(() => due);
      await deliverDue();
      expect(await db().outbox.count({ where: { attempts: attempt + 2 } })).toBe(before + 1);
      const [again] = await waiting();
      pauses.push(((again?.nextAt.getTime() ?? 0) - due.getTime()) / 1000);
    }
    expect(pauses.slice(0, 3)).toEqual([10, 20, 40]);
    expect(pauses.at(-1)).toBe(3600);
    await db().outbox.deleteMany();
  });

  it('and what is about an article alone ends without a line', async () => {
    await inTransaction(systemActor, {}, (tx) => enqueue(tx, 'renamed', { articleId: newId() }));
    expect(await deliverDue()).toBe(1);
    expect(await waiting()).toEqual([]);
  });
});

describe('putting a line away', () => {
  it('is for its owner, and repeats without harm', async () => {
    await submit(cast.amal, number);
    await deliverDue();
    const [line] = await listInbox(cast.nora);
    const input = { notificationId: line?.id ?? '' };
    await expect(markDone(cast.jonas, input)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listInbox(cast.nora)).toHaveLength(1);
    expect(await markDone(cast.nora, input)).toEqual(input);
    expect(await markDone(cast.nora, input)).toEqual(input);
    expect(await listInbox(cast.nora)).toEqual([]);
    expect(await listInbox(cast.jonas)).toHaveLength(1);
  });

  it('finds no line when the turn that it told of has passed', async () => {
    await submit(cast.amal, number);
    await deliverDue();
    const [line] = await listInbox(cast.nora);
    const input = { notificationId: line?.id ?? '' };
    await requestChanges(cast.jonas);
    expect(await inbox(cast.nora)).toEqual([]);
    expect(await db().notification.count({ where: { id: input.notificationId } })).toBe(0);
    await expect(markDone(cast.nora, input)).rejects.toMatchObject({ code: 'not_found' });
  });
});
