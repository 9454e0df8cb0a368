import * as fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';

import { Refusal } from '@/lib/domain/refusal';
import { allowedPairs } from '@/lib/domain/workflow/transitions';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { batch, commandsOf, type Intent } from '@/lib/proof/intents';
import { checkInvariants, nothingYet } from '@/lib/proof/invariants';
import { type Answered, type Command, explains, revisionVerbs, step, visible, type World } from '@/lib/proof/model';
import { type Cast, observe, type Observation, type Stage, worldOf } from '@/lib/proof/observe';
import { perform } from '@/lib/proof/perform';
import { actorOf, makeCast, roles, setStage } from '@/lib/proof/stage';
import { unscheduleRevision } from '@/lib/versions/commands/schedule';
import { setClock } from '@/lib/system/clock';

/** How many random histories: two hundred in `npm test`, `STET_RUNS=1000` for a long night. */
const numRuns = Number(process.env['STET_RUNS'] ?? '200');
const timeout = 60_000 + numRuns * 4000;
/** After the time of every schedule that `perform` makes, and not an hour after it. */
const soon = 75 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

useDatabase();
let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});
afterEach(() => setClock(null));

/** What came of a command: only a refusal that is an answer counts; anything else is a fault of ours. */
async function answerOf(stage: Stage, before: Observation, command: Command): Promise<Answered> {
  try {
    await perform(stage, before, command);
    return { command, outcome: command.does === 'fire' ? null : 'accepted' };
  } catch (error) {
    const isAnswer = error instanceof Refusal && error.code !== 'unavailable' && command.does !== 'fire';
    if (!isAnswer) throw new Error(`${command.does} failed: ${String(error)}`, { cause: error });
    return { command, outcome: 'refused', because: `${error.code}: ${error.message}` };
  }
}

/** Several due schedules are one run of the worker; two intents to fire are two workers. */
async function performAll(stage: Stage, before: Observation, commands: readonly Command[]): Promise<Answered[]> {
  const done = await Promise.allSettled(commands.map((command) => answerOf(stage, before, command)));
  return done.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

const told = (batchOf: readonly Answered[]) =>
  batchOf
    .map(({ command, outcome, because = '' }) => `${outcome ?? 'done'}: ${JSON.stringify(command)} ${because}`)
    .join('\n');

type Count = Map<string, number>;
type Settings = Pick<World, 'roles' | 'quorum'>;
type Moment = { readonly observed: Observation; readonly set: Settings };

/** Some order of the batch leads from the one moment to the other, or the whole story is told. */
function checkExplained(from: Moment, to: Moment, answers: readonly Answered[]): void {
  const start = worldOf(from.observed, from.set);
  const seen = JSON.stringify(visible(worldOf(to.observed, to.set)));
  if (explains(start, answers, seen)) return;
  const before = JSON.stringify(visible(start));
  throw new Error(`No order explains this batch.\nbefore: ${before}\n${told(answers)}\nafter: ${seen}`);
}

/** Counts what was accepted; a changed role is part of the settings from here on. */
function settle(set: Settings, answers: readonly Answered[], counted: Count): Settings {
  let settings = set;
  for (const { command, outcome } of answers) {
    if (outcome === 'refused') continue;
    counted.set(command.does, (counted.get(command.does) ?? 0) + 1);
    if (command.does !== 'role') continue;
    settings = { ...settings, roles: { ...settings.roles, [command.whose]: command.role } };
  }
  return settings;
}

async function runHistory(quorum: number, history: readonly (readonly Intent[])[], counted: Count): Promise<void> {
  let offset = 0;
  setClock(() => new Date(Date.now() + offset));
  const stage = await setStage(cast, quorum);
  let moment: Moment = { observed: await observe(stage), set: { roles, quorum } };
  let before = moment.observed;
  let remembered = await checkInvariants(stage, nothingYet);
  for (const [at, intents] of history.entries()) {
    const commands = commandsOf(intents, moment.observed, before);
    const fire = commands.find((command) => command.does === 'fire');
    if (fire) offset += fire.isMissed ? day : soon;
    const answers = await performAll(stage, moment.observed, commands);
    const next = { observed: await observe(stage), set: settle(moment.set, answers, counted) };
    checkExplained(moment, next, answers);
    remembered = await checkInvariants(stage, remembered, at === history.length - 1);
    before = moment.observed;
    moment = next;
  }
  await leaveNothingScheduled(moment.observed);
}

/** Another history's worker would publish it. */
async function leaveNothingScheduled({ revisions }: Observation): Promise<void> {
  const rosa = await actorOf(cast, 'rosa');
  for (const { state, number } of revisions) if (state === 'scheduled') await unscheduleRevision(rosa, { number });
}

test(
  'random histories of people at once: some order explains each batch, and the invariants hold after it',
  async () => {
    const counted: Count = new Map();
    const history = fc.array(batch, { minLength: 4, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 }), history, (quorum, batches) =>
        runHistory(quorum, batches, counted),
      ),
      { numRuns, endOnFailure: true },
    );
    // Which commands chance picks in a short run is chance; the sweep accepts each of them in any case.
    if (numRuns < 500) return;
    const missing = ['open', 'save', 'rebase', 'approve_section', ...revisionVerbs].filter(
      (verb) => !counted.has(verb),
    );
    expect(missing, 'every command was accepted at least once').toEqual([]);
  },
  timeout,
);

