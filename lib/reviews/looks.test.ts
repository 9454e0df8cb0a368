import { beforeEach, describe, expect, it } from 'vitest';

import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { RefusalCode } from '@/lib/domain/refusal';
import { listInbox } from '@/lib/notifications/queries';
import { answerLook, askForLook } from '@/lib/reviews/commands/look';
import { getReviewScreen } from '@/lib/reviews/queries';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { getYourTurn } from '@/lib/revisions/queries/lists';
import { type Cast, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const question = 'Is the date right?';

let cast: Cast;
let number: number;

beforeEach(async () => {
  cast = await people();
  const { articleId } = await publishedArticle(cast);
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' }));
  await write(cast.amal, number, 1, prose('It was in 1946.'));
});

const ask = (actor = cast.amal, personId = cast.yusuf.id) => askForLook(actor, { number, personId, question });
const turns = async (who = cast.yusuf) => (await getYourTurn(who)).yourTurn.map((revision) => revision.number);
const inbox = async (who = cast.yusuf) => (await listInbox(who)).map(({ kind, by }) => `${kind} ${by}`);
const looks = async (who = cast.amal) => (await getReviewScreen(who, number)).looks;

describe('a look', () => {
  it('is asked of anybody, in any open state, and waits on their desk and in their inbox', async () => {
    await ask();
    expect(await turns()).toContain(number);
    expect(await inbox()).toEqual(['asked_to_look Amal']);
    expect(await looks(cast.yusuf)).toMatchObject([{ question, askedBy: 'Amal', isForYou: true, state: 'open' }]);
    expect(await looks(cast.nora)).toMatchObject([{ asked: 'Yusuf', isForYou: false }]);
    await submit(cast.amal, number);
    await ask(cast.yusuf, cast.nora.id);
    expect(await inbox(cast.nora)).toEqual(['asked_to_look Yusuf']);
  });

  it('is answered in words, approves nothing and makes nobody a contributor', async () => {
    await submit(cast.amal, number);
    const { lookId } = await ask();
    await expect(answerLook(cast.yusuf, { lookId, answer: 'answered', text: '' })).rejects.toEqual(refused('invalid'));
    await expect(answerLook(cast.nora, { lookId, answer: 'answered', text: 'Yes.' })).rejects.toEqual(
      refused('forbidden'),
    );
    await answerLook(cast.yusuf, { lookId, answer: 'answered', text: 'It is.' });
    expect(await turns()).not.toContain(number);
    expect(await inbox()).toEqual([]);
    expect(await inbox(cast.amal)).toContain('look_answered Yusuf');
    expect(await looks()).toMatchObject([{ state: 'answered', answer: 'It is.', isForYou: false }]);
    const row = await db().revision.findUniqueOrThrow({
      where: { number },
      include: { reviews: true, contributors: true },
    });
    expect(row).toMatchObject({ state: 'in_review', reviews: [], contributors: [{ userId: cast.amal.id }] });
    await expect(answerLook(cast.yusuf, { lookId, answer: 'declined', text: '' })).rejects.toEqual(
      refused('wrong_state'),
    );
  });

  it('can be declined, and somebody else named, who is asked the same', async () => {
    const { lookId } = await ask();
    await answerLook(cast.yusuf, { lookId, answer: 'declined', text: 'On leave.', personId: cast.nora.id });
    expect(await turns()).not.toContain(number);
    expect(await turns(cast.nora)).toContain(number);
    expect(await looks(cast.nora)).toMatchObject([
      { asked: 'Nora', askedBy: 'Yusuf', question, isForYou: true },
      { asked: 'Yusuf', state: 'declined', answer: 'On leave.' },
    ]);
  });

  it('is not asked twice, of oneself, of nobody, or of what has ended; nor may its row be changed', async () => {
    const { lookId } = await ask();
    await expect(ask()).rejects.toEqual(refused('wrong_state'));
    await expect(ask(cast.amal, cast.amal.id)).rejects.toEqual(refused('invalid'));
    await expect(ask(cast.amal, newId())).rejects.toEqual(refused('not_found'));
    await db().user.update({ where: { id: cast.nora.id }, data: { disabledAt: new Date() } });
    await expect(ask(cast.amal, cast.nora.id)).rejects.toEqual(refused('not_found'));
    await answerLook(cast.yusuf, { lookId, answer: 'answered', text: 'It is.' });
    await expect(db().lookRequest.update({ where: { id: lookId }, data: { answer: 'No.' } })).rejects.toThrow(/look/u);
    await expect(db().lookRequest.delete({ where: { id: lookId } })).rejects.toThrow(/look/u);
    await discardRevision(cast.amal, { number, reason: '' });
    await expect(ask()).rejects.toEqual(refused('wrong_state'));
  });
});
