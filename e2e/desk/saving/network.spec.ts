import type { Route } from 'playwright/test';
import { call, caretBehind, expect, expectSaved, liveArticle, openRevision, type Page, test } from '@/e2e/fixtures';
import {
  first,
  keptOn,
  offers,
  open as openSummary,
  saves,
  saveState,
  second,
  stored,
  trouble,
  type,
  writing,
} from '@/e2e/desk/saving/scene';

type Sent = { readonly opId: string; readonly expectedSeq: number };

/** What was sent, save by save; `answer` says what becomes of each, in order, then they pass. */
async function watchSaves(page: Page, number: number, answers: readonly ((route: Route) => Promise<void>)[]) {
  const sent: Sent[] = [];
  const inFlight = { now: 0, most: 0 };
  await page.route(saves(number), async (route) => {
    sent.push(route.request().postDataJSON() as Sent);
    inFlight.now += 1;
    inFlight.most = Math.max(inFlight.most, inFlight.now);
    const answer = answers[sent.length - 1] ?? ((one: Route) => one.continue());
    await answer(route);
    inFlight.now -= 1;
  });
  return { sent, inFlight };
}

/** The server has it, and its answer gets lost. */
const loseAnswer = async (route: Route) => {
  await route.fetch();
  await route.abort('connectionreset');
};
const fail = (status: number) => async (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({ code: status === 503 ? 'unavailable' : 'unexpected', message: 'Something went wrong.' }),
  });

test('an answer that gets lost: the very same save is repeated, and counts once', async ({ visit, problems }) => {
  problems.expect(/ERR_CONNECTION_RESET|status of 503/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Ghana–Peru');
  const { sent } = await watchSaves(page, number, [loseAnswer, fail(503)]);
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText('Offline. Kept on this device');
  await page.keyboard.type(' She stayed.');
  await trouble(page).getByRole('button', { name: 'Try again' }).click();
  await expectSaved(page);
  const [one, two] = sent;
  expect(sent.slice(0, 3).map(({ opId, expectedSeq }) => [opId, expectedSeq])).toEqual([
    [one?.opId, two?.expectedSeq],
    [one?.opId, two?.expectedSeq],
    [one?.opId, two?.expectedSeq],
  ]);
  expect(sent.at(-1)).toMatchObject({ expectedSeq: (two?.expectedSeq ?? 0) + 1 });
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana. She stayed.`, second]);
});

test('E17 slow answers: one save is in flight, nothing says saved before its answer, and order is kept', async ({
  visit,
}) => {
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Ghana–Togo');
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const { sent, inFlight } = await watchSaves(page, number, [
    async (route) => {
      await gate;
      await route.continue();
    },
  ]);
  await type(page, ' One.');
  await expect.poll(() => sent.length).toBe(1);
  await page.keyboard.type(' Two.');
  await expect(saveState(page)).toHaveText('Saving…');
  await page.keyboard.type(' Three.');
  await expect(saveState(page)).toHaveText('Saving…');
  expect(sent).toHaveLength(1);
  open();
  await expectSaved(page);
  expect(inFlight.most).toBe(1);
  expect(await stored(page, number)).toEqual([`${first} One. Two. Three.`, second]);
});

test('E23 a failing server: it says so, the text is kept, can be taken, and is saved by one click', async ({
  visit,
  problems,
}) => {
  problems.expect(/status of 500/);
  const page = await visit({ as: 'amal' });
  const { number } = await writing(page, 'Ghana–Mali');
  await watchSaves(page, number, [fail(500)]);
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText('Not saved to the server. Kept on this device.');
  await expect(page.getByRole('alert').filter({ hasText: 'Not saved to the server' })).toHaveCount(1);
  const downloading = page.waitForEvent('download');
  await trouble(page).getByRole('button', { name: 'Download' }).click();
  const file = await (await downloading).createReadStream();
  const parts: Buffer[] = [];
  for await (const part of file) parts.push(part as Buffer);
  expect(Buffer.concat(parts).toString()).toContain(`${first} Her name was Ana.`);
  await trouble(page).getByRole('button', { name: 'Try again' }).click();
  await expectSaved(page);
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
});

test('a device that keeps nothing says so, and saving goes on', async ({ visit, problems }) => {
  problems.expect(/ERR_INTERNET_DISCONNECTED/);
  const page = await visit({ as: 'amal' });
  await page.addInitScript(() => {
    const open = () => {
      throw new DOMException('No.', 'InvalidStateError');
    };
    Object.defineProperty(IDBFactory.prototype, 'open', { value: open });
  });
  const { number } = await writing(page, 'Ghana–Oman');
  await page.context().setOffline(true);
  await type(page, ' Her name was Ana.');
  await expect(trouble(page)).toContainText('Kept in this window only');
  await page.context().setOffline(false);
  await expectSaved(page);
  expect(await stored(page, number)).toEqual([`${first} Her name was Ana.`, second]);
});

test('a revision that is discarded in mid-typing: the text moves to a new revision', async ({ visit, problems }) => {
  problems.expect(/status of 409/);
  const page = await visit({ as: 'amal' });
  const reviewer = await visit({ as: 'jonas' });
  const text = { title: `Ghana–Laos ${Date.now()}`, paragraphs: [first, second] };
  const article = await liveArticle(page, reviewer, text);
  const number = await openRevision(page, article.articleId, 'Envoys');
  await openSummary(page, number);
  await type(page, ' Her name was Ana.');
  await expectSaved(page);
  await call(page, `/api/v1/revisions/${number}/discard`, { data: { reason: 'Not needed.' } });
  await caretBehind(page, 'Her name was Ana.');
  await page.keyboard.type(' She stayed.');
  await expect(trouble(page)).toContainText(/This revision was discarded at \d\d:\d\d\. Your text is kept/);
  await trouble(page).getByRole('button', { name: 'Move it to a new revision' }).click();
  await page.waitForURL((url) => /revisions\/\d+\/edit$/.test(url.pathname) && !url.pathname.includes(`/${number}/`));
  const next = Number(/revisions\/(\d+)/.exec(page.url())?.[1]);
  await offers(page).getByRole('button', { name: 'Use it' }).click();
  await expectSaved(page);
  expect(await stored(page, next)).toEqual([`${first} Her name was Ana. She stayed.`, second]);
  expect(await keptOn(page)).toBe('[]');
});
