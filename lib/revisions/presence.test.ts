import { afterEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import type { RefusalCode } from '@/lib/domain/refusal';
import { openRevision } from '@/lib/revisions/commands/open';
import { purgePresence, silence, tellPresence } from '@/lib/revisions/commands/presence';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { people, prose, publishedArticle, write } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

async function scene() {
  const cast = await people();
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  const { sections } = await getEditScreen(cast.amal, number);
  const [lead = '', history = ''] = sections.map(({ sectionId }) => sectionId);
  const tell = (actor: Actor, tab: string, doing: Partial<Parameters<typeof tellPresence>[1]> = {}) =>
    tellPresence(actor, { number, tab, sectionId: null, isUnsaved: false, isLeaving: false, ...doing });
  const seenBy = async (actor: Actor) =>
    (await tell(actor, newId())).people.map(({ name, heading, sectionId, isAway, isUnsaved }) => {
      const where = sectionId === null ? 'reads' : `writes ${heading || 'the summary'}`;
      return [name, where, ...(isAway ? ['away'] : []), ...(isUnsaved ? ['unsaved'] : [])].join(', ');
    });
  return { ...cast, number, lead, history, tell, seenBy };
}

/** As if all that time had gone by since the person was last heard of. */
const letPass = (actor: Actor, ms: number) =>
  db().presence.updateMany({ where: { userId: actor.id }, data: { seenAt: new Date(Date.now() - ms) } });

describe('presence', () => {
  afterEach(async () => db().presence.deleteMany());

  it('says who has which section open, and who only reads; never oneself', async () => {
    const { amal, yusuf, jonas, lead, history, tell, seenBy } = await scene();
    await tell(amal, newId(), { sectionId: history, isUnsaved: true });
    await tell(yusuf, newId(), { sectionId: lead });
    await tell(jonas, newId());
    expect(await seenBy(jonas)).toEqual(['Amal, writes History, unsaved', 'Yusuf, writes the summary']);
    expect(await seenBy(amal)).toEqual(['Jonas, reads', 'Yusuf, writes the summary']);
  });

  it('takes the tabs of one person together, and forgets one that leaves with everything saved', async () => {
    const { amal, jonas, lead, history, tell, seenBy } = await scene();
    const [one, other] = [newId(), newId()];
    await tell(amal, one, { sectionId: history });
    await tell(amal, other);
    expect(await seenBy(jonas)).toEqual(['Amal, writes History']);
    await tell(amal, one, { sectionId: lead });
    expect(await seenBy(jonas)).toEqual(['Amal, writes the summary']);
    await tell(amal, one, { isLeaving: true });
    expect(await seenBy(jonas)).toEqual(['Amal, reads']);
    await tell(amal, other, { sectionId: history, isUnsaved: true, isLeaving: true });
    expect(await seenBy(jonas)).toEqual(['Amal, writes History, unsaved']);
  });

  it('is away after 45 seconds, gone after five minutes, and with something unsaved after a day', async () => {
    const { amal, yusuf, jonas, history, tell, seenBy } = await scene();
    await tell(amal, newId(), { sectionId: history, isUnsaved: true });
    await tell(yusuf, newId(), { sectionId: history });
    await letPass(yusuf, silence.away + 1000);
    expect(await seenBy(jonas)).toEqual(['Amal, writes History, unsaved', 'Yusuf, writes History, away']);
    await letPass(amal, silence.gone + 1000);
    await letPass(yusuf, silence.gone + 1000);
    expect(await seenBy(jonas)).toEqual(['Amal, writes History, away, unsaved']);
    await purgePresence();
    expect(await db().presence.count({ where: { userId: { in: [amal.id, yusuf.id] } } })).toBe(1);
    await letPass(amal, silence.forgotten + 1000);
    expect(await seenBy(jonas)).toEqual([]);
    await purgePresence();
    expect(await db().presence.count({ where: { userId: amal.id } })).toBe(0);
  });

  it('names the number of the open text, so that the page hears of what others save', async () => {
    const { amal, yusuf, number, history, tell } = await scene();
    const tab = newId();
    expect((await tell(amal, tab, { sectionId: history })).seq).toBe(0);
    await write(yusuf, number, 1, prose('Of Yusuf.'));
    expect((await tell(amal, tab, { sectionId: history })).seq).toBe(1);
    expect((await tell(amal, tab)).seq).toBeNull();
  });

  it('shows nobody who is disabled, and knows only this revision and its sections', async () => {
    const { amal, jonas, number, history, tell, seenBy } = await scene();
    const other = await scene();
    await tell(amal, newId(), { sectionId: history });
    expect(await other.seenBy(other.jonas)).toEqual([]);
    await expect(tell(amal, newId(), { sectionId: other.history })).rejects.toEqual(refused('not_found'));
    await expect(tell(amal, newId(), { number: 999_999 })).rejects.toEqual(refused('not_found'));
    await db().user.update({ where: { id: amal.id }, data: { disabledAt: new Date() } });
    expect(await seenBy(jonas)).toEqual([]);
    expect(number).not.toBe(other.number);
  });
});
