import { expect } from 'vitest';
import { z } from 'zod';

import type { Block, Body, ListItem } from '@/lib/domain/prose/body';
import { whoseTurn } from '@/lib/domain/workflow/turn';
import { db } from '@/lib/db/client';
import type { Stage } from '@/lib/proof/histories/observe';
import { checkPublicSide } from '@/lib/proof/public-side';
import { changedParts } from '@/lib/reviews/parts';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { withReview } from '@/lib/revisions/subject';
import { turnFacts } from '@/lib/revisions/turn-facts';

/** What a later batch must not have changed: final revisions, versions, and how far each working copy had come. */
export type Remembered = {
  readonly ended: ReadonlyMap<string, string>;
  readonly versions: ReadonlyMap<string, string>;
  readonly copies: ReadonlyMap<string, { readonly seq: number; readonly hash: string }>;
  /** What each version says to readers, by number, with whether it was approved afterwards (which its page tells). */
  readonly said: ReadonlyMap<string, string>;
};
export const nothingYet: Remembered = {
  ended: new Map(),
  versions: new Map(),
  copies: new Map(),
  said: new Map(),
};

const stateChange = z.looseObject({ from: z.string().optional(), to: z.string().optional() });
const finalStates: readonly string[] = ['published', 'discarded', 'rejected'];

/** Checks the invariants of workflow.md 4.4 that the rows of one article show, against what was remembered. Throws naming the one that broke. */
export async function checkInvariants(stage: Stage, before: Remembered, isLast = false): Promise<Remembered> {
  const article = await readAll(stage.articleId);
  await checkVersions(article);
  const facts = await turnFacts('open');
  for (const revision of article.revisions) {
    await checkHead(revision);
    await checkContributors(revision);
    const turn = whoseTurn(facts.of({ ...revision, article }));
    const hasSomeone = turn.people.length > 0;
    const isWaiting = revision.version?.unreviewed === true && revision.version.approval === null;
    expect(hasSomeone, 'I12: every open revision has someone, and what an emergency published').toBe(
      isWaiting || !finalStates.includes(revision.state),
    );
  }
  await checkEvents(article);
  // What readers see is made when a version is published; drafts must not change it, which the end of a history asks again.
  const isNew = article.versions.length !== before.versions.size;
  const said = isNew || isLast ? await checkPublicSide(article.id, article.versions.length) : new Map<number, string>();
  const after = remember(article, said);
  checkRemembered(before, after);
  return { ...after, said: new Map([...before.said, ...after.said]) };
}

type Everything = Awaited<ReturnType<typeof readAll>>;
type Row = Everything['revisions'][number];

function readAll(id: string) {
  return db().article.findUniqueOrThrow({
    where: { id },
    include: {
      versions: { orderBy: { number: 'asc' }, include: { revision: { include: { baseVersion: true } } } },
      revisions: {
        orderBy: { number: 'asc' },
        include: {
          contributors: true,
          workingCopies: { orderBy: { sectionId: 'asc' } },
          reviews: { include: withReview, orderBy: { createdAt: 'asc' } },
          schedules: { orderBy: { createdAt: 'desc' } },
          version: { include: { approval: true } },
        },
      },
    },
  });
}

async function checkVersions(article: Everything): Promise<void> {
  const { versions } = article;
  const last = versions.at(-1);
  expect(article.liveVersionId, 'I1: the newest version is live').toBe(last?.id);
  for (const [index, version] of versions.entries()) {
    const previous = versions[index - 1];
    expect(version.number, 'I2: numbers have no gap').toBe(index + 1);
    expect(version.prevHash, 'I2: the chain is linear').toBe(previous?.hash ?? null);
    expect(version.revision.baseVersionId, 'I5: based on the version before').toBe(previous?.id ?? null);
    const { headHash, sections } = await assembleVersion(db(), version.id);
    expect(headHash, 'I3: the content hash is that of the content').toBe(version.contentHash);
    expect(version.revision.headHash, 'I3: what was published is the head of the revision').toBe(version.contentHash);
    checkIds(sections);
  }
}

