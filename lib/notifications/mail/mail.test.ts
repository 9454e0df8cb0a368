import { createServer, type Server } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { setMail, sortInbox } from '@/lib/notifications/commands';
import { deliverDue } from '@/lib/notifications/deliver';
import { mailDue, planDigests } from '@/lib/notifications/mail/deliver';
import { offToken } from '@/lib/notifications/mail/send';
import { getMailSetting, switchMailOff } from '@/lib/notifications/mail/settings';
import { openRevision } from '@/lib/revisions/commands/open';
import { type Cast, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { forgetEnv } from '@/lib/system/env';
import { setClock } from '@/lib/system/clock';

useDatabase();

/** A mail server as small as RFC 5321 lets one be: it takes everything, or says "not now". */
function mailServer(received: string[], refuses: () => boolean): Server {
  return createServer((socket) => {
    let isData = false;
    let text = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test ESMTP');
    socket.setEncoding('utf8');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      text += chunk;
      for (let at = text.indexOf('\r\n'); at >= 0; at = text.indexOf('\r\n')) {
        if (isData) {
          const end = text.indexOf('\r\n.\r\n');
          if (end < 0) return;
          received.push(text.slice(0, end));
          text = text.slice(end + 5);
          isData = false;
          say('250 taken');
          continue;
        }
        const line = text.slice(0, at).toUpperCase();
        text = text.slice(at + 2);
        if (line.startsWith('MAIL') && refuses()) say('451 not now');
        else if (line === 'DATA') {
          isData = true;
          say('354 go on');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else say('250 yes');
      }
    });
  });
}

const received: string[] = [];
let isBusy = false;
const server = mailServer(received, () => isBusy);
let cast: Cast;
let number: number;

/** Header fields that were folded are one line again, quoted-printable letters are letters. */
const plain = (mail: string) =>
  mail
    .replaceAll(/\r\n[ \t]/gu, ' ')
    .replaceAll('=\r\n', '')
    .replaceAll('=3D', '=');
const mails = () => received.map(plain);
const work = async () => {
  await deliverDue();
  return mailDue();
};

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`);
  vi.stubEnv('MAIL_FROM', 'Stet <stet@example.org>');
  vi.stubEnv('NEXTAUTH_URL', 'https://stet.example.org');
  vi.stubEnv('NEXTAUTH_SECRET', 'a secret of the tests, long enough, 0123456789');
  forgetEnv();
  cast = await people();
});
afterAll(() => {
  vi.unstubAllEnvs();
  forgetEnv();
  server.close();
});
/** A revision by Amal, submitted, that waits for the reviewers; nobody has set anything about mail. */
beforeEach(async () => {
  isBusy = false;
  setClock(null);
  const { articleId } = await publishedArticle(cast);
  ({ number } = await openRevision(cast.amal, { articleId, name: 'A change\nBcc: x@example.org', why: '' }));
  await write(cast.amal, number, 0, prose('A lead that nobody may read in a mail.'));
  await deliverDue();
  await db().notification.deleteMany();
  await db().outbox.deleteMany();
  await db().mailSetting.updateMany({ data: { isOff: false, atOnce: [], zone: 'UTC', digestDay: '' } });
  received.length = 0;
});
afterEach(() => setClock(null));

const wants = (actor: Actor, more: object = {}) =>
  setMail(actor, { isOff: false, atOnce: ['your_turn'], zone: 'Asia/Damascus', ...more });

describe('mail at once', () => {
  it('goes to those who want that kind, once, as plain text with one way to switch it off', async () => {
    await wants(cast.nora);
    await wants(cast.jonas, { atOnce: ['mentioned'] });
    await submit(cast.amal, number);
    expect(await work()).toBe(1);
    expect(await work()).toBe(0);
    const [mail = ''] = mails();
    expect(received).toHaveLength(1);
    expect(mail).toMatch(/^To: Nora <nora-/imu);
    expect(mail).toMatch(/^Content-Type: text\/plain/imu);
    expect(mail).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click/imu);
    expect(mail).toMatch(
      new RegExp(`^List-Unsubscribe: <https://stet\\.example\\.org/mail/off/${cast.nora.id}\\.`, 'imu'),
    );
    expect(mail).toMatch(/^Message-ID: <line\.[0-9a-f-]{36}@stet\.example\.org>/imu);
    expect(mail).not.toMatch(/^Bcc:/imu);
    expect(mail).toContain(`https://stet.example.org/desk/revisions/${number}`);
    expect(mail).not.toMatch(/nobody may read|<img|<html/iu);
  });

  it('waits while the server takes nothing, and is the same message when it is sent again', async () => {
    await wants(cast.nora);
    await submit(cast.amal, number);
    isBusy = true;
    expect(await work()).toBe(1);
    expect(await db().outbox.findMany()).toMatchObject([{ kind: 'mail_line', attempts: 1 }]);
    expect(await mailDue()).toBe(0);
    isBusy = false;
    setClock(() => new Date(Date.now() + 60_000));
    expect(await mailDue()).toBe(1);
    expect(received).toHaveLength(1);
    expect(await db().outbox.count()).toBe(0);
  });

  it('is not sent any more when the turn has passed, or the line was put away, before it goes out', async () => {
    await wants(cast.nora);
    await submit(cast.amal, number);
    await deliverDue();
    const { id: subjectId } = await db().revision.findUniqueOrThrow({ where: { number } });
    await sortInbox(cast.nora, { subjectId, deed: 'done', zone: 'UTC' });
    expect(await mailDue()).toBe(1);
    expect(received).toEqual([]);
  });

  it('several workers send one', async () => {
    await wants(cast.nora);
    await submit(cast.amal, number);
    await deliverDue();
    await Promise.all([mailDue(), mailDue(), mailDue()]);
    expect(received).toHaveLength(1);
  });
});

