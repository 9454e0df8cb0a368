import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addPerson, addRevision, answer, freshRevision, publish, refusedBy, tellStory } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { TRANSITIONS } from '@/lib/domain/workflow/transitions';
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

describe('what never changes', () => {
  const tables = {
    version: `update version set title = 'Other'`,
    version_citation: `update version_citation set frozen = '{}'`,
    section_content: `update section_content set heading = 'Other'`,
    section: 'update section set created_at = now()',
    review: `update review set verdict = 'comment'`,
    review_dismissal: `update review_dismissal set note = 'Other'`,
    review_carry: `update review_carry set reason = 'no_change'`,
    review_part: `update review_part set hash = repeat('0', 64)`,
    review_part_dismissal: `update review_part_dismissal set reason = 'manual'`,
    checkpoint: `update checkpoint set label = 'Other'`,
    comment: `update comment set text = 'Other'`,
    event: `update event set action = 'other'`,
    source_state: 'update source_state set stub = true',
    citation: `update citation set quote = 'Other'`,
    article_slug: `update article_slug set created_at = now()`,
    revision_contributor: 'update revision_contributor set since = now()',
    import_run: `update import_run set file_name = 'other'`,
    import_check: `update import_check set note = 'other'`,
    section_anchor: `update section_anchor set anchor = 'other'`,
    version_stat: 'update version_stat set words = 1',
    prompt_answer: `update prompt_answer set reason = 'other'`,
    turn_move: `update turn_move set kind = 'leave'`,
  };

  beforeAll(async () => {
    const story = await tellStory(app);
    const [review] = await app`select id from review where revision_id = ${story.revision}`;
    const reviewId = String(review?.['id']);
    const open = await freshRevision(app, story);
    await app`insert into prompt_answer (id, article_id, revision_id, section_id, kind, statement_hash, statement, reason, created_by_id)
      values (${newId()}, ${story.article}, ${open.revision}, ${story.section}, 'source', ${story.head}, 'It lasted.', 'restates', ${story.author})`;
    await publish(app, story);
    const thread = newId();
    await app`insert into turn_move (id, revision_id, user_id, kind) values (${newId()}, ${story.revision}, ${story.author}, 'hand_back')`;
    await app`insert into review_carry (id, review_id, head_hash) values (${newId()}, ${reviewId}, ${story.head})`;
    await app`insert into review_dismissal (review_id, reason) values (${reviewId}, 'manual')`;
    await app.begin(async (tx) => {
      const [id, { revision, head }] = [newId(), open];
      await tx`update revision set state = 'in_review' where id = ${revision}`;
      await tx`insert into review (id, revision_id, reviewer_id, verdict, head_hash, scope)
        values (${id}, ${revision}, ${story.reviewer}, 'approve', ${head}, 'sections')`;
      await tx`insert into review_part select ${id}, part, hash from changed_parts(${revision}) where part = 'title'`;
    });
    await app`insert into review_part_dismissal (review_id, part, reason, by_id) values (${reviewId}, 'whole', 'new_change', ${story.author})`;
    await app`insert into checkpoint (id, revision_id, reason, head_hash, manifest, created_by_id)
      values (${newId()}, ${story.revision}, 'named', ${story.head}, '{}', ${story.author})`;
    await app`insert into thread (id, revision_id, created_by_id) values (${thread}, ${story.revision}, ${story.author})`;
    await app`insert into comment (id, thread_id, author_id, text) values (${newId()}, ${thread}, ${story.author}, 'Why?')`;
    await app`insert into event (actor_id, action, subject_type, subject_id, payload) values (${story.author}, 'a', 'b', 'c', '{}')`;
    await app`insert into article_slug (slug, article_id) values (${story.article}, ${story.article})`;
    await app`insert into section_anchor (section_id, anchor, article_id, since) values (${story.section}, 'history', ${story.article}, 1)`;
    await app`insert into version_stat (article_id, number, words, added, removed)
      select article_id, number, 1, 1, 0 from version where article_id = ${story.article}`;
    await app`insert into import_run (id, file_name, sha256, outcome, report, created_by_id)
      values (${newId()}, 'a.txt', ${story.head}, 'created', '{}', ${story.author})`;
    await app`insert into import_check (run_id, checked_by_id) select id, ${story.author} from import_run limit 1`;
    await app`insert into article_care (article_id, owner_id) values (${story.article}, ${story.author})`;
  });

  for (const [table, update] of Object.entries(tables)) {
    test(`${table}: no update, delete or truncate, by the application or the owner`, async () => {
      const attempts = [update, `delete from ${table}`, `truncate ${table} cascade`];
      for (const attempt of attempts) {
        expect([attempt, await answer(app.unsafe(attempt))]).toEqual([attempt, refusedBy.denied]);
        expect([attempt, await answer(owner.unsafe(attempt))]).toEqual([attempt, refusedBy.immutable]);
      }
    });
  }

  test('version_section: nothing is written by way of it', async () => {
    for (const attempt of ['update version_section set level = 2', 'delete from version_section']) {
      expect([attempt, await answer(app.unsafe(attempt))]).toEqual([attempt, refusedBy.view]);
      expect([attempt, await answer(owner.unsafe(attempt))]).toEqual([attempt, refusedBy.view]);
    }
  });

  test('articles, revisions, people and sources are never deleted', async () => {
    for (const table of ['article', 'article_care', 'revision', 'app_user', 'source', 'schedule', 'thread', 'policy']) {
      expect([table, await answer(app.unsafe(`delete from ${table}`))]).toEqual([table, refusedBy.denied]);
    }
    expect(await answer(owner`delete from revision`)).toBe(refusedBy.immutable);
  });

  test('the application can neither make tables, nor switch rules off, nor change the workflow', async () => {
    expect(await answer(app`create table public.review2 (id int)`)).toBe(refusedBy.denied);
    expect(await answer(app`alter table version disable trigger all`)).toBe(refusedBy.denied);
    expect(await answer(app`set session_replication_role = replica`)).toBe(refusedBy.denied);
    expect(await answer(app`insert into revision_transition values ('draft', 'approved')`)).toBe(refusedBy.denied);
  });
});

