import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addCitation, addPerson, addRevision, approve, publish, submit, tellStory } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { newId, sha256 } from '@/lib/system/crypto';

const database = useDatabase();
let app: postgres.Sql;
let owner: postgres.Sql;

beforeAll(() => {
  app = postgres(database().appUrl, { max: 4, onnotice: () => undefined });
  owner = postgres(database().ownerUrl, { max: 2, onnotice: () => undefined });
});
afterAll(async () => {
  await app.end();
  await owner.end();
});

/** What the database answered: a SQLSTATE, or "done". */
async function answer(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code;
    throw error;
  }
}

const denied = '42501';
const immutable = 'ST001';
const wrongState = 'ST002';
const notPublishable = 'ST003';
const misnumbered = 'ST004';
const cannotCount = 'ST006';

test('the story that the tests bend is legal as it is', async () => {
  const story = await tellStory(app);
  const version = await publish(app, story);
  const [article] = await app`select state, live_version_id from article where id = ${story.article}`;
  expect(article).toEqual({ state: 'published', live_version_id: version });
});

describe('what never changes', () => {
  const tables = {
    version: `update version set title = 'Other'`,
    version_section: 'update version_section set level = 2',
    version_citation: `update version_citation set frozen = '{}'`,
    section_content: `update section_content set text = 'Other'`,
    section: 'update section set created_at = now()',
    review: `update review set verdict = 'comment'`,
    review_dismissal: `update review_dismissal set note = 'Other'`,
    review_carry: `update review_carry set reason = 'no_change'`,
    checkpoint: `update checkpoint set label = 'Other'`,
    comment: `update comment set text = 'Other'`,
    event: `update event set action = 'other'`,
    source_state: 'update source_state set stub = true',
    citation: `update citation set quote = 'Other'`,
    article_slug: `update article_slug set created_at = now()`,
    revision_contributor: 'update revision_contributor set since = now()',
    import_run: `update import_run set file_name = 'other'`,
  };

  beforeAll(async () => {
    const story = await tellStory(app);
    const [review] = await app`select id from review where revision_id = ${story.revision}`;
    const reviewId = String(review?.['id']);
    await publish(app, story);
    const thread = newId();
    await app`insert into review_carry (id, review_id, head_hash) values (${newId()}, ${reviewId}, ${story.head})`;
    await app`insert into review_dismissal (review_id, reason) values (${reviewId}, 'manual')`;
    await app`insert into checkpoint (id, revision_id, reason, head_hash, manifest, created_by_id)
      values (${newId()}, ${story.revision}, 'named', ${story.head}, '{}', ${story.author})`;
    await app`insert into thread (id, revision_id, created_by_id) values (${thread}, ${story.revision}, ${story.author})`;
    await app`insert into comment (id, thread_id, author_id, text) values (${newId()}, ${thread}, ${story.author}, 'Why?')`;
    await app`insert into event (actor_id, action, subject_type, subject_id, payload) values (${story.author}, 'a', 'b', 'c', '{}')`;
    await app`insert into article_slug (slug, article_id) values (${story.article}, ${story.article})`;
    await app`insert into import_run (id, file_name, sha256, outcome, report, created_by_id)
      values (${newId()}, 'a.txt', ${story.head}, 'created', '{}', ${story.author})`;
  });

  for (const [table, update] of Object.entries(tables)) {
    test(`${table}: no update, delete or truncate, by the application or the owner`, async () => {
      const attempts = [update, `delete from ${table}`, `truncate ${table} cascade`];
      for (const attempt of attempts) {
        expect([attempt, await answer(app.unsafe(attempt))]).toEqual([attempt, denied]);
        expect([attempt, await answer(owner.unsafe(attempt))]).toEqual([attempt, immutable]);
      }
    });
  }

  test('articles, revisions, people and sources are never deleted', async () => {
    for (const table of ['article', 'revision', 'app_user', 'source', 'schedule', 'thread', 'policy']) {
      expect([table, await answer(app.unsafe(`delete from ${table}`))]).toEqual([table, denied]);
    }
    expect(await answer(owner`delete from revision`)).toBe(immutable);
  });

  test('the application can neither make tables, nor switch rules off, nor change the workflow', async () => {
    expect(await answer(app`create table public.review2 (id int)`)).toBe(denied);
    expect(await answer(app`alter table version disable trigger all`)).toBe(denied);
    expect(await answer(app`set session_replication_role = replica`)).toBe(denied);
    expect(await answer(app`insert into revision_transition values ('draft', 'approved')`)).toBe(denied);
  });
});

