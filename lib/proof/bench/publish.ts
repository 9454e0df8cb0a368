import { useDatabaseAt } from '@/lib/db/client';
import { median, percentile } from '@/lib/proof/bench/measure/rounds';
import { atLeast, atMost, type Chapter, type Row, short } from '@/lib/proof/bench/report';
import { type App, startApp } from '@/lib/proof/bench/stage/app';
import { ask } from '@/lib/proof/bench/stage/http';
import { theArticle } from '@/lib/proof/bench/stage/pages';
import { call, makePeople, type Signed } from '@/lib/proof/bench/stage/people';
import type { Suite } from '@/lib/proof/bench/suite';
import { approve, headOf, revise, submit } from '@/seeds/desk';

const slug = theArticle.split('/').at(-1) ?? '';
/** So many that nobody publishes more often than a person may write in a minute. */
const publishers = 24;
const mostWaitMs = 5000;

/** Words that every try replaces by those of the next one. */
const probe = (turn: number) => `This sentence was published at try ${turn}.`;
const place = 'took Syria as part of his empire, to become known as Eber-Nari';

type Cast = { readonly writer: Signed; readonly reviewer: Signed; readonly publishers: readonly Signed[] };
type Try = {
  readonly publishMs: number;
  /** The very next GET at the same process had the new text. */
  readonly isNext: boolean;
  /** From the publish request to the first answer with the new text, at the same process. */
  readonly visibleMs: number;
  /** From the publisher's answer until the other process had it. */
  readonly otherMs: number;
};

/** `npm run bench -- publish`: the very next GET shows what was published, and every other process within a second (P1). */
export const publish: Suite = async ({ demo, options }) => {
  const database = await demo('bench_publish');
  await useDatabaseAt(database.appUrl);
  const [here, there] = [await startApp('publish', database), await startApp('publish-other', database)];
  const cast = {
    writer: (await makePeople(here, 'editor', 1))[0],
    publishers: await makePeople(here, 'reviewer', publishers),
  };
  const [reviewer] = cast.publishers;
  if (!cast.writer || !reviewer) throw new Error('Nobody is there to publish.');
  const people: Cast = { writer: cast.writer, reviewer, publishers: cast.publishers };
  const tries: Try[] = [];
  for (let turn = 0; turn < options.tries; turn += 1) tries.push(await publishOnce({ here, there }, people, turn));
  await Promise.all([here.stop(), there.stop()]);
  return chapterOf(tries);
};

/** Prepares one revision through the commands, publishes it over the API, and looks. */
async function publishOnce(apps: { here: App; there: App }, cast: Cast, turn: number): Promise<Try> {
  const find = turn === 0 ? place : probe(turn - 1);
  const replace = turn === 0 ? `${place}. ${probe(0)}` : probe(turn);
  const number = await revise(cast.writer.actor, slug, `Try ${turn}`, [{ find, replace }]);
  const changeNote = `Try ${turn} of the bench.`;
  await submit(cast.writer.actor, number, 'update', changeNote);
  await approve(cast.reviewer.actor, number);
  const publisher = cast.publishers[turn % cast.publishers.length] ?? cast.reviewer;
  const input = { headHash: await headOf(number), kind: 'update', changeNote, wordingReason: '' };
  const began = performance.now();
  await call(apps.here, publisher, ['POST', `/api/v1/revisions/${number}/publish`], input);
  const answered = performance.now();
  const [visible, other] = await Promise.all([look(apps.here, turn), look(apps.there, turn)]);
  return {
    publishMs: answered - began,
    isNext: visible.asked === 1,
    visibleMs: visible.at - began,
    otherMs: other.at - answered,
  };
}

/** Asks for the article until it has the words of this try: how often, and when it had them. */
async function look(app: App, turn: number): Promise<{ asked: number; at: number }> {
  const deadline = performance.now() + mostWaitMs;
  for (let asked = 1; performance.now() < deadline; asked += 1) {
    const { body } = await ask(app.port, theArticle, { headers: { 'accept-encoding': 'identity' } });
    if (body.includes(probe(turn))) return { asked, at: performance.now() };
  }
  return { asked: Number.POSITIVE_INFINITY, at: Number.POSITIVE_INFINITY };
}

function chapterOf(tries: readonly Try[]): Chapter {
  const count = (test: (one: Try) => boolean) => tries.filter(test).length;
  const [next, soon] = [count(({ isNext }) => isNext), count(({ otherMs }) => otherMs <= 1000)];
  const times = (pick: (one: Try) => number) => tries.map(pick);
  const others = times(({ otherMs }) => otherMs);
  const line = (name: string, values: readonly number[]) => [
    ...[name, short(median(values)), short(percentile(values, 0.95)), short(percentile(values, 0.99))],
    short(Math.max(...values)),
  ];
  const row = (measure: string, value: number, detail: string): Row => ({
    ...{ number: 'P1', measure, value, unit: '', goal: atLeast(tries.length), detail },
  });
  return {
    name: 'publish',
    rows: [
      row(`the next GET is new, in ${tries.length} tries`, next, `${tries.length - next} were not`),
      row('the other process is new within 1 s', soon, `median ${short(median(others))} ms after the answer`),
      {
        ...{ number: 'P1', measure: 'the slowest of the other process', unit: 'ms', goal: atMost(1000) },
        ...{ value: Math.max(...others), detail: `p99 ${short(percentile(others, 0.99))} ms` },
      },
    ],
    tables: [
      {
        title: 'Publishing one changed sentence (ms)',
        head: ['', 'p50', 'p95', 'p99', 'slowest'],
        lines: [
          line(
            'the publish request',
            times(({ publishMs }) => publishMs),
          ),
          line(
            'publish request to new text, same process',
            times(({ visibleMs }) => visibleMs),
          ),
          line('answer to new text, other process', others),
        ],
      },
    ],
    notes: [
      `Two web processes over one database. Each try opens, changes, submits and approves a revision of ${theArticle} by the commands, publishes it over the API, and then asks both processes at once; the other one is asked again and again until it has the new text.`,
    ],
  };
}
