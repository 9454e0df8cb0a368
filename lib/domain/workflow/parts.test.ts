import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { lossesBy, type PartFacts, removedHash, standingOfParts } from '@/lib/domain/workflow/parts';
import { type DismissalCause, dismissalsFor, lostPartsFor, quorumReached } from '@/lib/domain/workflow/review';
import { activeReviews, type Part, type ReviewFact } from '@/lib/domain/workflow/verdict';

const at = '2026-01-01T00:00:00.000Z';
const approval = (id: string, reviewerId: string, more: Partial<ReviewFact> = {}): ReviewFact => ({
  ...{ id, reviewerId, verdict: 'approve', headHash: 'h1', dismissed: null, carriedTo: [], at, wholeLost: null },
  ...more,
});
const named = (...parts: (Part & { dismissed?: string })[]) => ({
  scope: 'sections' as const,
  parts: parts.map(({ part, hash, dismissed = null }) => ({ part, hash, dismissed })),
});
const [one, three, title] = [
  { part: 's1', hash: 'one' },
  { part: 's3', hash: 'three' },
  { part: 'title', hash: 'new' },
];

describe('who approves which part', () => {
  const facts: Omit<PartFacts, 'reviews'> = {
    contributors: ['amal'],
    headHash: 'h1',
    quorum: 1,
    reviewersNow: ['jonas', 'nora', 'rosa', 'amal'],
    parts: { changed: [one, three], bySection: true, owners: {} },
  };
  const jonas = approval('1', 'jonas', named(one));
  const nora = approval('2', 'nora', named(three));
  type Row = {
    readonly name: string;
    readonly reviews: ReviewFact[];
    readonly enough: string[];
    readonly reached: boolean;
    readonly more?: Partial<PartFacts>;
  };
  const rows: readonly Row[] = [
    { name: 'nobody', reviews: [], enough: [], reached: false },
    { name: 'one section of two', reviews: [jonas], enough: ['s1'], reached: false },
    { name: 'two people between them', reviews: [jonas, nora], enough: ['s1', 's3'], reached: true },
    { name: 'the whole is every part', reviews: [approval('3', 'rosa')], enough: ['s1', 's3'], reached: true },
    {
      name: 'another text of it',
      reviews: [approval('1', 'jonas', named({ part: 's1', hash: 'old' })), nora],
      enough: ['s3'],
      reached: false,
    },
    {
      name: 'lost for this part',
      reviews: [approval('1', 'jonas', named({ ...one, dismissed: 'new_change' })), nora],
      enough: ['s3'],
      reached: false,
    },
    {
      name: 'the whole lost, its parts not',
      reviews: [approval('1', 'rosa', { ...named(one), scope: 'whole', wholeLost: 'new_change' })],
      enough: ['s1'],
      reached: false,
    },
    {
      name: 'a contributor does not count',
      reviews: [jonas, approval('2', 'amal', named(three))],
      enough: ['s1'],
      reached: false,
    },
    {
      name: 'who reviews no more does not count',
      reviews: [jonas, nora],
      enough: ['s1'],
      reached: false,
      more: { reviewersNow: ['jonas'] },
    },
    {
      name: 'two are asked, each part has one',
      reviews: [jonas, nora],
      enough: [],
      reached: false,
      more: { quorum: 2 },
    },
    {
      name: 'two are asked: one of the whole, one of each part',
      reviews: [jonas, nora, approval('3', 'rosa')],
      enough: ['s1', 's3'],
      reached: true,
      more: { quorum: 2 },
    },
    {
      name: 'one person twice is one',
      reviews: [jonas, approval('3', 'jonas')],
      enough: [],
      reached: false,
      more: { quorum: 2 },
    },
    {
      name: 'a request stands',
      reviews: [jonas, nora, approval('3', 'rosa', { verdict: 'request_changes' })],
      enough: ['s1', 's3'],
      reached: false,
    },
    {
      name: 'parts do not count where policy says so',
      reviews: [jonas, nora],
      enough: [],
      reached: false,
      more: { parts: { changed: [one, three], bySection: false, owners: {} } },
    },
    {
      name: 'nothing changed: only the whole counts',
      reviews: [jonas],
      enough: [],
      reached: false,
      more: { parts: { changed: [], bySection: true, owners: {} } },
    },
    {
      name: 'the title is a part',
      reviews: [jonas],
      enough: ['s1'],
      reached: false,
      more: { parts: { changed: [one, title], bySection: true, owners: {} } },
    },
    {
      name: 'a removed section is approved as gone',
      reviews: [approval('1', 'jonas', named({ part: 's1', hash: removedHash }))],
      enough: ['s1'],
      reached: true,
      more: { parts: { changed: [{ part: 's1', hash: removedHash }], bySection: true, owners: {} } },
    },
  ];
  test.each(rows)('$name', ({ reviews, enough, reached, more }) => {
    const all = { ...facts, ...more, reviews };
    expect(
      standingOfParts(all)
        .filter((part) => part.isApproved)
        .map(({ part }) => part),
    ).toEqual(enough);
    expect(quorumReached(all)).toBe(reached);
  });

  const owned = { changed: [one, three], bySection: true, owners: { s1: ['rosa'] } };
  const ofOwners: readonly Row[] = [
    { name: 'the owner is not among them', reviews: [jonas, nora], enough: ['s3'], reached: false },
    { name: 'the owner is', reviews: [approval('3', 'rosa', named(one)), nora], enough: ['s1', 's3'], reached: true },
    {
      name: 'not even the whole does without the owner',
      reviews: [approval('3', 'nora')],
      enough: ['s3'],
      reached: false,
    },
    {
      name: 'the owner wrote part of it: the others decide',
      reviews: [jonas, nora],
      enough: ['s1', 's3'],
      reached: true,
      more: { contributors: ['amal', 'rosa'] },
    },
    {
      name: 'the owner reviews no more: the others decide',
      reviews: [jonas, nora],
      enough: ['s1', 's3'],
      reached: true,
      more: { reviewersNow: ['jonas', 'nora'] },
    },
  ];
  test.each(ofOwners)('owners: $name', ({ reviews, enough, reached, more }) => {
    const all = { ...facts, parts: owned, ...more, reviews };
    expect(
      standingOfParts(all)
        .filter((part) => part.isApproved)
        .map(({ part }) => part),
    ).toEqual(enough);
    expect(quorumReached(all)).toBe(reached);
  });
});

