import type { Browser, Page } from 'playwright/test';
import { z } from 'zod';
import { createArticle } from '@/lib/articles/commands/article';
import { findChromium } from '@/lib/cli/chromium.mjs';
import { useDatabaseAt } from '@/lib/db/client';
import { doc, p } from '@/lib/domain/prose/builder';
import { wordCount } from '@/lib/domain/prose/text';
import { interleaved, median, percentile } from '@/lib/proof/bench/measure/rounds';
import { atMost, type Chapter, type Row, short } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import { makePeople, type Signed } from '@/lib/proof/bench/stage/people';
import type { Suite } from '@/lib/proof/bench/suite';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen } from '@/lib/revisions/queries/screens';

/** What one key press took in the page: until its work was done, and until the picture after it. In ms. */
const pressSchema = z.object({ work: z.number(), paint: z.number() });
type Press = z.infer<typeof pressSchema>;
type Typed = { readonly presses: readonly Press[]; readonly slow: number; readonly editors: number };

/** How long sections are that are typed into. */
const sizes = { short: 100, long: 5000 } as const;
/** Words of the other sections, so that the article has about 10,000. */
const others = 5000;
const keysInARound = 120;

const sentence = 'The ministers met for two days and signed what their staff had prepared for them in the spring.';
const paragraph = Array.from({ length: 5 }, () => sentence).join(' ');
const wordsIn = wordCount(paragraph);

/** A text of about so many words. */
const textOf = (words: number) => doc(...Array.from({ length: Math.ceil(words / wordsIn) }, () => p(paragraph)));

/** `npm run bench -- typing`: how long after a key press its letter is seen, in a section of 5,000 words (W2). */
export const typing: Suite = async ({ demo, options }) => {
  const executablePath = findChromium();
  if (!executablePath)
    return { name: 'typing', rows: [], tables: [], notes: ['There is no Chromium: W2 was not measured.'] };
  const database = await demo('bench_typing');
  await useDatabaseAt(database.appUrl);
  const app = await startApp('typing', database);
  const [person] = await makePeople(app, 'editor', 1);
  if (!person) throw new Error('Nobody signed in');
  const { chromium } = await import('playwright/test');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const cases = await Promise.all(
    Object.entries(sizes).map(async ([name, words]) => {
      const desk = await openDesk(browser, { app, person }, words);
      return { name, run: () => type(desk) };
    }),
  );
  for (const { run } of cases) await run();
  const found = await interleaved(options.rounds, cases);
  await browser.close();
  await app.stop();
  return chapterOf(found);
};

function chapterOf(found: ReadonlyMap<string, readonly Typed[]>): Chapter {
  const all = [...found].map(([name, rounds]) => ({
    name,
    presses: rounds.flatMap(({ presses }) => presses),
    slow: rounds.reduce((sum, { slow }) => sum + slow, 0),
    editors: Math.max(...rounds.map(({ editors }) => editors)),
  }));
  const long = all.find(({ name }) => name === 'long');
  const paints = (long?.presses ?? []).map(({ paint }) => paint);
  const works = (long?.presses ?? []).map(({ work }) => work);
  const rows: Row[] = [
    {
      ...{ number: 'W2', measure: 'key press to paint at 5,000 words, median', unit: 'ms', goal: atMost(16) },
      value: median(paints),
      detail: `95 of 100 within ${short(percentile(paints, 0.95))} ms; the work of the page alone ${short(median(works))} ms`,
    },
    {
      ...{ number: 'W2', measure: 'editors mounted in an article of 10,000 words', unit: '', goal: atMost(1) },
      value: long?.editors ?? Number.NaN,
      detail: 'one section is open',
    },
  ];
  return {
    name: 'typing',
    rows,
    tables: [
      {
        title: 'Key presses, in ms',
        head: [
          'words in the section',
          'presses',
          'work, median',
          'paint, median',
          'paint, 95 %',
          'paint, worst',
          'slower than 50 ms',
        ],
        lines: all.map(({ name, presses, slow }) => [
          ...[sizes[name as keyof typeof sizes], presses.length, short(median(presses.map(({ work }) => work)))],
          ...[
            short(median(presses.map(({ paint }) => paint))),
            short(
              percentile(
                presses.map(({ paint }) => paint),
                0.95,
              ),
            ),
          ],
          ...[short(Math.max(...presses.map(({ paint }) => paint))), slow],
        ]),
      },
    ],
    notes: [
      'Chromium types into the real Write tab of the built program. “Paint”: from the time stamp of the key event to the first task after the next frame; the wait for that frame, up to 16.7 ms at 60 frames a second, is part of it. “Work”: until the frame begins to be made. “Slower than 50 ms”: entries of the Event Timing API.',
    ],
  };
}

type Scene = { readonly app: App; readonly person: Signed };

/** An article with a section of so many words and as much again around it, open in the browser at that section. */
async function openDesk(browser: Browser, { app, person }: Scene, words: number): Promise<Page> {
  const { number } = await createArticle(person.actor, { title: `Typing ${words}` });
  const { sections, headSeq } = await getEditScreen(person.actor, number);
  const [lead] = sections;
  if (!lead) throw new Error('An article begins with a summary');
  const around = { number, sectionId: lead.sectionId, expectedSeq: lead.seq, heading: '', body: textOf(others) };
  await saveSection(person.actor, around);
  const place = { number, expectedHeadSeq: headSeq, heading: 'History', level: 2, after: lead.sectionId };
  const { sectionId } = await addSection(person.actor, place);
  await saveSection(person.actor, { number, sectionId, expectedSeq: 1, heading: 'History', body: textOf(words) });
  const url = `http://127.0.0.1:${app.port}/desk/revisions/${number}/edit`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const at = person.cookie.indexOf('=');
  await context.addCookies([{ name: person.cookie.slice(0, at), value: person.cookie.slice(at + 1), url }]);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: 'Edit section History' }).click();
  await page.locator('.ProseMirror p').nth(1).click();
  await page.evaluate(watch);
  return page;
}

/** Runs in the page; a text, since what the loader of TypeScript adds to functions is not there. */
const watch = `
  window.presses = [];
  window.slow = 0;
  document.addEventListener('keydown', (event) => {
    const press = { work: 0, paint: 0 };
    window.presses.push(press);
    requestAnimationFrame(() => {
      press.work = performance.now() - event.timeStamp;
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { press.paint = performance.now() - event.timeStamp; };
      channel.port2.postMessage(0);
    });
  }, { capture: true });
  new PerformanceObserver((list) => { window.slow += list.getEntries().filter(({ name, duration }) => name === 'keydown' && duration > 50).length; })
    .observe({ type: 'event', durationThreshold: 16 });
`;

/** Types a round of letters and blanks, about twelve a second: faster than anybody, slower than a held key. */
async function type(page: Page): Promise<Typed> {
  await page.evaluate('window.presses.length = 0; window.slow = 0;');
  await page.keyboard.type('The treaty held. '.repeat(10).slice(0, keysInARound), { delay: 80 });
  await page.waitForTimeout(500);
  const presses = z.array(pressSchema).parse(await page.evaluate('window.presses'));
  const slow = z.number().parse(await page.evaluate('window.slow'));
  return { presses, slow, editors: await page.locator('.ProseMirror').count() };
}
