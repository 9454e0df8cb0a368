import {
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Locator,
  type Page,
  test as base,
} from 'playwright/test';

import { countedPoints } from '@/lib/domain/workflow/policy';
import { listEntries } from '@/lib/system/entries';
import { type Handle, people } from '@/seeds/people';
import { aDocx, noteMark, para, run } from '@/lib/transfer/formats/in/docx/testing';

export { expect, type Handle, listEntries, type Page };

/** A document of Word with a title, one statement, and a footnote that names its source. */
export const wordDocument = (title: string, statement: string, note: string): Buffer =>
  aDocx(para(run(title), 'Title') + para(run(statement) + noteMark(1)), { footnotes: [run(note)] });

/** The preview's frame runs no script, not even Playwright's own. */
const scriptlessFrame = /^Blocked script execution in '[^']*\/preview\/page'/;

/** What went wrong in the browser while a test ran; the test fails when it is not empty at the end. */
class Problems {
  private readonly noted: string[] = [];
  private readonly expected: RegExp[] = [];

  /** Says that messages like this one belong to the journey (such as a refused request). */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }
  note(text: string): void {
    this.noted.push(text);
  }
  get unexpected(): string[] {
    return this.noted.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

type Visit = BrowserContextOptions & { readonly as?: Handle };
type Fixtures = {
  problems: Problems;
  /** A browser window of its own, signed in as a person of the demo or as nobody. Closed when the test ends. */
  visit: (options?: Visit) => Promise<Page>;
};

/** Every page error, console error and breach of the content security policy, in every window of the test. */
async function watch(context: BrowserContext, problems: Problems): Promise<void> {
  context.on('weberror', (event) => problems.note(`error: ${event.error().message}`));
  context.on('console', (message) => {
    const isOurs = !scriptlessFrame.test(message.text());
    if (message.type() === 'error' && isOurs) problems.note(`console: ${message.text()} (${message.location().url})`);
  });
  await context.exposeBinding('stetViolation', (_source, text: string) => problems.note(`policy: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report: unknown = Reflect.get(window, 'stetViolation');
      if (typeof report === 'function') report(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

/** Playwright's test with our windows: each is watched, and a problem that no test expects fails it. */
export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern
  problems: async ({}, use) => {
    const problems = new Problems();
    await use(problems);
    expect(problems.unexpected, 'errors in the browser').toEqual([]);
  },
  context: async ({ context, problems }, use) => {
    await watch(context, problems);
    await use(context);
  },
  visit: async ({ browser, problems, contextOptions, baseURL, locale, timezoneId }, use) => {
    const opened: BrowserContext[] = [];
    await use(async ({ as, ...options } = {}) => {
      const common = {
        ...contextOptions,
        baseURL: baseURL ?? '',
        locale: locale ?? 'en-GB',
        timezoneId: timezoneId ?? 'UTC',
      };
      const context = await browser.newContext({ ...common, ...options });
      opened.push(context);
      await watch(context, problems);
      const page = await context.newPage();
      if (as) await login(page, as);
      return page;
    });
    for (const context of opened) await context.close();
  },
});

const nameOf = (handle: Handle): string => people.find((person) => person.handle === handle)?.name ?? handle;

/** Signs in by the person's card on the sign-in page. */
export async function login(page: Page, handle: Handle, next = '/desk'): Promise<void> {
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await page.getByRole('button', { name: `Continue as ${nameOf(handle)}` }).click();
  await page.waitForURL(`**${next}`);
}

type Call = { readonly method?: string; readonly data?: Record<string, unknown> };

/** Calls the API with the page's session, as the desk does. Fails on a refusal. For setting the scene, never for the journey itself. */
export async function call<T>(page: Page, path: string, { method = 'POST', data = {} }: Call = {}): Promise<T> {
  const origin = new URL(page.url()).origin;
  const body = { opId: crypto.randomUUID(), ...data };
  const answer = await page.request.fetch(path, { method, headers: { origin }, data: body });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** An article that a test made for itself; `lead` is the id of its first section. */
export type Draft = {
  readonly articleId: string;
  readonly number: number;
  readonly lead: string;
  readonly headHash: string;
  readonly title: string;
};
export type Live = Draft & { readonly path: string };

/** A body of paragraphs as the wire has it. */
export const bodyOf = (paragraphs: readonly string[]) => ({
  type: 'doc',
  content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
});

/** A new article with a lead of these paragraphs; its first revision is a draft. */
export async function draftArticle(page: Page, title: string, paragraphs: readonly string[]): Promise<Draft> {
  const made = await call<{ articleId: string; number: number }>(page, '/api/v1/articles', { data: { title } });
  const lead = await firstSection(page, made.number);
  const data = { expectedSeq: 1, heading: '', body: bodyOf(paragraphs) };
  const path = `/api/v1/revisions/${made.number}/sections/${lead}`;
  const { headHash } = await call<{ headHash: string }>(page, path, { method: 'PUT', data });
  return { ...made, lead, headHash, title };
}

/** Id of the first section of a revision, as its Write tab names it. */
async function firstSection(page: Page, number: number): Promise<string> {
  const html = await (await page.request.get(`/desk/revisions/${number}/edit`)).text();
  const id = /id="h-([0-9a-f-]{36})"/.exec(html)?.[1];
  if (!id) throw new Error(`Revision ${number} has no section`);
  return id;
}

/** What approving by the API says of the points that count themselves: the texts of journeys have no sources. */
export const openPoints = Object.values(countedPoints).map((point) => ({ point, reason: 'A text of a journey.' }));

const note = 'First text of this article.';

/** A published article: written by one, approved and published by the other. */
export async function liveArticle(
  writer: Page,
  reviewer: Page,
  text: { readonly title: string; readonly paragraphs: readonly string[] },
): Promise<Live> {
  const draft = await draftArticle(writer, text.title, text.paragraphs);
  const proposal = { headHash: draft.headHash, kind: 'update', changeNote: note };
  const at = `/api/v1/revisions/${draft.number}`;
  await call(writer, `${at}/submit`, { data: proposal });
  await call(reviewer, `${at}/reviews`, {
    data: { headHash: draft.headHash, verdict: 'approve', comment: '', openPoints },
  });
  const { path } = await call<{ path: string }>(reviewer, `${at}/publish`, {
    data: { ...proposal, wordingReason: '' },
  });
  return { ...draft, path: path.replace(/\/versions\/\d+$/, '') };
}

/** Opens a revision of an article from its overview; answers its number. The page is at its Write tab afterwards. */
export async function openRevision(page: Page, articleId: string, name: string): Promise<number> {
  await page.goto(`/desk/articles/${articleId}`);
  await page.getByRole('button', { name: 'Open a revision' }).click();
  await page.getByLabel('A name for it').fill(name);
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.waitForURL(/\/desk\/revisions\/\d+\/edit$/);
  return Number(/revisions\/(\d+)/.exec(page.url())?.[1]);
}

/** Opens one section for writing ("Summary" is the lead) and gives its text field. */
export async function editSection(page: Page, heading = 'Summary') {
  await page.getByRole('button', { name: `Edit section ${heading}` }).click();
  const field = page.getByRole('textbox', { name: heading, exact: true });
  await expect(field).toBeVisible();
  return field;
}

/** Puts the caret behind the last letter of a paragraph, as a click there would. */
export async function caretBehind(page: Page, words: string): Promise<void> {
  await page.locator('.ProseMirror').getByText(words).click();
  await page.keyboard.press('End');
}

/**
 * Puts the caret behind the last letter of the open text by keyboard. ProseMirror puts it back once, some moments after it got the
 * focus: a machine that presses faster than a person presses again.
 */
export async function caretToEnd(page: Page): Promise<void> {
  const isAtEnd = () =>
    page.evaluate(() => {
      const { anchorNode, anchorOffset } = document.getSelection() ?? { anchorNode: null, anchorOffset: 0 };
      const last = document.querySelector('.ProseMirror')?.lastElementChild;
      return last?.contains(anchorNode) === true && anchorOffset === (anchorNode?.textContent ?? '').length;
    });
  await expect(async () => {
    await page.keyboard.press('Control+End');
    // Nothing in the page tells that it was put back, or was not: there is only the time it takes (20 ms) and some more.
    await page.waitForTimeout(100);
    expect(await isAtEnd()).toBe(true);
  }).toPass();
}

/** Presses Tab until this has the focus, as someone without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Waits until the server has answered that the open section is saved. */
export async function expectSaved(page: Page): Promise<void> {
  await expect(page.locator('[data-save]')).toHaveText(/^Saved \d\d:\d\d$/);
}

/** Closes the open section; what is unsaved is saved first. */
export async function closeSection(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.locator('.ProseMirror')).toHaveCount(0);
}

type Words = { readonly kind: 'Correction' | 'Update' | 'Wording only'; readonly note: string };

/** Submits a revision for review from its Summary tab. */
export async function submitRevision(page: Page, number: number, { kind, note: changeNote }: Words): Promise<void> {
  await page.goto(`/desk/revisions/${number}`);
  await page.getByRole('radio', { name: new RegExp(`^${kind}`) }).check();
  await page.getByLabel('Tell readers what changed').fill(changeNote);
  await page.getByRole('button', { name: 'Submit for review' }).click();
  await expectState(page, number, 'in review');
}

/** Waits until the head of the revision names this state. */
export async function expectState(page: Page, number: number, state: string): Promise<void> {
  await expect(page.getByText(`Revision ${number} ${state}`)).toBeVisible();
}

/** Goes through the reviewer's list in a dialog: ticks what can be ticked, and says why of what is counted and open. */
export async function answerList(dialog: Locator): Promise<void> {
  for (const box of await dialog.getByRole('checkbox').all()) await box.check();
  for (const reason of await dialog.getByRole('textbox', { name: /^Reason/ }).all()) await reason.fill('We know it.');
}

/** Gives a verdict on the Review tab. */
export async function giveVerdict(
  page: Page,
  number: number,
  verdict: { readonly name: 'Approve' | 'Request changes' | 'Comment only'; readonly comment: string },
): Promise<void> {
  await page.goto(`/desk/revisions/${number}/review`);
  await page.getByRole('region', { name: 'Your verdict' }).getByRole('button', { name: verdict.name }).click();
  const dialog = page.getByRole('dialog', { name: verdict.name });
  await answerList(dialog);
  await dialog.getByRole('textbox', { name: /^Comment/ }).fill(verdict.comment);
  await dialog.getByRole('button', { name: verdict.name, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** Publishes an approved revision on its Publish tab, with the words that it was submitted with. */
export async function publishRevision(page: Page, number: number, version: number): Promise<void> {
  await page.goto(`/desk/revisions/${number}/publish`);
  await page.getByRole('button', { name: `Publish version ${version}` }).click();
  await expect(page.getByRole('heading', { name: `Version ${version} is live.` })).toBeVisible();
}

/** A statement with what it cites, as a scene needs it. */
export type Cited = {
  readonly text: string;
  readonly csl: Record<string, unknown>;
  readonly page?: string;
  readonly quote?: string;
  readonly supports?: 'supports' | 'disputes';
};

/** A published article whose lead is these statements, each behind its source. */
export async function citingArticle(writer: Page, reviewer: Page, title: string, cited: readonly Cited[]) {
  const draft = await draftArticle(writer, title, ['They have met.']);
  const at = `/api/v1/revisions/${draft.number}`;
  const content: object[] = [];
  const sourceIds: string[] = [];
  for (const { text, csl, page, quote = '', supports = 'supports' } of cited) {
    const data = { csl, stub: false };
    const { sourceId } = await call<{ sourceId: string }>(writer, '/api/v1/sources', { data });
    const locators = page === undefined ? [] : [{ label: 'page', value: page }];
    const place = { sourceId, locators, quote, note: '', supports };
    const { citationId } = await call<{ citationId: string }>(writer, `${at}/citations`, { data: place });
    content.push({ type: 'text', text }, { type: 'citation', attrs: { id: citationId } }, { type: 'text', text: ' ' });
    sourceIds.push(sourceId);
  }
  const body = { type: 'doc', content: [{ type: 'paragraph', content }] };
  const { headHash } = await call<{ headHash: string }>(writer, `${at}/sections/${draft.lead}`, {
    method: 'PUT',
    data: { expectedSeq: 2, heading: '', body },
  });
  const words = { headHash, kind: 'update', changeNote: note };
  await call(writer, `${at}/submit`, { data: words });
  await call(reviewer, `${at}/reviews`, { data: { headHash, verdict: 'approve', comment: '', openPoints } });
  const { path } = await call<{ path: string }>(reviewer, `${at}/publish`, { data: { ...words, wordingReason: '' } });
  return { ...draft, sourceIds, path: path.replace(/\/versions\/\d+$/, '') };
}
