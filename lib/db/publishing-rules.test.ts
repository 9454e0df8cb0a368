import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  addCitation,
  addPerson,
  answer,
  approve,
  freshRevision,
  hashOf,
  publish,
  refusedBy,
  secondRevision,
  submit,
  tellStory,
} from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { newId, sha256 } from '@/lib/system/crypto';

const database = useDatabase();
let app: postgres.Sql;

beforeAll(() => {
  app = postgres(database().appUrl, { max: 4, onnotice: () => undefined });
});
afterAll(async () => {
  await app.end();
});

test('the story that the tests bend is legal as it is', async () => {
  const story = await tellStory(app);
  const version = await publish(app, story);
  const [article] = await app`select state, live_version_id from article where id = ${story.article}`;
  expect(article).toEqual({ state: 'published', live_version_id: version });
});

describe('version numbers', () => {
  test('a first version that is not number 1, a gap and a double are refused', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { number: 2, prevHash: story.head }))).toBe(refusedBy.numbering);
    const first = await publish(app, story);
    const hash = await hashOf(app, first);
    const next = await secondRevision(app, story, first);
    expect(await answer(publish(app, next, { number: 3, prevHash: hash }))).toBe(refusedBy.numbering);
    expect(await answer(publish(app, next, { number: 1, prevHash: null }))).toBe(refusedBy.numbering);
    expect(await answer(publish(app, next, { number: 2, prevHash: sha256('other') }))).toBe(refusedBy.numbering);
    expect(await answer(publish(app, next, { number: 2, prevHash: hash }))).toBe('done');
  });

  test('of two publications at once one wins', async () => {
    const story = await tellStory(app);
    const first = await publish(app, story);
    const hash = await hashOf(app, first);
    const rivals = [await secondRevision(app, story, first), await secondRevision(app, story, first)];
    const answers = await Promise.all(
      rivals.map((rival) => answer(publish(app, rival, { number: 2, prevHash: hash }))),
    );
    expect(answers.toSorted()).toEqual([refusedBy.numbering, 'done'].toSorted());
  });
});

describe('the live version', () => {
  test('is the newest of its own article, and stays', async () => {
    const story = await tellStory(app);
    const other = await tellStory(app);
    const first = await publish(app, story);
    const foreign = await publish(app, other);
    const hash = await hashOf(app, first);
    const second = await publish(app, await secondRevision(app, story, first), { number: 2, prevHash: hash });
    const show = (version: string | null) =>
      answer(app`update article set live_version_id = ${version} where id = ${story.article}`);
    expect(await show(second)).toBe('done');
    expect(await show(first)).toBe(refusedBy.publish);
    expect(await show(foreign)).toBe('23505');
    expect(await show(null)).toBe(refusedBy.immutable);
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

  test('without the bytes that readers get, and bytes of what is not live, are refused', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { setPage: false }))).toBe(refusedBy.publish);
    await publish(app, story);
    const gone = app`update article set state = 'withdrawn', state_reason = 'Wrong' where id = ${story.article}`;
    expect(await answer(gone)).toBe(refusedBy.publish);
  });

  test('a version that is not set live is refused, and a withdrawn article comes back by a version only', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { setLive: false }))).toBe(refusedBy.publish);
    await publish(app, story);
    const set = (state: string, reason: string) =>
      answer(app`update article set state = ${state}, state_reason = ${reason} where id = ${story.article}`);
    expect(await set('withdrawn', '')).toBe(refusedBy.transition);
    const withdraw = app.begin(async (tx) => {
      await tx`delete from live_page where article_id = ${story.article}`;
      await tx`update article set state = 'withdrawn', state_reason = 'Wrong' where id = ${story.article}`;
    });
    expect(await answer(withdraw)).toBe('done');
    expect(await set('published', '')).toBe(refusedBy.transition);
    expect(await set('unpublished', '')).toBe('23514');
  });
});