describe('version numbers', () => {
  test('a first version that is not number 1, a gap and a double are refused', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { number: 2, prevHash: story.head }))).toBe(misnumbered);
    const first = await publish(app, story);
    const { hash } = (await app<{ hash: string }[]>`select hash from version where id = ${first}`)[0] ?? { hash: '' };
    const next = await secondRevision(story, first);
    expect(await answer(publish(app, next, { number: 3, prevHash: hash }))).toBe(misnumbered);
    expect(await answer(publish(app, next, { number: 1, prevHash: null }))).toBe(misnumbered);
    expect(await answer(publish(app, next, { number: 2, prevHash: sha256('other') }))).toBe(misnumbered);
    expect(await answer(publish(app, next, { number: 2, prevHash: hash }))).toBe('done');
  });

  test('of two publications at once one wins', async () => {
    const story = await tellStory(app);
    const first = await publish(app, story);
    const { hash } = (await app<{ hash: string }[]>`select hash from version where id = ${first}`)[0] ?? { hash: '' };
    const rivals = [await secondRevision(story, first), await secondRevision(story, first)];
    const answers = await Promise.all(
      rivals.map((rival) => answer(publish(app, rival, { number: 2, prevHash: hash }))),
    );
    expect(answers.toSorted()).toEqual([misnumbered, 'done'].toSorted());
  });
});

describe('the live version', () => {
  test('is the newest of its own article, and stays', async () => {
    const story = await tellStory(app);
    const other = await tellStory(app);
    const first = await publish(app, story);
    const foreign = await publish(app, other);
    const { hash } = (await app<{ hash: string }[]>`select hash from version where id = ${first}`)[0] ?? { hash: '' };
    const second = await publish(app, await secondRevision(story, first), { number: 2, prevHash: hash });
    const show = (version: string | null) =>
      answer(app`update article set live_version_id = ${version} where id = ${story.article}`);
    expect(await show(second)).toBe('done');
    expect(await show(first)).toBe(notPublishable);
    expect(await show(foreign)).toBe('23505');
    expect(await show(null)).toBe(immutable);
  });

  test('a second one is refused: two articles cannot share a version, one cannot hold two', async () => {
    const story = await tellStory(app);
    const version = await publish(app, story);
    const bare = newId();
    await app`insert into article (id, slug, created_by_id) values (${bare}, ${bare}, ${story.author})`;
    expect(
      await answer(app`update article set live_version_id = ${version}, state = 'published' where id = ${bare}`),
    ).toBe('23505');
  });

  test('a version that is not set live is refused, and a withdrawn article comes back by a version only', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { setLive: false }))).toBe(notPublishable);
    await publish(app, story);
    const set = (state: string, reason: string) =>
      answer(app`update article set state = ${state}, state_reason = ${reason} where id = ${story.article}`);
    expect(await set('withdrawn', '')).toBe(wrongState);
    expect(await set('withdrawn', 'Wrong')).toBe('done');
    expect(await set('published', '')).toBe(wrongState);
    expect(await set('unpublished', '')).toBe('23514');
  });
});

