import { beforeAll, describe, expect, it } from 'vitest';
import { databaseUrl, db, useDatabaseAt } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { RefusalCode } from '@/lib/domain/refusal';
import { correctionsAnswer, updatesAnswer } from '@/lib/pages/answers/lists';
import { reportAnswer } from '@/lib/pages/answers/report';
import { ask, textOf } from '@/lib/web/public/testing';
import { answerReport, eraseAddresses } from '@/lib/articles/commands/report';
import { countOpenReports, listReports } from '@/lib/articles/queries/reports';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, type Cast, headOf, people, prose, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { ownOrigin } from '@/lib/system/site';
import { publishRevision } from '@/lib/versions/commands/publish';
import { publicFormRoute } from '@/lib/web/public/route';
import { takeReport } from '@/lib/web/public/report-form';

useDatabase();

let cast: Cast;
let slug = '';
let articleId = '';
const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const form = { words: 'The year is wrong.', section: 'History', source: '', email: '', version: '1', website: '' };

beforeAll(async () => {
  cast = await people();
  ({ articleId } = await publishedArticle(cast, 'Reported & <odd>'));
  ({ slug } = await db().article.findUniqueOrThrow({ where: { id: articleId } }));
});

type Sending = { readonly headers?: Record<string, string>; readonly body?: string; readonly to?: string };

/** Sends the form as a browser would, each time from another address unless told. */
async function send(fields: Partial<typeof form>, { headers = {}, body, to = slug }: Sending = {}) {
  const request = new Request(`http://localhost/articles/${to}/report`, {
    method: 'POST',
    headers: {
      origin: ownOrigin(),
      'content-type': 'application/x-www-form-urlencoded',
      'x-stet-address': newId(),
      ...headers,
    },
    body: body ?? new URLSearchParams({ ...form, ...fields }).toString(),
  });
  return publicFormRoute(takeReport)(request, { params: Promise.resolve({ slug: to }) });
}
const numberOf = (response: Response) => Number(response.headers.get('location')?.split('number=')[1]);