test('E10 a withdrawn article comes back by a revision that was opened to end this withdrawal, and by no other', async () => {
  const story = await tellStory(app);
  const first = await publish(app, story);
  const open = await secondRevision(app, story, first);
  const other = await tellStory(app);
  const leave = (state: 'withdrawn' | 'redirected', reason: string) =>
    app.begin(async (tx) => {
      await tx`delete from live_page where article_id = ${story.article}`;
      await tx`update article set state = ${state}, state_reason = ${reason}, state_at = clock_timestamp(),
        redirect_to_id = ${state === 'redirected' ? other.article : null} where id = ${story.article}`;
    });
  await leave('withdrawn', 'Wrong');
  const next = { number: 2, prevHash: await hashOf(app, first) };
  expect(await answer(publish(app, open, next))).toBe(refusedBy.publish);
  expect(await answer(publish(app, open, { ...next, unreviewedReason: 'Now', publisher: story.admin }))).toBe(
    refusedBy.publish,
  );
  expect(await answer(publish(app, open, { ...next, goesLiveAs: 'withdrawn' }))).toBe(refusedBy.publish);
  // Nothing turns it into one that was opened for that, and nothing moves the withdrawal.
  const [article] = await app<{ at: string }[]>`select state_at::text as at from article where id = ${story.article}`;
  const at = article?.at ?? '';
  const turn = app`update revision set ends_withdrawal_at = ${at}::text::timestamptz where id = ${open.revision}`;
  expect(await answer(turn)).toBe(refusedBy.immutable);
  expect(await answer(app`update article set state_at = now() where id = ${story.article}`)).toBe(refusedBy.immutable);
  const invented = secondRevision(app, story, first, '2026-01-01T00:00:00Z');
  expect(await answer(invented)).toBe(refusedBy.transition);
  const restore = await secondRevision(app, story, first, at);
  // Led elsewhere since: another withdrawal than the one that it was opened to end.
  await leave('redirected', 'Joined');
  expect(await answer(publish(app, restore, next))).toBe(refusedBy.publish);
  const [moved] = await app<{ at: string }[]>`select state_at::text as at from article where id = ${story.article}`;
  expect(await answer(publish(app, await secondRevision(app, story, first, moved?.at), next))).toBe('done');
});

