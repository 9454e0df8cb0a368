import { changeRole } from '@/lib/accounts/commands';
import { withdrawArticle } from '@/lib/articles/commands/article';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { type Command, type RevisionVerb, sections, type Seen } from '@/lib/proof/model';
import type { Observation, Stage } from '@/lib/proof/observe';
import { actorOf, note } from '@/lib/proof/stage';
import { bodyOf, headingOf } from '@/lib/proof/words';
import { dismissReview, rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { discardRevision, recallRevision, submitRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { openInTests, wallIn } from '@/lib/revisions/testing';
import { saveSection } from '@/lib/revisions/commands/save';
import { newId } from '@/lib/system/crypto';
import { emergencyPublish, publishRevision } from '@/lib/versions/commands/publish';
import { scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import { runDue } from '@/lib/versions/run-due';

/** Does one command of the model for real. Resolves when it was accepted, throws what the product throws. */
export async function perform(stage: Stage, before: Observation, command: Command): Promise<unknown> {
  if (command.does === 'fire') return runDue();
  if (command.does === 'role') {
    const rosa = await actorOf(stage.cast, 'rosa');
    return changeRole(rosa, { personId: stage.cast[command.whose], role: command.role, opId: newId() });
  }
  const actor = await actorOf(stage.cast, command.who);
  const { articleId } = stage;
  if (command.does === 'restore') {
    return restoreVersion(actor, { articleId, version: command.version, why: 'Settled.' });
  }
  if (command.does === 'open') return openRevision(actor, { articleId, name: 'A change', why: '' });
  if (command.does === 'withdraw') return withdrawArticle(actor, { articleId, reason: 'Not ours.' });
  return onRevision(stage, before, { command, actor });
}

type Act = {
  readonly command: Exclude<Command, { does: 'open' | 'restore' | 'withdraw' | 'fire' | 'role' }>;
  readonly actor: Actor;
};

async function onRevision(stage: Stage, before: Observation, { command, actor }: Act): Promise<unknown> {
  const revision = before.revisions[command.revision];
  if (!revision) throw new Error(`There is no revision ${command.revision}`);
  const { number } = revision;
  const { seen } = command;
  if (command.does === 'save') {
    const { section, text } = command;
    const sectionId = stage.sectionIds[section];
    const body = bodyOf(text, revision.bodies[section]);
    const expectedSeq = seen.seqs[section];
    return saveSection(actor, { number, sectionId, expectedSeq, heading: headingOf(section), body });
  }
  if (command.does === 'rebase') {
    const resolutions = sections.map((section) => ({
      sectionId: stage.sectionIds[section],
      heading: headingOf(section),
      body: bodyOf(command.text, revision.bodies[section]),
    }));
    return rebaseRevision(actor, { number, headHash: seen.headHash, liveNumber: seen.live, resolutions, head: {} });
  }
  if (command.does === 'dismiss') {
    const reviewId = revision.standing[command.reviewer] ?? systemActor.id;
    return dismissReview(actor, { reviewId, note: 'They are away.' });
  }
  if (command.does === 'approve_section') {
    const { section } = command;
    const parts = [{ part: stage.sectionIds[section], hash: seen.hashes[section] }];
    return reviewRevision(actor, {
      number,
      headHash: seen.headHash,
      verdict: 'approve',
      comment: '',
      openPoints: openInTests,
      parts,
    });
  }
  return verbs[command.does](actor, number, seen);
}

type Verb = (actor: Actor, number: number, seen: Seen) => Promise<unknown>;
const verbs: Record<RevisionVerb, Verb> = {
  submit: (actor, number, { headHash }) => submitRevision(actor, { number, headHash, ...note }),
  approve: (actor, number, { headHash }) =>
    reviewRevision(actor, { number, headHash, verdict: 'approve', comment: '', openPoints: openInTests }),
  request_changes: (actor, number, { headHash }) =>
    reviewRevision(actor, { number, headHash, verdict: 'request_changes', comment: 'Please say when.' }),
  recall: (actor, number) => recallRevision(actor, { number }),
  schedule: (actor, number, { headHash }) => {
    return scheduleRevision(actor, { number, headHash, ...wallIn(3_600_000), wordingReason: '', ...note });
  },
  unschedule: (actor, number) => unscheduleRevision(actor, { number }),
  publish: (actor, number, { headHash }) => publishRevision(actor, { number, headHash, wordingReason: '', ...note }),
  emergency_publish: (actor, number, { headHash }) =>
    emergencyPublish(actor, { number, headHash, reason: 'The old text put people in danger.', ...note }),
  discard: (actor, number) => discardRevision(actor, { number, reason: 'Not needed.' }),
  reject: (actor, number) => rejectRevision(actor, { number, reason: 'Not true.' }),
};
