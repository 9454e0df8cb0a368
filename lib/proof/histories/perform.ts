import { changeRole } from '@/lib/accounts/commands';
import { withdrawArticle } from '@/lib/articles/commands/article';
import * as people from '@/lib/contract/accounts';
import * as articles from '@/lib/contract/articles';
import * as reviews from '@/lib/contract/reviews';
import * as revisions from '@/lib/contract/revisions';
import * as versions from '@/lib/contract/versions';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { type Command, type RevisionVerb, sections, type Seen } from '@/lib/proof/histories/model';
import type { Observation, Stage } from '@/lib/proof/histories/observe';
import { actorOf, note } from '@/lib/proof/histories/stage';
import { bodyOf, headingOf } from '@/lib/proof/histories/words';
import { dismissReview, rejectRevision, reviewRevision } from '@/lib/reviews/commands/review';
import { discardRevision, recallRevision, submitRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision, restoreVersion } from '@/lib/revisions/commands/open';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { openInTests, wallIn } from '@/lib/revisions/testing';
import { saveSection } from '@/lib/revisions/commands/save';
import { emergencyPublish, publishRevision } from '@/lib/versions/commands/publish';
import { scheduleRevision, unscheduleRevision } from '@/lib/versions/commands/schedule';
import type { Wire } from '@/lib/proof/histories/wire';
import { runDue } from '@/lib/versions/run-due';

/** Does one command of the model for real, by that wire. Resolves when it was accepted, throws what the product throws. */
export async function perform(stage: Stage, before: Observation, command: Command, wire: Wire): Promise<unknown> {
  if (command.does === 'fire') return runDue();
  if (command.does === 'role') {
    const rosa = await actorOf(stage.cast, 'rosa');
    return wire(people.changeRoleEndpoint, changeRole, rosa, {
      personId: stage.cast[command.whose],
      role: command.role,
    });
  }
  const actor = await actorOf(stage.cast, command.who);
  const { articleId } = stage;
  if (command.does === 'restore') {
    return wire(articles.restoreVersionEndpoint, restoreVersion, actor, {
      articleId,
      version: command.version,
      why: 'Settled.',
    });
  }
  if (command.does === 'open')
    return wire(articles.openRevisionEndpoint, openRevision, actor, { articleId, name: 'A change', why: '' });
  if (command.does === 'withdraw')
    return wire(articles.withdrawArticleEndpoint, withdrawArticle, actor, { articleId, reason: 'Not ours.' });
  return onRevision(stage, before, { command, actor, wire });
}

type Act = {
  readonly command: Exclude<Command, { does: 'open' | 'restore' | 'withdraw' | 'fire' | 'role' }>;
  readonly actor: Actor;
  readonly wire: Wire;
};

async function onRevision(stage: Stage, before: Observation, { command, actor, wire }: Act): Promise<unknown> {
  const revision = before.revisions[command.revision];
  if (!revision) throw new Error(`There is no revision ${command.revision}`);
  const { number } = revision;
  const { seen } = command;
  if (command.does === 'save') {
    const { section, text } = command;
    const sectionId = stage.sectionIds[section];
    const body = bodyOf(text, revision.bodies[section]);
    const expectedSeq = seen.seqs[section];
    return wire(revisions.saveSectionEndpoint, saveSection, actor, {
      number,
      sectionId,
      expectedSeq,
      heading: headingOf(section),
      body,
    });
  }
  if (command.does === 'rebase') {
    const resolutions = sections.map((section) => ({
      sectionId: stage.sectionIds[section],
      heading: headingOf(section),
      body: bodyOf(command.text, revision.bodies[section]),
    }));
    return wire(revisions.rebaseEndpoint, rebaseRevision, actor, {
      number,
      headHash: seen.headHash,
      liveNumber: seen.live,
      resolutions,
      head: {},
    });
  }
  if (command.does === 'dismiss') {
    const reviewId = revision.standing[command.reviewer] ?? systemActor.id;
    return wire(reviews.dismissReviewEndpoint, dismissReview, actor, { reviewId, note: 'They are away.' });
  }
  if (command.does === 'approve_section') {
    const { section } = command;
    const parts = [{ part: stage.sectionIds[section], hash: seen.hashes[section] }];
    return wire(reviews.reviewEndpoint, reviewRevision, actor, {
      number,
      headHash: seen.headHash,
      verdict: 'approve',
      comment: '',
      openPoints: openInTests,
      parts,
    });
  }
  return verbs[command.does]({ wire, actor, number }, seen);
}

type On = { readonly wire: Wire; readonly actor: Actor; readonly number: number };
type Verb = (on: On, seen: Seen) => Promise<unknown>;
const verbs: Record<RevisionVerb, Verb> = {
  submit: ({ wire, actor, number }, { headHash }) =>
    wire(revisions.submitEndpoint, submitRevision, actor, { number, headHash, ...note }),
  approve: ({ wire, actor, number }, { headHash }) =>
    wire(reviews.reviewEndpoint, reviewRevision, actor, {
      number,
      headHash,
      verdict: 'approve',
      comment: '',
      openPoints: openInTests,
    }),
  request_changes: ({ wire, actor, number }, { headHash }) =>
    wire(reviews.reviewEndpoint, reviewRevision, actor, {
      number,
      headHash,
      verdict: 'request_changes',
      comment: 'Please say when.',
    }),
  recall: ({ wire, actor, number }) => wire(revisions.recallEndpoint, recallRevision, actor, { number }),
  schedule: ({ wire, actor, number }, { headHash }) => {
    return wire(versions.scheduleEndpoint, scheduleRevision, actor, {
      number,
      headHash,
      ...wallIn(3_600_000),
      which: null,
      wordingReason: '',
      ...note,
    });
  },
  unschedule: ({ wire, actor, number }) => wire(versions.unscheduleEndpoint, unscheduleRevision, actor, { number }),
  publish: ({ wire, actor, number }, { headHash }) =>
    wire(versions.publishEndpoint, publishRevision, actor, { number, headHash, wordingReason: '', ...note }),
  emergency_publish: ({ wire, actor, number }, { headHash }) =>
    wire(versions.emergencyPublishEndpoint, emergencyPublish, actor, {
      number,
      headHash,
      reason: 'The old text put people in danger.',
      ...note,
    }),
  discard: ({ wire, actor, number }) =>
    wire(revisions.discardEndpoint, discardRevision, actor, { number, reason: 'Not needed.' }),
  reject: ({ wire, actor, number }) =>
    wire(reviews.rejectEndpoint, rejectRevision, actor, { number, reason: 'Not true.' }),
};
