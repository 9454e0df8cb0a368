import { createArticle } from '@/lib/articles/commands/article';
import { doc, p } from '@/lib/domain/prose/builder';
import { median } from '@/lib/proof/bench/measure/rounds';
import type { App } from '@/lib/proof/bench/stage/app';
import { call, makePeople, type Signed } from '@/lib/proof/bench/stage/people';
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
};

type Desk = { readonly number: number; readonly sectionId: string; seq: number; saves: number };

async function openDesk({ actor }: Signed, index: number): Promise<Desk> {
  const { number } = await createArticle(actor, { title: `Bench article ${index}` });
  const { sections } = await getEditScreen(actor, number);
  return { number, sectionId: sections[0]?.sectionId ?? '', seq: sections[0]?.seq ?? 0, saves: 0 };
}

/** Makes so many articles and the people who write them. Several people follow each other at each, since one person's writes are limited. */
export async function makeWriters(app: App, count: number): Promise<Writers> {
  const all = await makePeople(app, 'editor', people);
  const desks: Desk[] = [];
  for (const [index, person] of all.slice(0, count).entries()) desks.push(await openDesk(person, index));

  async function save(desk: Desk, index: number): Promise<number> {
    const person = all[(index + Math.floor(desk.saves / savesInARow) * count) % all.length];
    if (!person) return 0;
    desk.saves += 1;
    const { number, sectionId, seq: expectedSeq } = desk;
    const began = performance.now();
    const path = `/api/v1/revisions/${number}/sections/${sectionId}`;
    const saved = await call(app, person, ['PUT', path], { expectedSeq, heading: '', body: bodyOf(desk.saves) });
    desk.seq = Number(saved['seq']);
    return performance.now() - began;
  }

  return {
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