describe('reporting an error', () => {
  it('offers a form with the section chosen that the address names', async () => {
    const html = await textOf(reportAnswer, `/articles/${slug}/report?section=history`);
    expect(html).toContain('<option value="History" selected="">History</option>');
    expect(html).toContain(`action="/articles/${slug}/report"`);
    expect(html).toContain('Reported &amp; &lt;odd&gt;');
  });

  it('takes words, gives a number, and tells nobody else what was written', async () => {
    const response = await send({ words: 'Not 1946.\r\nBut 1947.', email: 'reader@example.org' });
    expect(response.status).toBe(303);
    const number = numberOf(response);
    const row = await db().errorReport.findUniqueOrThrow({ where: { number } });
    expect(row).toMatchObject({ words: 'Not 1946.\nBut 1947.', section: 'History', versionNumber: 1, outcome: null });
    const page = await textOf(reportAnswer, `/articles/${slug}/report?number=${number}`);
    expect(page).toContain(`Report ${number}`);
    for (const secret of ['1946', 'reader@example.org']) expect(page).not.toContain(secret);
    const event = await db().event.findFirstOrThrow({ where: { action: 'file_report', subjectId: String(number) } });
    expect(JSON.stringify(event.payload)).not.toContain('1946');
  });

  it.each([
    [{ words: '  ' }, 'Enter what is wrong'],
    [{ words: 'x'.repeat(2001) }, 'Use at most 2000 characters'],
    [{ email: 'me' }, 'Enter an email address'],
    [{ words: 'a\u0000b' }, 'cannot be stored'],
  ])('says what does not fit in %j, and keeps what was typed', async (fields, message) => {
    const response = await send({ source: 'A book <b>', ...fields });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(message);
    expect(html).toContain('A book &lt;b&gt;');
    expect(html).toMatch(/<a href="#(?:words|email)">/u);
  });

  it('takes nothing from robots, other sites, other types and for what is not there', async () => {
    const before = await db().errorReport.count();
    const robot = await send({ website: 'https://buy.example' });
    expect([robot.status, robot.headers.get('location')]).toEqual([200, null]);
    expect((await send({}, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    expect((await send({}, { headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(415);
    expect((await send({ words: 'x'.repeat(20_000) })).status).toBe(413);
    expect((await send({ version: '7' })).status).toBe(422);
    expect((await send({}, { to: 'no-such-article' })).status).toBe(404);
    expect(await db().errorReport.count()).toBe(before);
  });

  it('takes five an hour from one address, and keeps the words of the sixth in the form', async () => {
    const headers = { 'x-stet-address': newId() };
    for (let count = 0; count < 5; count += 1) expect((await send({}, { headers })).status).toBe(303);
    const sixth = await send({ words: 'One more thing.' }, { headers });
    expect(sixth.status).toBe(429);
    expect(Number(sixth.headers.get('retry-after'))).toBeGreaterThan(0);
    const html = await sixth.text();
    expect(html).toContain('Too many tries. You can try again in');
    expect(html).toContain('One more thing.');
  });

  it('keeps the words in the form while the database is away', async () => {
    const url = databaseUrl();
    await useDatabaseAt('postgresql://stet_app@127.0.0.1:1/nowhere');
    const response = await send({ words: 'Wait for me.' });
    await useDatabaseAt(url);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await response.text()).toContain('Wait for me.');
  });
});

describe('answering a report', () => {
  const answer = (number: number, more: { outcome?: 'corrected' | 'no_change'; version?: number | null } = {}) =>
    answerReport(cast.yusuf, { number, outcome: 'no_change', answer: 'It says so.', version: null, ...more });

  it('says once what became of it, to everyone who has the number', async () => {
    const number = numberOf(await send({}));
    expect(await answer(number)).toMatchObject({ outcome: 'no_change' });
    await expect(answer(number)).rejects.toEqual(refused('wrong_state'));
    const page = await textOf(reportAnswer, `/articles/${slug}/report?number=${number}`);
    expect(page).toContain('Looked at, nothing to change');
    expect(page).toContain('It says so.');
    await expect(answer(999_999)).rejects.toEqual(refused('not_found'));
    expect((await ask(reportAnswer, `/articles/${slug}/report?number=999999`)).status).toBe(404);
  });

  it('names the version that put it right, and is named by the list of corrections', async () => {
    const number = numberOf(await send({}));
    for (const version of [null, 9]) {
      await expect(answer(number, { outcome: 'corrected', version })).rejects.toEqual(refused('invalid'));
    }
    await expect(answer(number, { version: 1 })).rejects.toEqual(refused('invalid'));
    const { number: revision } = await openRevision(cast.amal, { articleId, name: 'Right', why: '' });
    await write(cast.amal, revision, 0, prose('It was 1947.'));
    await submit(cast.amal, revision);
    await approve(cast.nora, revision);
    const words = { kind: 'correction', changeNote: 'The year was wrong.', wordingReason: '' } as const;
    await publishRevision(cast.nora, { number: revision, headHash: await headOf(revision), ...words });
    await answer(number, { outcome: 'corrected', version: 2 });
    for (const maker of [correctionsAnswer, updatesAnswer]) {
      expect(await textOf(maker, '/updates/corrections')).toContain(`/articles/${slug}/report?number=${number}`);
    }
  });

  it('by two at once is given once', async () => {
    const number = numberOf(await send({}));
    const results = await Promise.allSettled([answer(number), answer(number)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('lists what waits, oldest first, then what was answered', async () => {
    const [waiting, answered] = [false, true].map((is) => listReports(cast.amal, { answered: is, take: 500 }));
    const numbers = ((await waiting) ?? []).map(({ number }) => number);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers).toHaveLength(await countOpenReports(cast.amal));
    expect(((await answered) ?? []).every(({ outcome }) => outcome !== null)).toBe(true);
  });

  it('never changes what the reader wrote, and erases the address 30 days after the answer', async () => {
    const number = numberOf(await send({ email: 'reader@example.org' }));
    await expect(db().errorReport.update({ where: { number }, data: { words: 'Other.' } })).rejects.toThrow(
      'never changes',
    );
    await expect(db().errorReport.delete({ where: { number } })).rejects.toThrow('never');
    await answer(number);
    const emailOf = async () => (await db().errorReport.findUniqueOrThrow({ where: { number } })).email;
    const later = (days: number) => setClock(() => new Date(Date.now() + days * 24 * 3600 * 1000));
    later(29);
    await eraseAddresses();
    expect(await emailOf()).toBe('reader@example.org');
    later(31);
    expect(await eraseAddresses()).toBe(1);
    setClock(null);
    expect(await emailOf()).toBe('');
  });
});