describe('publishing what is not approved', () => {
  test('no approval at all', async () => {
    const story = await tellStory(app);
    const draft = await freshRevision(story);
    expect(await answer(publish(app, draft))).toBe(notPublishable);
    await submit(app, draft);
    expect(await answer(publish(app, draft))).toBe(notPublishable);
    await app`update revision set state = 'approved' where id = ${draft.revision}`;
    expect(await answer(publish(app, draft))).toBe(notPublishable);
    await approve(app, draft);
    expect(await answer(publish(app, draft))).toBe('done');
  });

  test('fewer approvals than the policy asks for, and twice the same person', async () => {
    const story = await tellStory(app);
    await app`update policy set quorum = 2`;
    try {
      expect(await answer(publish(app, story))).toBe(notPublishable);
      await approve(app, story);
      expect(await answer(publish(app, story))).toBe(notPublishable);
      await approve(app, { ...story, reviewer: story.admin });
      expect(await answer(publish(app, story))).toBe('done');
    } finally {
      await app`update policy set quorum = 1`;
    }
  });

  test('an approval of another text', async () => {
    const story = await tellStory(app);
    const edited = sha256('edited');
    await app`update revision set head_hash = ${edited} where id = ${story.revision}`;
    expect(await answer(publish(app, story))).toBe(notPublishable);
    expect(await answer(publish(app, { ...story, head: edited }))).toBe(notPublishable);
    expect(await answer(approve(app, story))).toBe(cannotCount);
  });

  test('an approval carried to this text counts', async () => {
    const story = await tellStory(app);
    const rebased = sha256(`rebased ${story.revision}`);
    const [review] = await app`select id from review where revision_id = ${story.revision}`;
    await app`update revision set head_hash = ${rebased} where id = ${story.revision}`;
    await app`insert into review_carry (id, review_id, head_hash) values (${newId()}, ${String(review?.['id'])}, ${rebased})`;
    expect(await answer(publish(app, { ...story, head: rebased }))).toBe('done');
  });

  test('an approval by someone who wrote part of it, before or after', async () => {
    const story = await tellStory(app);
    await app`update revision set title = 'By the reviewer', head_seq = head_seq + 1, updated_by_id = ${story.reviewer} where id = ${story.revision}`;
    expect(await answer(publish(app, story))).toBe(notPublishable);
    expect(await answer(approve(app, story))).toBe(cannotCount);
    const next = await freshRevision(story);
    await submit(app, next);
    expect(await answer(approve(app, { ...next, reviewer: next.author }))).toBe(cannotCount);
    await app`update working_copy set seq = seq + 1, saved_by_id = ${next.reviewer}, content_hash = ${next.content} where revision_id = ${next.revision}`;
    expect(await answer(approve(app, next))).toBe(cannotCount);
    expect(await answer(app`delete from revision_contributor where revision_id = ${next.revision}`)).toBe(denied);
  });

  test('a dismissed approval, and one by someone who lost the role or was disabled', async () => {
    const dismissed = await tellStory(app);
    await app`insert into review_dismissal (review_id, reason) select id, 'recalled' from review where revision_id = ${dismissed.revision}`;
    expect(await answer(publish(app, dismissed, { publisher: dismissed.admin }))).toBe(notPublishable);
    const demoted = await tellStory(app);
    await app`update app_user set role = 'editor' where id = ${demoted.reviewer}`;
    expect(await answer(publish(app, demoted, { publisher: demoted.admin }))).toBe(notPublishable);
    const disabled = await tellStory(app);
    await app`update app_user set disabled_at = now() where id = ${disabled.reviewer}`;
    expect(await answer(publish(app, disabled, { publisher: disabled.admin }))).toBe(notPublishable);
  });

  test('a standing request for changes', async () => {
    const story = await tellStory(app);
    const id = newId();
    await app`insert into review (id, revision_id, reviewer_id, verdict, head_hash) values (${id}, ${story.revision}, ${story.admin}, 'request_changes', ${story.head})`;
    expect(await answer(publish(app, story))).toBe(notPublishable);
    await app`insert into review_dismissal (review_id, reason, by_id) values (${id}, 'manual', ${story.admin})`;
    expect(await answer(publish(app, story))).toBe('done');
  });

  test('a publisher who may not, and the robot without a schedule', async () => {
    const story = await tellStory(app);
    const robot = '00000000-0000-7000-8000-000000000001';
    expect(await answer(publish(app, story, { publisher: story.author }))).toBe(notPublishable);
    expect(await answer(publish(app, story, { publisher: robot }))).toBe(notPublishable);
    await app`insert into schedule (id, revision_id, head_hash, run_at, zone, kind, change_note, state, ended_at, created_by_id)
      values (${newId()}, ${story.revision}, ${story.head}, date_trunc('minute', now()), 'UTC', 'update', 'Note', 'fired', now(), ${story.reviewer})`;
    expect(await answer(publish(app, story, { publisher: robot }))).toBe('done');
  });

  test('unreviewed: an admin, with a reason, from draft or review only', async () => {
    const story = await tellStory(app);
    const unreviewedReason = 'Court order';
    expect(await answer(publish(app, story, { publisher: story.admin, unreviewedReason }))).toBe(notPublishable);
    const draft = await freshRevision(story);
    expect(await answer(publish(app, draft, { publisher: draft.reviewer, unreviewedReason }))).toBe(notPublishable);
    expect(await answer(publish(app, draft, { publisher: draft.admin, unreviewedReason }))).toBe('done');
    expect(
      await answer(app`insert into review (id, revision_id, reviewer_id, verdict, head_hash)
      values (${newId()}, ${draft.revision}, ${draft.reviewer}, 'approve', ${draft.head})`),
    ).toBe('done');
  });

  test('a base that is not the version before', async () => {
    const story = await tellStory(app);
    const late = await freshRevision(story);
    await submit(app, late);
    await approve(app, late);
    const first = await publish(app, story);
    const { hash } = (await app<{ hash: string }[]>`select hash from version where id = ${first}`)[0] ?? { hash: '' };
    expect(await answer(publish(app, late, { number: 2, prevHash: hash }))).toBe(notPublishable);
  });

  test('a revision called published without a version', async () => {
    const story = await tellStory(app);
    expect(await answer(app`update revision set state = 'published' where id = ${story.revision}`)).toBe(
      notPublishable,
    );
    expect(await answer(publish(app, story, { setState: false }))).toBe(notPublishable);
  });
});