/** I4 and I7 by the rows of the reviews: by people who wrote none of it, of what is there. */
async function checkContributors(revision: Row): Promise<void> {
  const wrote = revision.contributors.map((one) => one.userId);
  const active = revision.reviews.filter((review) => review.verdict === 'approve' && review.dismissal === null);
  expect(
    active.filter((review) => wrote.includes(review.reviewerId)),
    'I4: no approver is a contributor',
  ).toEqual([]);
  const current = new Map((await changedParts(db(), revision.id)).map(({ part, hash }) => [part, hash]));
  for (const { scope, headHash, carries, parts, lostParts } of active) {
    const lost = lostParts.map(({ part }) => part);
    const standing = parts.filter(({ part }) => !lost.includes(part));
    const isWhole = scope === 'whole' && !lost.includes('whole');
    const heads = [headHash, ...carries.map((carry) => carry.headHash)];
    expect(isWhole || standing.length > 0, 'I7: an active approval says something').toBe(true);
    expect(!isWhole || heads.includes(revision.headHash), 'I7: an active approval of the whole covers the head').toBe(
      true,
    );
    expect(
      standing.filter(({ part, hash }) => (current.get(part) ?? hash) !== hash),
      'I7: an active approval of a part is of the text that is there',
    ).toEqual([]);
  }
}

async function checkHead(revision: Row): Promise<void> {
  const { headHash, sections } = await assembleRevision(db(), revision);
  expect(revision.headHash, 'I3: the stored head hash is that of the text').toBe(headHash);
  checkIds(sections);
}

function checkIds(sections: readonly { readonly sectionId: string; readonly body: Body }[]): void {
  const ids = sections.flatMap(({ sectionId, body }) => [sectionId, ...body.content.flatMap(blockIds)]);
  expect(ids.length, 'I10: block and section ids are unique').toBe(new Set(ids).size);
}

function blockIds(block: Block | ListItem): string[] {
  const own = 'attrs' in block && 'id' in block.attrs ? [block.attrs.id] : [];
  if (block.type !== 'bulletList' && block.type !== 'orderedList' && block.type !== 'listItem') return own;
  return [...own, ...block.content.flatMap(blockIds)];
}

async function checkEvents({ revisions }: Everything): Promise<void> {
  for (const { id, state } of revisions) {
    const events = await db().event.findMany({
      where: { subjectType: 'revision', subjectId: id },
      orderBy: { id: 'asc' },
    });
    let present = 'draft';
    for (const { action, payload } of events) {
      const { from, to } = stateChange.parse(payload);
      if (from === undefined || to === undefined) continue;
      expect(from, `I11: ${action} begins where the event before ended`).toBe(present);
      present = to;
    }
    expect(events[0]?.action, 'I11: opening is the first event').toBe('open');
    expect(present, 'I11: the last event led to the present state').toBe(state);
  }
}

function remember(article: Everything, said: ReadonlyMap<number, string>): Remembered {
  const text = (value: unknown) => JSON.stringify(value);
  const ended = article.revisions.filter(({ state }) => finalStates.includes(state));
  return {
    ended: new Map(ended.map((row) => [row.id, text([row.state, row.headHash, row.baseVersionId, row.workingCopies])])),
    versions: new Map(article.versions.map((one) => [one.id, text({ ...one, revision: null })])),
    said: new Map(
      [...said].map(([number, words]) => {
        const one = article.versions.find((version) => version.number === number);
        const approved = article.revisions.find(({ id }) => id === one?.revisionId)?.version?.approval;
        return [`${number}${approved ? ', approved afterwards' : ''}`, words];
      }),
    ),
    copies: new Map(
      article.revisions.flatMap((revision) =>
        revision.workingCopies.map((copy) => [
          `${revision.id} ${copy.sectionId}`,
          { seq: copy.seq, hash: copy.contentHash },
        ]),
      ),
    ),
  };
}

function checkRemembered(before: Remembered, after: Remembered): void {
  for (const [id, text] of before.ended) expect(after.ended.get(id), 'I13: final states never change').toBe(text);
  for (const [id, text] of before.versions) expect(after.versions.get(id), 'I2: versions never change').toBe(text);
  for (const [id, text] of before.said) {
    expect(after.said.get(id) ?? text, 'I15: a version says the same to every reader for ever').toBe(text);
  }
  for (const [id, { seq, hash }] of before.copies) {
    const now = after.copies.get(id);
    expect(now?.seq ?? 0, 'I6: a sequence number never falls').toBeGreaterThanOrEqual(seq);
    expect(now?.hash !== hash && now?.seq === seq, 'I6: a change raises the sequence number').toBe(false);
  }
}