describe('publishing what is not approved', () => {
  test('no approval at all', async () => {
    const story = await tellStory(app);
    const draft = await freshRevision(app, story);
    expect(await answer(publish(app, draft))).toBe(refusedBy.publish);
    await submit(app, draft);
    expect(await answer(publish(app, draft))).toBe(refusedBy.publish);
    await app`update revision set state = 'approved' where id = ${draft.revision}`;
    expect(await answer(publish(app, draft))).toBe(refusedBy.publish);
    await approve(app, draft);
    expect(await answer(publish(app, draft))).toBe('done');
  });

  test('fewer approvals than the policy asks for, and twice the same person', async () => {
    const story = await tellStory(app);
    await app`update policy set quorum = 2`;
    try {
      expect(await answer(publish(app, story))).toBe(refusedBy.publish);
      await approve(app, story);
      expect(await answer(publish(app, story))).toBe(refusedBy.publish);
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
    expect(await answer(publish(app, story))).toBe(refusedBy.publish);
    expect(await answer(publish(app, { ...story, head: edited }))).toBe(refusedBy.publish);
    expect(await answer(approve(app, story))).toBe(refusedBy.review);
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
    expect(await answer(publish(app, story))).toBe(refusedBy.publish);
    expect(await answer(approve(app, story))).toBe(refusedBy.review);
    const next = await freshRevision(app, story);
    await submit(app, next);
    expect(await answer(approve(app, { ...next, reviewer: next.author }))).toBe(refusedBy.review);
    await app`update working_copy set seq = seq + 1, saved_by_id = ${next.reviewer}, content_hash = ${next.content} where revision_id = ${next.revision}`;
    expect(await answer(approve(app, next))).toBe(refusedBy.review);
    expect(await answer(app`delete from revision_contributor where revision_id = ${next.revision}`)).toBe(
      refusedBy.denied,
    );
  });

  test('a dismissed approval, and one by someone who lost the role or was disabled', async () => {
    const dismissed = await tellStory(app);
    await app`insert into review_dismissal (review_id, reason) select id, 'recalled' from review where revision_id = ${dismissed.revision}`;
    expect(await answer(publish(app, dismissed, { publisher: dismissed.admin }))).toBe(refusedBy.publish);
    const demoted = await tellStory(app);
    await app`update app_user set role = 'editor' where id = ${demoted.reviewer}`;
    expect(await answer(publish(app, demoted, { publisher: demoted.admin }))).toBe(refusedBy.publish);
    const disabled = await tellStory(app);
    await app`update app_user set disabled_at = now() where id = ${disabled.reviewer}`;
    expect(await answer(publish(app, disabled, { publisher: disabled.admin }))).toBe(refusedBy.publish);
  });

  test('a standing request for changes', async () => {
    const story = await tellStory(app);
    const id = newId();
    await app`insert into review (id, revision_id, reviewer_id, verdict, head_hash) values (${id}, ${story.revision}, ${story.admin}, 'request_changes', ${story.head})`;
    expect(await answer(publish(app, story))).toBe(refusedBy.publish);
    await app`insert into review_dismissal (review_id, reason, by_id) values (${id}, 'manual', ${story.admin})`;
    expect(await answer(publish(app, story))).toBe('done');
  });

  test('a request for changes by someone who reviews no more does not stand', async () => {
    const story = await tellStory(app);
    await app`insert into review (id, revision_id, reviewer_id, verdict, head_hash) values (${newId()}, ${story.revision}, ${story.admin}, 'request_changes', ${story.head})`;
    expect(await answer(publish(app, story))).toBe(refusedBy.publish);
    await app`update app_user set role = 'editor' where id = ${story.admin}`;
    expect(await answer(publish(app, story))).toBe('done');
  });

  test('a publisher who may not, and the robot without a schedule', async () => {
    const story = await tellStory(app);
    const robot = '00000000-0000-7000-8000-000000000001';
    expect(await answer(publish(app, story, { publisher: story.author }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story, { publisher: robot }))).toBe(refusedBy.publish);
    const gone = await addPerson(app, 'admin');
    await app`update app_user set disabled_at = now() where id = ${gone}`;
    expect(await answer(publish(app, story, { publisher: gone }))).toBe(refusedBy.publish);
    const fired = (head: string, maker: string) =>
      app`insert into schedule (id, revision_id, head_hash, run_at, wall, zone, kind, change_note, state, ended_at, created_by_id)
        values (${newId()}, ${story.revision}, ${head}, date_trunc('minute', now()), '2026-12-10T09:00', 'UTC', 'update', 'Note', 'fired', now(), ${maker})`;
    await fired(sha256('other'), story.reviewer);
    expect(await answer(publish(app, story, { publisher: robot }))).toBe(refusedBy.publish);
    // E34: with the right of whoever scheduled it, as it is now.
    const lost = await addPerson(app, 'reviewer');
    await fired(story.head, lost);
    await app`update app_user set role = 'editor' where id = ${lost}`;
    expect(await answer(publish(app, story, { publisher: robot }))).toBe(refusedBy.publish);
    await fired(story.head, story.reviewer);
    expect(await answer(publish(app, story, { publisher: robot }))).toBe('done');
  });

  test('unreviewed: an admin, with a reason, from draft or review only', async () => {
    const story = await tellStory(app);
    const unreviewedReason = 'Court order';
    expect(await answer(publish(app, story, { publisher: story.admin, unreviewedReason }))).toBe(refusedBy.publish);
    const draft = await freshRevision(app, story);
    expect(await answer(publish(app, draft, { publisher: draft.reviewer, unreviewedReason }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, draft, { publisher: draft.admin, unreviewedReason }))).toBe('done');
    expect(
      await answer(app`insert into review (id, revision_id, reviewer_id, verdict, head_hash)
      values (${newId()}, ${draft.revision}, ${draft.reviewer}, 'approve', ${draft.head})`),
    ).toBe('done');
  });

  test('a base that is not the version before', async () => {
    const story = await tellStory(app);
    const late = await freshRevision(app, story);
    await submit(app, late);
    await approve(app, late);
    const first = await publish(app, story);
    const hash = await hashOf(app, first);
    expect(await answer(publish(app, late, { number: 2, prevHash: hash }))).toBe(refusedBy.publish);
  });

  test('a revision called published without a version', async () => {
    const story = await tellStory(app);
    expect(await answer(app`update revision set state = 'published' where id = ${story.revision}`)).toBe(
      refusedBy.publish,
    );
    expect(await answer(publish(app, story, { setState: false }))).toBe(refusedBy.publish);
  });
});

describe('a citation in a published version without its source', () => {
  test('is refused, in the text and in the facts; none is extra', async () => {
    const story = await tellStory(app);
    const unused = await addCitation(app, story);
    expect(await answer(publish(app, story, { citations: [] }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story, { citations: [unused] }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story, { citations: [story.citation, unused] }))).toBe(refusedBy.publish);
    const facts = [{ key: 'Area', value: '1', confirmed: true, citations: [unused] }];
    expect(await answer(publish(app, story, { facts }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story, { facts, citations: [story.citation, unused] }))).toBe('done');
  });

  test('is refused when the source state is of another source, and when the citation is of another article', async () => {
    const story = await tellStory(app);
    const other = await tellStory(app);
    expect(await answer(publish(app, { ...story, state: other.state }))).toBe(refusedBy.publish);
    expect(await answer(addCitation(app, { ...story, state: other.state }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story, { citations: [story.citation, other.citation] }))).toBe(refusedBy.publish);
  });

  test('is refused when the frozen record names another state than its row', async () => {
    const story = await tellStory(app);
    expect(await answer(publish(app, story, { frozenState: newId() }))).toBe(refusedBy.publish);
    expect(await answer(publish(app, story))).toBe('done');
  });

  test('a published version gets no further sections or citations', async () => {
    const story = await tellStory(app);
    const version = await publish(app, story);
    expect(
      await answer(app`insert into version_section (version_id, position, section_id, level, content_hash)
      values (${version}, 1, ${story.section}, 2, ${story.content})`),
    ).toBe(refusedBy.view);
    const more = app`update version set section_ids = section_ids || ${newId()}::uuid where id = ${version}`;
    expect(await answer(more)).toBe(refusedBy.denied);
    expect(
      await answer(app`insert into version_citation (version_id, citation_id, source_id, source_state_id, frozen)
      values (${version}, ${await addCitation(app, story)}, ${story.source}, ${story.state}, '{"csl": {}}')`),
    ).toBe(refusedBy.immutable);
  });
});

test('a version without sections, or with one twice, without a level, a text or of another article is refused', async () => {
  const story = await tellStory(app);
  const other = await tellStory(app);
  const second = newId();
  await app`insert into section (id, article_id) values (${second}, ${story.article})`;
  const attempt = (...sections: string[]) => answer(publish(app, story, { sections }));
  const both = [story.section, second];
  expect(await answer(publish(app, story, { sections: [], citations: [] }))).toBe('23514');
  for (const levels of [[1], [1, 1, 1], [0, 1], [1, 7]]) {
    expect([levels, await answer(publish(app, story, { sections: both, levels }))]).toEqual([levels, '23514']);
  }
  expect(await answer(publish(app, story, { sections: both, texts: [story.content] }))).toBe('23514');
  const strange = [story.content, sha256('kept nowhere')];
  expect(await answer(publish(app, story, { sections: both, texts: strange }))).toBe(refusedBy.publish);
  expect(await attempt(story.section, story.section)).toBe(refusedBy.publish);
  expect(await attempt(story.section, newId())).toBe(refusedBy.publish);
  expect(await attempt(story.section, other.section)).toBe(refusedBy.publish);
  expect(await attempt(...both)).toBe('done');
  const rows = await app`select s.position, s.section_id, s.level, s.content_hash from version_section s
    join version v on v.id = s.version_id where v.article_id = ${story.article} order by position`;
  expect([...rows]).toEqual(
    both.map((section, position) => ({ position, section_id: section, level: 1, content_hash: story.content })),
  );
});

describe('the text of a working copy', () => {
  const letGo = (sql: postgres.Sql | postgres.TransactionSql, revision: string) =>
    sql`update working_copy set body = null where revision_id = ${revision}`;

  test('is let go by the transaction that publishes it, and by no other', async () => {
    const story = await tellStory(app);
    expect(await answer(letGo(app, story.revision))).toBe(refusedBy.transition);
    expect(await answer(publish(app, story, { release: true }))).toBe('done');
    const [copy] = await app`select body, content_hash from working_copy where revision_id = ${story.revision}`;
    expect(copy).toEqual({ body: null, content_hash: story.content });
    const other = await tellStory(app);
    await publish(app, other);
    expect(await answer(letGo(app, other.revision))).toBe(refusedBy.transition);
  });

  test('stays where it is kept nowhere else, and goes with nothing but itself', async () => {
    const story = await tellStory(app);
    await app`update working_copy set seq = seq + 1, heading = 'Another' where revision_id = ${story.revision}`;
    expect(await answer(publish(app, story, { release: true }))).toBe(refusedBy.immutable);
    expect(await answer(app`delete from working_copy where revision_id = ${story.revision}`)).toBe(refusedBy.immutable);
    const raised = app`update working_copy set seq = seq + 1, body = null where revision_id = ${story.revision}`;
    expect(await answer(raised)).toBe(refusedBy.immutable);
    const { revision } = await freshRevision(app, story);
    const bare = newId();
    await app`insert into section (id, article_id) values (${bare}, ${story.article})`;
    const born = app`insert into working_copy (revision_id, section_id, heading, content_hash, saved_by_id)
      values (${revision}, ${bare}, 'Heading', ${story.content}, ${story.author})`;
    expect(await answer(born)).toBe(refusedBy.immutable);
  });
});