describe('a citation in a published version without its source', () => {
  test('is refused, in the text and in the facts; none is extra', async () => {
    const story = await tellStory(app);
    const unused = await addCitation(app, story);
    expect(await answer(publish(app, story, { citations: [] }))).toBe(notPublishable);
    expect(await answer(publish(app, story, { citations: [unused] }))).toBe(notPublishable);
    expect(await answer(publish(app, story, { citations: [story.citation, unused] }))).toBe(notPublishable);
    const facts = [{ key: 'Area', value: '1', confirmed: true, citations: [unused] }];
    expect(await answer(publish(app, story, { facts }))).toBe(notPublishable);
    expect(await answer(publish(app, story, { facts, citations: [story.citation, unused] }))).toBe('done');
  });

  test('is refused when the source state is of another source, and when the citation is of another article', async () => {
    const story = await tellStory(app);
    const other = await tellStory(app);
    expect(await answer(publish(app, { ...story, state: other.state }))).toBe(notPublishable);
    expect(await answer(addCitation(app, { ...story, state: other.state }))).toBe(notPublishable);
    expect(await answer(publish(app, story, { citations: [story.citation, other.citation] }))).toBe(notPublishable);
  });

  test('a published version gets no further sections or citations', async () => {
    const story = await tellStory(app);
    const version = await publish(app, story);
    expect(
      await answer(app`insert into version_section (version_id, position, section_id, level, content_hash)
      values (${version}, 1, ${story.section}, 2, ${story.content})`),
    ).toBe(immutable);
    expect(
      await answer(app`insert into version_citation (version_id, citation_id, source_id, source_state_id, frozen)
      values (${version}, ${await addCitation(app, story)}, ${story.source}, ${story.state}, '{"csl": {}}')`),
    ).toBe(immutable);
  });
});