test('E2 a save that changes nothing takes nothing, and a change of one letter always takes that section', () => {
  const hash = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(hash, hash, hash, fc.boolean(), (s1, s3, next, isWhole) => {
      const before = [
        { part: 's1', hash: s1 },
        { part: 's3', hash: s3 },
      ];
      const review = approval('1', 'jonas', { ...named(...before), ...(isWhole && { scope: 'whole' as const }) });
      expect(lossesBy([review], { headHash: 'h1', changed: before })).toEqual({ reviewIds: [], parts: [] });
      const changed = [
        { part: 's1', hash: s1 },
        { part: 's3', hash: `${next}!` },
      ];
      const { reviewIds, parts } = lossesBy([review], { headHash: 'h2', changed });
      expect(reviewIds).toEqual([]);
      expect(parts.map(({ part }) => part).toSorted()).toEqual(isWhole ? ['s3', 'whole'] : ['s3']);
    }),
  );
});

/**
 * Every sequence of up to six events on a revision of two sections, by two editors and two reviewers. `play` is made of the rules;
 * the oracle beside it keeps nothing but who approved what and who has written.
 */
type Event = {
  readonly who: string;
  readonly does: 'edit' | 'save' | 'approve';
  readonly of?: 's1' | 's3';
};
const events: readonly Event[] = [
  { who: 'amal', does: 'edit', of: 's1' },
  { who: 'amal', does: 'edit', of: 's3' },
  { who: 'amal', does: 'save' },
  { who: 'jonas', does: 'approve', of: 's1' },
  { who: 'nora', does: 'approve', of: 's3' },
  { who: 'nora', does: 'approve' },
  { who: 'jonas', does: 'edit', of: 's3' },
];
type World = {
  readonly texts: Readonly<Record<string, number>>;
  readonly wrote: readonly string[];
  readonly reviews: readonly ReviewFact[];
};
const changedIn = ({ texts }: World): Part[] =>
  Object.entries(texts).map(([part, text]) => ({ part, hash: `${part}.${text}` }));
const headIn = (world: World) =>
  changedIn(world)
    .map(({ hash }) => hash)
    .join(' ');

function dropped(reviews: readonly ReviewFact[], cause: DismissalCause): ReviewFact[] {
  const gone = new Map(dismissalsFor(cause, reviews).map(({ reviewId, reason }) => [reviewId, reason]));
  const lost = lostPartsFor(cause, reviews);
  return reviews.map((review) => {
    const losing = lost.filter(({ reviewId }) => reviewId === review.id).map(({ part }) => part);
    return {
      ...review,
      dismissed: review.dismissed ?? gone.get(review.id) ?? null,
      wholeLost: losing.includes('whole') ? 'new_change' : (review.wholeLost ?? null),
      parts: (review.parts ?? []).map((part) =>
        losing.includes(part.part) ? { ...part, dismissed: 'new_change' } : part,
      ),
    };
  });
}

