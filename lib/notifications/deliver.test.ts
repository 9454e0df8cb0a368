import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { enqueue } from '@/lib/db/outbox';
import { useDatabase } from '@/lib/db/testing';
import { inTransaction, systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { markDone, sortInbox } from '@/lib/notifications/commands';
import { setCare } from '@/lib/articles/commands/care';
import { answerReport, fileReport } from '@/lib/articles/commands/report';
import { handBack, leaveTurn } from '@/lib/reviews/commands/turn';
import { keepUnsent } from '@/lib/reviews/commands/unsent';
import { mentionOf } from '@/lib/domain/thread/mention';
import { getRevision } from '@/lib/revisions/queries/screens';
import { publishRevision } from '@/lib/versions/commands/publish';
import { deliverDue } from '@/lib/notifications/deliver';
import { countTurns, getInbox, listInbox } from '@/lib/notifications/queries';
import { rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { reply, startThread } from '@/lib/reviews/commands/thread';
import { discardRevision, recallRevision, submitRevision } from '@/lib/revisions/commands/lifecycle';
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
    expect(await inbox(cast.amal)).toEqual(['your_turn, Jonas: commented']);
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
    await comment(cast.yusuf);
    await comment(cast.yusuf);
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

describe('turns that move', () => {
  it('go to the author with a reviewer’s comment, back to that reviewer when handed back, and take what was not sent along', async () => {
    await submit(cast.amal, number);
    await inbox(cast.nora);
    const { threadId } = await comment(cast.jonas);
    expect(await inbox(cast.amal)).toEqual(['your_turn, Jonas: commented']);
    expect(await inbox(cast.nora)).toEqual([]);
    await keepUnsent(cast.amal, { ...about, threadId, text: 'Because.', mustResolve: false, number });
    await handBack(cast.amal, { number });
    expect(await inbox(cast.jonas)).toEqual(['your_turn, Amal: handed_back', 'commented, Amal: commented']);
    expect(await inbox(cast.amal)).toEqual([]);
    await expect(handBack(cast.amal, { number })).rejects.toMatchObject({ code: 'wrong_state' });
    const { turn } = await getRevision(cast.nora, number);
    expect(turn).toMatchObject({ names: ['Jonas'], reason: 'handed_back', by: 'Amal' });
  });

  it('are left to somebody else, who is told; nobody is named who cannot do it, and admins hear when nobody is left', async () => {
    await db().user.updateMany({
      where: { id: { notIn: Object.values(cast).map(({ id }) => id) } },
      data: { disabledAt: new Date() },
    });
    await submit(cast.amal, number);
    await inbox(cast.nora);
    const leave = (actor: Actor, toId: string | null) => leaveTurn(actor, { number, toId });
    await expect(leave(cast.amal, null)).rejects.toMatchObject({ code: 'wrong_state' });
    for (const toId of [cast.amal.id, cast.yusuf.id, cast.jonas.id, newId()]) {
      await expect(leave(cast.jonas, toId)).rejects.toMatchObject({ code: 'invalid' });
    }
    await leave(cast.jonas, cast.nora.id);
    expect(await inbox(cast.nora)).toEqual(['your_turn, Jonas: left']);
    expect(await inbox(cast.rosa)).toEqual([]);
    await leave(cast.nora, null);
    await leave(cast.rosa, null);
    expect((await getRevision(cast.amal, number)).turn).toMatchObject({ alarm: 'everybody_left', names: ['Rosa'] });
    await recallRevision(cast.amal, { number });
    await submit(cast.amal, number);
    expect((await getRevision(cast.amal, number)).turn).toMatchObject({ alarm: null, pool: 'reviewers' });
  });
});

describe('the inbox', () => {
  it('tells who is named in a comment, with the talk it leads to, and once', async () => {
    const text = `Ask ${mentionOf(cast.yusuf.id)}, ${mentionOf(cast.yusuf.id)}.`;
    const { threadId } = await startThread(cast.nora, { number, ...about, text, mustResolve: false });
    await deliverDue();
    expect(await listInbox(cast.yusuf)).toMatchObject([{ kind: 'mentioned', by: 'Nora', threadId, isTurn: false }]);
  });

  it('has one entry per revision, the newest first, counts turns alone, and puts off till nine', async () => {
    await submit(cast.amal, number);
    await comment(cast.nora);
    await deliverDue();
    const [entry] = await getInbox(cast.amal);
    expect(entry).toMatchObject({ number, isTurn: true, isUnread: true });
    expect(await countTurns(cast.amal)).toBe(1);
    expect(await countTurns(cast.jonas)).toBe(0);
    const sort = (deed: 'done' | 'later' | 'read' | 'unread', zone = 'Asia/Damascus', actor = cast.amal) =>
      sortInbox(actor, { subjectId: entry?.subjectId ?? '', deed, zone });
    await sort('read');
    expect(await getInbox(cast.amal)).toMatchObject([{ isUnread: false }]);
    await sort('unread');
    expect(await getInbox(cast.amal)).toMatchObject([{ isUnread: true }]);
    await sort('later');
    expect([await getInbox(cast.amal), await countTurns(cast.amal)]).toEqual([[], 0]);
    setClock(() => new Date(Date.now() + 34 * 60 * 60 * 1000));
    expect([(await getInbox(cast.amal)).length, await countTurns(cast.amal)]).toEqual([1, 1]);
    await expect(sort('later', 'Mars/Olympus')).rejects.toMatchObject({ code: 'invalid' });
    await expect(sort('done', 'UTC', cast.yusuf)).rejects.toMatchObject({ code: 'not_found' });
    await sort('done');
    expect(await getInbox(cast.amal)).toEqual([]);
  });

  it('tells whoever looks after an article of corrections and of reports, until these are answered', async () => {
    const { articleId } = await db().revision.findUniqueOrThrow({ where: { number } });
    await setCare(cast.yusuf, { articleIds: [articleId], ownerId: cast.yusuf.id });
    const report = { articleId, version: 1, words: 'Wrong.', section: '', source: '', email: '' };
    const filed = await fileReport(report);
    await fileReport(report);
    expect(await inbox(cast.yusuf)).toEqual(['reader_report, Stet: reported']);
    expect(await getInbox(cast.yusuf)).toMatchObject([{ number: null, articleId }]);
    const answer = { outcome: 'no_change', answer: 'It is right.', version: null } as const;
    await answerReport(cast.amal, { number: filed.number, ...answer });
    expect(await inbox(cast.yusuf)).toHaveLength(1);
    await answerReport(cast.amal, { number: filed.number + 1, ...answer });
    expect(await inbox(cast.yusuf)).toEqual([]);
    await submitAs('correction');
    await approve(cast.jonas, number);
    await publishRevision(cast.jonas, {
      number,
      headHash: await headOf(number),
      kind: 'correction',
      changeNote: 'Put right.',
      wordingReason: '',
    });
    expect(await inbox(cast.yusuf)).toEqual(['correction, Jonas: published']);
  });
});

const about = { sectionId: null, quote: '', prefix: '', suffix: '' };
const submitAs = async (kind: 'correction') =>
  submitRevision(cast.amal, { number, headHash: await headOf(number), kind, changeNote: 'Put right.' });