describe('the digest of a morning', () => {
  it('is made once a day from seven on where the person is, with what was not told before', async () => {
    await wants(cast.nora, { atOnce: [] });
    await submit(cast.amal, number);
    await deliverDue();
    const at = (time: string) => setClock(() => new Date(time));
    at('2027-01-10T03:30:00Z');
    expect(await planDigests()).toBe(0);
    at('2027-01-10T04:30:00Z');
    const made = await Promise.all([planDigests(), planDigests()]);
    expect(made[0] + made[1]).toBe(1);
    await mailDue();
    const [mail = ''] = mails();
    expect(received).toHaveLength(1);
    expect(mail).toMatch(/^Subject: Stet: 1 revision waits for you/imu);
    at('2027-01-11T06:00:00Z');
    await planDigests();
    await mailDue();
    expect(mails().filter((one) => /^To: Nora/imu.test(one))).toHaveLength(1);
  });

  it('goes to nobody who is a demo, was disabled, or switched it off', async () => {
    const olga = { isDemo: true };
    await db().user.update({ where: { id: cast.jonas.id }, data: olga });
    await db().user.update({ where: { id: cast.rosa.id }, data: { disabledAt: new Date() } });
    await wants(cast.nora, { isOff: true });
    await submit(cast.amal, number);
    await deliverDue();
    setClock(() => new Date('2027-02-10T12:00:00Z'));
    expect(await planDigests()).toBe(0);
    await db().user.update({ where: { id: cast.jonas.id }, data: { isDemo: false } });
    await db().user.update({ where: { id: cast.rosa.id }, data: { disabledAt: null } });
  });
});

describe('switching it off', () => {
  it('needs the signed address alone, and counts at once', async () => {
    await wants(cast.nora);
    expect(await switchMailOff(`${cast.nora.id}.${'x'.repeat(43)}`)).toBe(false);
    expect(await switchMailOff(offToken(cast.jonas.id).replace(cast.jonas.id, cast.nora.id))).toBe(false);
    expect(await switchMailOff('nonsense')).toBe(false);
    expect((await getMailSetting(cast.nora)).isOff).toBe(false);
    await submit(cast.amal, number);
    await deliverDue();
    expect(await switchMailOff(offToken(cast.nora.id))).toBe(true);
    expect(await switchMailOff(offToken(cast.nora.id))).toBe(true);
    await mailDue();
    expect(received).toEqual([]);
    expect((await getMailSetting(cast.nora)).isOff).toBe(true);
  });
});

describe('a site without a mail server', () => {
  it('sends nothing and keeps nothing to be sent', async () => {
    vi.stubEnv('SMTP_URL', '');
    forgetEnv();
    await wants(cast.nora);
    await submit(cast.amal, number);
    await deliverDue();
    expect(await planDigests()).toBe(0);
    expect(await db().outbox.count()).toBe(0);
    expect((await getMailSetting(cast.nora)).sendsMail).toBe(false);
  });
});