function play(world: World, { who, does, of }: Event): World {
  if (does === 'edit') {
    const next = {
      ...world,
      texts: { ...world.texts, [of ?? '']: (world.texts[of ?? ''] ?? 0) + 1 },
      wrote: [...world.wrote, who],
    };
    const now = { headHash: headIn(next), changed: changedIn(next) };
    return { ...next, reviews: dropped(world.reviews, { because: 'new_change', by: who, now }) };
  }
  if (does === 'save') {
    const now = { headHash: headIn(world), changed: changedIn(world) };
    return { ...world, reviews: dropped(world.reviews, { because: 'new_change', by: who, now }) };
  }
  if (does === 'approve' && world.wrote.includes(who)) return world;
  const superseded = dropped(of ? [] : world.reviews, {
    because: 'superseded_by_own_review',
    reviewerId: who,
  });
  const reviews = world.reviews.map((review) => superseded.find(({ id }) => id === review.id) ?? review);
  const parts = changedIn(world).filter(({ part }) => !of || part === of);
  const given = approval(String(reviews.length), who, {
    ...named(...parts),
    ...{ headHash: headIn(world), scope: of ? 'sections' : 'whole' },
  });
  return { ...world, reviews: [...reviews, given] };
}

type Oracle = {
  readonly wrote: ReadonlySet<string>;
  readonly approves: ReadonlySet<string>;
};
const without = (set: ReadonlySet<string>, drop: (key: string) => boolean) =>
  new Set([...set].filter((key) => !drop(key)));

/** What is approved, as "jonas s1": plain bookkeeping. */
function note(oracle: Oracle, { who, does, of }: Event): Oracle {
  const { wrote, approves } = oracle;
  if (does === 'save') return oracle;
  if (does === 'edit') {
    return {
      wrote: new Set([...wrote, who]),
      approves: without(approves, (key) => key.endsWith(` ${of}`) || key.startsWith(`${who} `)),
    };
  }
  if (does === 'approve' && wrote.has(who)) return oracle;
  const added = (of ? [of] : ['s1', 's3']).map((part) => `${who} ${part}`);
  return { wrote, approves: new Set([...approves, ...added]) };
}

/** Said at once, with what was expected: there are a hundred thousand of these. */
function check(what: string, found: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(found), JSON.stringify(expected)];
  if (is !== should) throw new Error(`${what}: ${is} instead of ${should}`);
}

function compare(world: World, oracle: Oracle): void {
  const facts = (quorum: number) => ({
    ...{ reviews: world.reviews, contributors: world.wrote, headHash: headIn(world), quorum },
    reviewersNow: ['jonas', 'nora'],
    parts: { changed: changedIn(world), bySection: true, owners: {} },
  });
  const standing = standingOfParts(facts(1));
  const found = standing.flatMap(({ part, approverIds }) => approverIds.map((id) => `${id} ${part}`)).toSorted();
  const expected = [...oracle.approves].toSorted();
  check('who approves what', found, expected);
  for (const quorum of [1, 2]) {
    const enough = ['s1', 's3'].every((part) => expected.filter((key) => key.endsWith(` ${part}`)).length >= quorum);
    check(`quorum of ${quorum}`, quorumReached(facts(quorum)), enough);
  }
  const approvals = activeReviews(world.reviews).filter(({ verdict }) => verdict === 'approve');
  const byWriters = approvals.filter(({ reviewerId }) => world.wrote.includes(reviewerId));
  check('I4', byWriters, []);
}

test('I3, I4, I7 hold after every sequence of up to six events: who approved which section, and nobody who wrote', () => {
  let count = 0;
  const walk = (world: World, oracle: Oracle, left: number): void => {
    for (const event of events) {
      const [next, noted] = [play(world, event), note(oracle, event)];
      compare(next, noted);
      count += 1;
      // E2: after a save that changes nothing the world is the one before, and so is all that may follow.
      if (event.does === 'save') check('E2', next, world);
      else if (left > 1) walk(next, noted, left - 1);
    }
  };
  const none = new Set<string>();
  const start = { texts: { s1: 1, s3: 1 }, wrote: ['amal'], reviews: [] };
  walk(start, { wrote: new Set(['amal']), approves: none }, 6);
  const others = events.length - 1;
  expect(count).toBe([0, 1, 2, 3, 4, 5].reduce((sum, length) => sum + events.length * others ** length, 0));
});
