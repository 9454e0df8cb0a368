import { createArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { doc, p } from '@/lib/domain/prose/builder';
import { median } from '@/lib/proof/bench/measure/rounds';
import type { App } from '@/lib/proof/bench/stage/app';
import { call, makePeople, type Signed } from '@/lib/proof/bench/stage/people';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen } from '@/lib/revisions/queries/screens';

/** A desk goes to the next person after so many saves, below what one person may write in a minute. */
const savesInARow = 100;
/** So many that up to 250 saves a second are within their limits. */
const people = 128;

const sentence =
  'The ministers met for two days, signed what their staff had prepared, and promised to meet again within the year.';
const paragraph = Array.from({ length: 8 }, () => sentence).join(' ');

/** A section of about 500 words in which one sentence differs from save to save. */
const bodyOf = (turn: number) => doc(p(paragraph), p(`${paragraph} This is edit ${turn}.`), p(paragraph));

/** What the writers did between start and stop. */
type Saved = { readonly saves: number; readonly perSecond: number; readonly p50Ms: number };

/** People who save sections over the API, each a section of an article of their own. */
export type Writers = {
  /** Begins; `pauseMs` is how long each waits after a save. The answer ends it. */
  readonly start: (pauseMs: number) => () => Promise<Saved>;
  /** How many acknowledged saves are not what is stored now: by sequence number and by text. */
  readonly lost: () => Promise<number>;
};

type Desk = { readonly number: number; readonly sectionId: string; seq: number; saves: number; acknowledged: number };

let desksMade = 0;

async function openDesk({ actor }: Signed, others: number): Promise<Desk> {
  desksMade += 1;
  const { number } = await createArticle(actor, { title: `Bench article ${desksMade}` });
  const { sections, headSeq } = await getEditScreen(actor, number);
  const [lead] = sections;
  let expectedHeadSeq = headSeq;
  for (let nth = 1; nth <= others; nth += 1) {
    const place = { number, expectedHeadSeq, heading: `Section ${nth}`, level: 2, after: lead?.sectionId ?? '' };
    const added = await addSection(actor, place);
    const text = { number, sectionId: added.sectionId, expectedSeq: 1, heading: place.heading, body: bodyOf(nth) };
    await saveSection(actor, text);
    expectedHeadSeq = added.headSeq;
  }
  return { number, sectionId: lead?.sectionId ?? '', seq: lead?.seq ?? 0, saves: 0, acknowledged: 0 };
}

/** Saves of a desk that are not what the database holds. */
async function missingAt({ number, sectionId, seq, acknowledged }: Desk): Promise<number> {
  const stored = await db().workingCopy.findFirst({ where: { sectionId, revision: { number } } });
  if (stored?.seq !== seq) return Math.abs(seq - (stored?.seq ?? 0));
  return acknowledged === 0 || JSON.stringify(stored.body).includes(`This is edit ${acknowledged}.`) ? 0 : 1;
}

/** Somebody who writes, and so many that no limit of one person is reached. */
export const makeCrew = (app: App): Promise<Signed[]> => makePeople(app, 'editor', people);

/**
 * Makes so many articles for people to write, each with so many sections besides the one that is saved. Several people follow
 * each other at each, since one person's writes are limited.
 */
export async function makeWriters(
  app: App,
  count: number,
  { crew, others = 0 }: { crew?: readonly Signed[]; others?: number } = {},
): Promise<Writers> {
  const all = crew ?? (await makeCrew(app));
  const desks: Desk[] = [];
  for (const person of all.slice(0, count)) desks.push(await openDesk(person, others));

  async function save(desk: Desk, index: number): Promise<number> {
    const person = all[(index + Math.floor(desk.saves / savesInARow) * count) % all.length];
    if (!person) return 0;
    desk.saves += 1;
    const { number, sectionId, seq: expectedSeq } = desk;
    const began = performance.now();
    const path = `/api/v1/revisions/${number}/sections/${sectionId}`;
    const saved = await call(app, person, ['PUT', path], { expectedSeq, heading: '', body: bodyOf(desk.saves) });
    desk.seq = Number(saved['seq']);
    desk.acknowledged = desk.saves;
    return performance.now() - began;
  }

  return {
    lost: async () => {
      const missing = await Promise.all(desks.map(missingAt));
      return missing.reduce((sum, one) => sum + one, 0);
    },
    start: (pauseMs) => {
      const times: number[] = [];
      const began = performance.now();
      const stopping = new AbortController();
      const write = async (desk: Desk, index: number) => {
        while (!stopping.signal.aborted) {
          times.push(await save(desk, index));
          if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
        }
      };
      const work = Promise.all(desks.map(write));
      return async () => {
        const perSecond = (times.length * 1000) / (performance.now() - began);
        stopping.abort();
        await work;
        return { saves: times.length, perSecond, p50Ms: median(times) };
      };
    },
  };
}