describe('revisions', () => {
  test('move as the workflow table says: the database holds the same pairs', async () => {
    const moves = TRANSITIONS.flatMap(({ from, to, atQuorum }) =>
      from.flatMap((state) => [to === 'same' ? state : to, atQuorum ?? state].map((next) => [state, next] as const)),
    );
    const pairs = moves.filter(([from, to]) => from !== to).map(([from, to]) => `${from} ${to}`);
    const kept = await app`select from_state, to_state from revision_transition`;
    const stored = kept.map((row) => `${row['from_state']} ${row['to_state']}`);
    expect(stored.toSorted()).toEqual([...new Set(pairs)].toSorted());
  });

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
        const expected = pairs.has(`${from} ${to}`) ? 'done' : refusedBy.transition;
        const got = await answer(app`update revision set state = ${to} where id = ${revision}`);
        expect([from, to, got]).toEqual([from, to, expected]);
      }
    }
  });

  test('are born as drafts; a published one never changes, nor does its text', async () => {
    const story = await tellStory(app);
    await publish(app, story);
    expect(await answer(app`update revision set name = 'Other' where id = ${story.revision}`)).toBe(
      refusedBy.transition,
    );
    expect(await answer(app`update working_copy set seq = seq + 1 where revision_id = ${story.revision}`)).toBe(
      refusedBy.transition,
    );
    expect(await answer(app`delete from working_copy where revision_id = ${story.revision}`)).toBe(
      refusedBy.transition,
    );
    expect(
      await answer(app`insert into revision (id, article_id, name, title, facts, related, outline, head_hash, state, created_by_id)
      values (${newId()}, ${story.article}, 'N', 'T', '[]', '[]', '[]', ${story.head}, 'approved', ${story.author})`),
    ).toBe(refusedBy.transition);
  });

  test('are of one article: base, sections, number and maker', async () => {
    const story = await tellStory(app);
    const other = await tellStory(app);
    const foreign = await publish(app, other);
    const { revision } = await addRevision(app, { ...story, base: null });
    expect(await answer(addRevision(app, { ...story, base: foreign }))).toBe(refusedBy.transition);
    const change = (columns: string) => answer(app.unsafe(`update revision set ${columns} where id = '${revision}'`));
    expect(await change(`base_version_id = '${foreign}'`)).toBe(refusedBy.transition);
    expect(await change(`article_id = '${other.article}'`)).toBe(refusedBy.immutable);
    expect(await change('number = number + 1000')).toBe(refusedBy.immutable);
    expect(await change(`created_by_id = '${other.author}'`)).toBe(refusedBy.immutable);
    expect(
      await answer(app`insert into working_copy (revision_id, section_id, heading, body, content_hash, saved_by_id)
        values (${revision}, ${other.section}, 'H', '{}', ${story.content}, ${story.author})`),
    ).toBe(refusedBy.transition);
  });

  test('take verdicts of reviewers only, and only while they are in review', async () => {
    const story = await tellStory(app);
    const draft = await addRevision(app, { ...story, base: null });
    const give = (reviewer: string, revision: string, verdict: string, head: string) =>
      answer(app`insert into review (id, revision_id, reviewer_id, verdict, head_hash)
        values (${newId()}, ${revision}, ${reviewer}, ${verdict}, ${head})`);
    const editor = await addPerson(app, 'editor');
    expect(await give(editor, story.revision, 'approve', story.head)).toBe(refusedBy.review);
    expect(await give(editor, story.revision, 'request_changes', story.head)).toBe(refusedBy.review);
    expect(await give(editor, story.revision, 'comment', story.head)).toBe('done');
    expect(await give(story.reviewer, draft.revision, 'approve', draft.head)).toBe(refusedBy.review);
    await app`update revision set state = 'discarded' where id = ${draft.revision}`;
    expect(await give(story.reviewer, draft.revision, 'approve', draft.head)).toBe(refusedBy.review);
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
      refusedBy.immutable,
    );
    expect(await answer(app`update revision set title = 'Silent' where id = ${revision}`)).toBe(refusedBy.immutable);
  });

  test('hold still while scheduled, with one pending schedule', async () => {
    const story = await tellStory(app);
    const schedule = () =>
      answer(app`insert into schedule (id, revision_id, head_hash, run_at, wall, zone, kind, change_note, created_by_id)
      values (${newId()}, ${story.revision}, ${story.head}, '2030-01-01', '2030-01-01T00:00', 'UTC', 'update', 'Note', ${story.reviewer})`);
    expect(await schedule()).toBe('done');
    expect(await schedule()).toBe('23505');
    await app`update revision set state = 'scheduled' where id = ${story.revision}`;
    expect(await answer(app`update revision set head_hash = ${sha256('x')} where id = ${story.revision}`)).toBe(
      refusedBy.transition,
    );
    expect(await answer(app`update working_copy set seq = seq + 1 where revision_id = ${story.revision}`)).toBe(
      refusedBy.transition,
    );
    expect(await answer(app`update schedule set run_at = '2031-01-01' where revision_id = ${story.revision}`)).toBe(
      refusedBy.immutable,
    );
    await app`update schedule set state = 'cancelled', ended_at = now() where revision_id = ${story.revision}`;
    expect(
      await answer(app`update schedule set state = 'pending', ended_at = null where revision_id = ${story.revision}`),
    ).toBe(refusedBy.immutable);
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
  await app`insert into source_merge (id, source_id, into_id, state_before_id, state_after_id, created_by_id)
    select ${newId()}, id, ${story.source}, ${story.state}, ${story.state}, ${story.author} from source where key = 'a'`;
  expect(await add('f', 'article-journal')).toBe('done');
});

test('a source shows a state of its own', async () => {
  const [story, other] = [await tellStory(app), await tellStory(app)];
  const show = (state: string) => answer(app`update source set current_state_id = ${state} where id = ${story.source}`);
  expect(await show(story.state)).toBe('done');
  expect(await show(other.state)).toBe(refusedBy.immutable);
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
  expect(await answer(app`insert into policy (id, quorum) values (2, 1)`)).toBe(refusedBy.denied);
  expect(await answer(app`update policy set quorum = 0`)).toBe('23514');
});