describe('revisions', () => {
  test('take only the states of the workflow table, and never leave a final one', async () => {
    const allowed = await app<
      { from_state: string; to_state: string }[]
    >`select from_state, to_state from revision_transition`;
    const pairs = new Set(allowed.map((pair) => `${pair.from_state} ${pair.to_state}`));
    const states = ['draft', 'in_review', 'changes_requested', 'approved', 'scheduled', 'discarded', 'rejected'];
    const path: Record<string, readonly string[]> = {
      draft: [],
      in_review: ['in_review'],
      changes_requested: ['in_review', 'changes_requested'],
      approved: ['in_review', 'approved'],
      scheduled: ['in_review', 'approved', 'scheduled'],
      discarded: ['discarded'],
      rejected: ['in_review', 'rejected'],
    };
    const story = await tellStory(app);
    for (const from of states) {
      for (const to of states.filter((state) => state !== from)) {
        const { revision } = await addRevision(app, { ...story, base: null });
        for (const step of path[from] ?? []) await app`update revision set state = ${step} where id = ${revision}`;
        const expected = pairs.has(`${from} ${to}`) ? 'done' : wrongState;
        const got = await answer(app`update revision set state = ${to} where id = ${revision}`);
        expect([from, to, got]).toEqual([from, to, expected]);
      }
    }
  });

  test('are born as drafts; a published one never changes, nor does its text', async () => {
    const story = await tellStory(app);
    await publish(app, story);
    expect(await answer(app`update revision set name = 'Other' where id = ${story.revision}`)).toBe(wrongState);
    expect(await answer(app`update working_copy set seq = seq + 1 where revision_id = ${story.revision}`)).toBe(
      wrongState,
    );
    expect(await answer(app`delete from working_copy where revision_id = ${story.revision}`)).toBe(wrongState);
    expect(
      await answer(app`insert into revision (id, article_id, name, title, facts, related, outline, head_hash, state, created_by_id)
      values (${newId()}, ${story.article}, 'N', 'T', '[]', '[]', '[]', ${story.head}, 'approved', ${story.author})`),
    ).toBe(wrongState);
  });

  test('credit everyone who writes, once', async () => {
    const story = await tellStory(app);
    const { revision } = await addRevision(app, { ...story, base: null });
    const [second, third] = [await addPerson(app, 'editor'), await addPerson(app, 'editor')];
    await app`update working_copy set seq = seq + 1, heading = 'New', saved_by_id = ${second} where revision_id = ${revision}`;
    await app`update revision set title = 'New', head_seq = head_seq + 1, updated_by_id = ${third} where id = ${revision}`;
    await app`update revision set name = 'New', updated_by_id = ${story.admin} where id = ${revision}`;
    const rows = await app`select user_id from revision_contributor where revision_id = ${revision}`;
    expect(rows.map((row) => String(row['user_id'])).toSorted()).toEqual([story.author, second, third].toSorted());
  });

  test('raise their sequence numbers with every change', async () => {
    const story = await tellStory(app);
    const { revision } = await addRevision(app, { ...story, base: null });
    expect(await answer(app`update working_copy set heading = 'Silent' where revision_id = ${revision}`)).toBe(
      immutable,
    );
    expect(await answer(app`update revision set title = 'Silent' where id = ${revision}`)).toBe(immutable);
  });

  test('hold still while scheduled, with one pending schedule', async () => {
    const story = await tellStory(app);
    const schedule = () =>
      answer(app`insert into schedule (id, revision_id, head_hash, run_at, zone, kind, change_note, created_by_id)
      values (${newId()}, ${story.revision}, ${story.head}, '2030-01-01', 'UTC', 'update', 'Note', ${story.reviewer})`);
    expect(await schedule()).toBe('done');
    expect(await schedule()).toBe('23505');
    await app`update revision set state = 'scheduled' where id = ${story.revision}`;
    expect(await answer(app`update revision set head_hash = ${sha256('x')} where id = ${story.revision}`)).toBe(
      wrongState,
    );
    expect(await answer(app`update working_copy set seq = seq + 1 where revision_id = ${story.revision}`)).toBe(
      wrongState,
    );
    expect(await answer(app`update schedule set run_at = '2031-01-01' where revision_id = ${story.revision}`)).toBe(
      immutable,
    );
    await app`update schedule set state = 'cancelled', ended_at = now() where revision_id = ${story.revision}`;
    expect(
      await answer(app`update schedule set state = 'pending', ended_at = null where revision_id = ${story.revision}`),
    ).toBe(immutable);
  });
});

test('a work is in the library once, unless merged', async () => {
  const story = await tellStory(app);
  const add = (key: string, type: string) =>
    answer(app`insert into source (id, key, type, doi, isbn13, created_by_id) values (${newId()}, ${key}, ${type},
      ${type === 'article-journal' ? '10.1000/1' : null}, ${type === 'article-journal' ? null : '9780306406157'}, ${story.author})`);
  expect(await add('a', 'article-journal')).toBe('done');
  expect(await add('b', 'article-journal')).toBe('23505');
  expect(await add('c', 'book')).toBe('done');
  expect(await add('d', 'chapter')).toBe('done');
  expect(await add('e', 'book')).toBe('23505');
  await app`update source set merged_into_id = ${story.source} where key = 'a'`;
  expect(await add('f', 'article-journal')).toBe('done');
});

test('every foreign key has an index that begins with it', async () => {
  const bare = await owner`
    select c.conrelid::regclass::text as "table", c.conname as name from pg_constraint c
    where c.contype = 'f' and not exists (
      select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
        and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] = c.conkey)`;
  expect(bare).toEqual([]);
});

test('each word of a closed list is checked', async () => {
  const story = await tellStory(app);
  expect(await answer(app`update app_user set role = 'owner' where id = ${story.author}`)).toBe('23514');
  expect(await answer(app`update app_user set role = 'system' where id = ${story.author}`)).toBe('23514');
  expect(await answer(app`update revision set kind = 'big' where id = ${story.revision}`)).toBe('23514');
  expect(await answer(app`update article set state = 'gone' where id = ${story.article}`)).toBe('23514');
  expect(await answer(app`insert into policy (id, quorum) values (2, 1)`)).toBe(denied);
  expect(await answer(app`update policy set quorum = 0`)).toBe('23514');
});

type Story = Awaited<ReturnType<typeof tellStory>>;

async function freshRevision(story: Story, base: string | null = null): Promise<Story> {
  return { ...story, ...(await addRevision(app, { ...story, base })) };
}

async function secondRevision(story: Story, base: string): Promise<Story> {
  const next = await freshRevision(story, base);
  await submit(app, next);
  await approve(app, next);
  return next;
}
