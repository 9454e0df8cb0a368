import { Refusal } from '@/lib/domain/refusal';
import { commandsOf, type Intent } from '@/lib/proof/histories/intents';
import { checkInvariants, nothingYet } from '@/lib/proof/histories/invariants';
import { type Answered, type Command, explains, visible, type World } from '@/lib/proof/histories/model';
import { type Cast, observe, type Observation, type Stage, worldOf } from '@/lib/proof/histories/observe';
import { perform } from '@/lib/proof/histories/perform';
import { actorOf, roles, setStage } from '@/lib/proof/histories/stage';
import type { Wire } from '@/lib/proof/histories/wire';
import { setClock } from '@/lib/system/clock';
import { unscheduleRevision } from '@/lib/versions/commands/schedule';

/** After the time of every schedule that `perform` makes, and not an hour after it. */
const soon = 75 * 60 * 1000;
const day = 24 * 60 * 60 * 1000;

type Run = { readonly stage: Stage; readonly wire: Wire };

/** What came of a command: only a refusal that is an answer counts; anything else is a fault of ours. */
async function answerOf({ stage, wire }: Run, before: Observation, command: Command): Promise<Answered> {
  try {
    await perform(stage, before, command, wire);
    return { command, outcome: command.does === 'fire' ? null : 'accepted' };
  } catch (error) {
    const isAnswer = error instanceof Refusal && error.code !== 'unavailable' && command.does !== 'fire';
    if (!isAnswer) throw new Error(`${command.does} failed: ${String(error)}`, { cause: error });
    return { command, outcome: 'refused', because: `${error.code}: ${error.message}` };
  }
}

/** Several due schedules are one run of the worker; two intents to fire are two workers. */
async function performAll(run: Run, before: Observation, commands: readonly Command[]): Promise<Answered[]> {
  const done = await Promise.allSettled(commands.map((command) => answerOf(run, before, command)));
  return done.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
}

const told = (batchOf: readonly Answered[]) =>
  batchOf
    .map(({ command, outcome, because = '' }) => `${outcome ?? 'done'}: ${JSON.stringify(command)} ${because}`)
    .join('\n');

/** How often each command was accepted. */
export type Count = Map<string, number>;
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

/** Who acts, how their commands reach the program, how many approvals it takes, what is counted, what happens before each batch. */
export type Setting = {
  readonly cast: Cast;
  readonly wire: Wire;
  readonly quorum: number;
  readonly counted: Count;
  readonly beforeBatch?: () => Promise<void>;
};

/**
 * One article from its first version through batches of people's intents, each batch at once. Throws when no order of a batch
 * explains what came of it, or when an invariant does not hold after it.
 */
export async function runHistory(
  { cast, wire, quorum, counted, beforeBatch }: Setting,
  history: readonly (readonly Intent[])[],
): Promise<void> {
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
    await beforeBatch?.();
    const answers = await performAll({ stage, wire }, moment.observed, commands);
    const next = { observed: await observe(stage), set: settle(moment.set, answers, counted) };
    checkExplained(moment, next, answers);
    remembered = await checkInvariants(stage, remembered, at === history.length - 1);
    before = moment.observed;
    moment = next;
  }
  await leaveNothingScheduled(cast, moment.observed);
}

/** Another history's worker would publish it. */
async function leaveNothingScheduled(cast: Cast, { revisions }: Observation): Promise<void> {
  const rosa = await actorOf(cast, 'rosa');
  for (const { state, number } of revisions) if (state === 'scheduled') await unscheduleRevision(rosa, { number });
}
