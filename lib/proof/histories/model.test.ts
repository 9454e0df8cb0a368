import * as fc from 'fast-check';
import postgres from 'postgres';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { allowedPairs } from '@/lib/domain/workflow/transitions';
import { closeDatabase, db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { batch } from '@/lib/proof/histories/intents';
import {
  type Answered,
  type Command,
  explains,
  revisionVerbs,
  step,
  visible,
  type World,
} from '@/lib/proof/histories/model';
import { type Cast } from '@/lib/proof/histories/observe';
import { type Count, runHistory } from '@/lib/proof/histories/history';
import { direct } from '@/lib/proof/histories/wire';
import { makeCast, roles } from '@/lib/proof/histories/stage';
import { setClock } from '@/lib/system/clock';

/** How many random histories: five hundred in `npm test`, `STET_RUNS=1000` and more for a long night. */
const numRuns = Number(process.env['STET_RUNS'] ?? '500');
const timeout = 60_000 + numRuns * 4000;

const database = useDatabase();
let cast: Cast;
beforeAll(async () => {
  // Nothing is killed here: that an answer waits for the disk is for the crash test to see.
  const admin = postgres(database().adminUrl, { max: 1, onnotice: () => undefined });
  await admin`alter database ${admin(database().name)} set synchronous_commit = off`;
  await admin.end();
  await closeDatabase();
  cast = await makeCast();
});
afterEach(() => setClock(null));

test(
  'random histories of people at once: some order explains each batch, and the invariants hold after it',
  async () => {
    const counted: Count = new Map();
    const history = fc.array(batch, { minLength: 4, maxLength: 9 });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 2 }), history, (quorum, batches) =>
        runHistory({ cast, wire: direct, quorum, counted }, batches),
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