const inDraft = {
  ...{ state: 'draft', base: 1, wrote: ['amal'] as const, verdicts: {}, bringsBack: false, scheduler: null },
  seqs: { lead: 0, history: 0 },
} as const;
const unseen = { seqs: { lead: 0, history: 0 }, headHash: '', hashes: { lead: '', history: '' }, live: 1 };

test('the model is awake: it does not explain a lost update, a stale approval or a self-approval', () => {
  const texts = { lead: 'One', history: 'Two' };
  const revision = { ...inDraft, texts };
  const world: World = { roles, quorum: 1, isWithdrawn: false, versions: [texts], revisions: [revision] };
  const seen = { texts, ...unseen };
  const save = (who: 'amal' | 'yusuf', text: string): Answered => ({
    command: { does: 'save', who, revision: 0, section: 'lead', text, seen },
    outcome: 'accepted',
  });
  const after = (world_: World) => JSON.stringify(visible(world_));
  const three = { ...revision, texts: { ...texts, lead: 'Three' }, wrote: ['amal', 'yusuf'] as const };
  const lost = after({ ...world, revisions: [three] });
  expect(explains(world, [save('amal', 'Four'), save('yusuf', 'Three')], lost)).toBe(false);
  const other: Answered = { ...save('amal', 'Four'), outcome: 'refused' };
  const alone = after({ ...world, revisions: [three] });
  expect(explains(world, [other, save('yusuf', 'Three')], alone)).toBe(true);
  const inReview: World = { ...world, revisions: [{ ...revision, state: 'in_review', texts: three.texts }] };
  const approve = (who: 'jonas' | 'amal', what: typeof texts): Command => ({
    does: 'approve',
    who,
    revision: 0,
    seen: { ...seen, texts: what },
  });
  expect(step(inReview, approve('jonas', three.texts)).accepted?.revisions[0]?.state).toBe('approved');
  expect(step(inReview, approve('jonas', texts)).accepted).toBeNull();
  expect(step({ ...inReview, roles: { ...roles, amal: 'admin' } }, approve('amal', three.texts)).accepted).toBeNull();
});

test('the model is awake: an approval of one section is of its text, and of no other', () => {
  const two = { lead: 'One', history: 'Two' };
  const both = { lead: 'Three', history: 'Five' };
  const revision = { ...inDraft, state: 'in_review', texts: both };
  const wide: World = { roles, quorum: 1, isWithdrawn: false, versions: [two], revisions: [revision] };
  const seen = { texts: two, ...unseen };
  const ofSection = (section: 'lead' | 'history', what: typeof two): Command => ({
    ...{ does: 'approve_section', who: 'jonas', revision: 0, section },
    seen: { ...seen, texts: what },
  });
  const half = step(wide, ofSection('lead', { ...both, history: 'Two' })).accepted;
  expect(half?.revisions[0]?.state, 'one section of two is not enough, whatever the other says by now').toBe(
    'in_review',
  );
  expect(half && step(half, ofSection('history', both)).accepted?.revisions[0]?.state).toBe('approved');
  expect(half && step(half, ofSection('history', two)).accepted, 'another text of it').toBeNull();
  const onLead: Command = { does: 'save', who: 'yusuf', revision: 0, section: 'lead', text: 'Four', seen };
  const [after_] =
    (half && step({ ...half, roles: { ...roles, yusuf: 'reviewer' } }, onLead).accepted?.revisions) ?? [];
  expect(after_?.verdicts, 'an edit takes the approval of its section').toEqual({});
});

test('the database allows the same moves as the table of the workflow, no more and no less', async () => {
  const rows = await db().revisionTransition.findMany();
  const pairs = rows.map(({ fromState, toState }) => `${fromState} > ${toState}`);
  expect(pairs.toSorted()).toEqual(allowedPairs().map((pair) => pair.join(' > ')));
});
