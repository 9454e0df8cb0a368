import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { addCitation, addPerson, answer, refusedBy, type Story, tellStory } from '@/lib/db/story';
import { useDatabase } from '@/lib/db/testing';
import { newId, sha256 } from '@/lib/system/crypto';

const database = useDatabase();
let app: postgres.Sql;
let owner: postgres.Sql;
let story: Story;

beforeAll(async () => {
  app = postgres(database().appUrl, { max: 4, onnotice: () => undefined });
  owner = postgres(database().ownerUrl, { max: 2, onnotice: () => undefined });
  story = await tellStory(app);
});
afterAll(async () => {
  await app.end();
  await owner.end();
});

const check = '23514';
const taken = '23505';

async function addSource() {
  const [source, state] = [newId(), newId()];
  await app`insert into source (id, key, type, created_by_id) values (${source}, ${source}, 'book', ${story.author})`;
  await app`insert into source_state (id, source_id, csl, created_by_id) values (${state}, ${source}, '{"type": "book"}', ${story.author})`;
  return { source, state };
}

type Made = { source: string; state: string };
async function merge(gone: { source: string }, kept: Made, more: { before?: string; after?: string } = {}) {
  const id = newId();
  const got =
    await answer(app`insert into source_merge (id, source_id, into_id, state_before_id, state_after_id, created_by_id)
    values (${id}, ${gone.source}, ${kept.source}, ${more.before ?? kept.state}, ${more.after ?? kept.state}, ${story.author})`);
  return { id, got };
}
const undo = (id: string, at = 'now()') =>
  answer(app.unsafe(`update source_merge set undone_at = ${at}, undone_by_id = '${story.author}' where id = '${id}'`));
async function keptOf({ source }: { source: string }): Promise<unknown> {
  const [row] = await app`select merged_into_id from source where id = ${source}`;
  return row?.['merged_into_id'];
}

const snapshot = (more: Record<string, unknown> = {}) => {
  const text = `Words ${newId()}`;
  const row = {
    ...{ id: newId(), source_id: story.source, captured_at: new Date(), captured_by_id: story.author },
    ...{ sha256: sha256(text), mime: 'text/plain', bytes: Buffer.byteLength(text), text, ...more },
  };
  return { row, insert: app`insert into snapshot ${app(row)}` };
};
const verification = (more: Record<string, unknown> = {}) => {
  const row = {
    ...{ id: newId(), lineage: story.citation, citation_id: story.citation, use_hash: sha256('use') },
    ...{
      statement_text: 'Words.',
      statement_hash: sha256('Words.'),
      verdict: 'verified',
      by_id: story.reviewer,
      ...more,
    },
  };
  return answer(app`insert into verification ${app(row)}`);
};
const flag = (more: Record<string, unknown> = {}) => {
  const row = {
    ...{ id: newId(), kind: 'disputed', article_id: story.article, section_id: story.section, why: 'Why' },
    ...{ statement_text: 'Words.', statement_hash: sha256('Words.'), created_by_id: story.author, ...more },
  };
  return { id: row.id, got: () => answer(app`insert into flag ${app(row)}`) };
};
const assessment = (more: Record<string, unknown> = {}) => {
  const row = {
    ...{ id: newId(), scope_type: 'domain', scope_key: 'example.org', scope_name: 'example.org' },
    ...{ verdict: 'deprecated', reason: 'Why', decided_by_id: story.reviewer, ...more },
  };
  return answer(app`insert into source_assessment ${app(row)}`);
};

describe('what never changes', () => {
  beforeAll(async () => {
    await snapshot().insert;
    await verification();
    await assessment();
    await flag().got();
    await app`insert into link_check (source_id, url, finding) values (${story.source}, 'https://example.org/', 'answered')`;
    await merge(await addSource(), await addSource());
  });

  test.each([
    ['snapshot', `update snapshot set text = 'other'`],
    ['verification', `update verification set verdict = 'failed'`],
    ['source_assessment', `update source_assessment set verdict = 'none'`],
    ['link_check', `update link_check set finding = 'gone'`],
  ])('%s: no update, delete or truncate, by the application or the owner', async (table, update) => {
    for (const attempt of [update, `delete from ${table}`, `truncate ${table} cascade`]) {
      expect([attempt, await answer(app.unsafe(attempt))]).toEqual([attempt, refusedBy.denied]);
      expect([attempt, await answer(owner.unsafe(attempt))]).toEqual([attempt, refusedBy.immutable]);
    }
  });

  test.each(['flag', 'source_merge'])('%s: no delete or truncate', async (table) => {
    for (const attempt of [`delete from ${table}`, `truncate ${table} cascade`]) {
      expect([attempt, await answer(app.unsafe(attempt))]).toEqual([attempt, refusedBy.denied]);
      expect([attempt, await answer(owner.unsafe(attempt))]).toEqual([attempt, refusedBy.immutable]);
    }
  });
});

describe('snapshots', () => {
  test('hold words with their own hash, or a file that is named by its hash', async () => {
    expect(await answer(snapshot().insert)).toBe('done');
    expect(await answer(snapshot({ sha256: sha256('others') }).insert)).toBe(check);
    expect(await answer(snapshot({ bytes: 1 }).insert)).toBe(check);
    expect(await answer(snapshot({ text: null }).insert)).toBe(check);
    expect(await answer(snapshot({ text: null, file_key: 'snapshots/ab/other.pdf' }).insert)).toBe(check);
    const hash = sha256('file');
    const file = { text: null, sha256: hash, bytes: 4, mime: 'application/pdf', file_key: `snapshots/ab/${hash}.pdf` };
    expect(await answer(snapshot(file).insert)).toBe('done');
    expect(await answer(snapshot(file).insert)).toBe(taken);
  });

  test('are not from the future', async () => {
    expect(await answer(snapshot({ captured_at: new Date(Date.now() + 3 * 24 * 3600 * 1000) }).insert)).toBe(check);
  });

  test('of another source are none of a citation', async () => {
    const { row, insert } = snapshot();
    await insert;
    const cite = (source: { source: string; state: string }) => {
      const id = newId();
      return answer(app`insert into citation (id, lineage, article_id, source_id, source_state_id, locators, snapshot_id, created_by_id)
        values (${id}, ${id}, ${story.article}, ${source.source}, ${source.state}, '[]', ${row.id}, ${story.author})`);
    };
    expect(await cite(story)).toBe('done');
    expect(await cite(await addSource())).toBe(refusedBy.sources);
  });
});

describe('verifications', () => {
  test('are made by reviewers who had no hand in the citation', async () => {
    expect(await verification()).toBe('done');
    expect(await verification({ by_id: story.author })).toBe(refusedBy.sources);
    expect(await verification({ by_id: await addPerson(app, 'editor') })).toBe(refusedBy.sources);
    const reviewer = await addPerson(app, 'reviewer');
    const own = await addCitation(app, { ...story, author: reviewer });
    expect(await verification({ citation_id: own, lineage: own, by_id: reviewer })).toBe(refusedBy.sources);
    expect(await verification({ citation_id: own, lineage: own })).toBe('done');
  });

  test('name the lineage of their citation, and carry the words that their hash is of', async () => {
    expect(await verification({ lineage: newId() })).toBe(refusedBy.sources);
    expect(await verification({ statement_text: 'Other words.' })).toBe(check);
    expect(await verification({ verdict: 'perhaps' })).toBe(check);
    expect(await verification({ use_hash: 'x'.repeat(64) })).toBe(check);
  });
});

describe('flags', () => {
  test('are about a section and a citation of their article', async () => {
    expect(await flag().got()).toBe('done');
    expect(await flag({ section_id: newId() }).got()).toBe(refusedBy.sources);
    expect(await flag({ kind: 'better_source' }).got()).toBe(check);
    expect(await flag({ kind: 'better_source', lineage: story.citation }).got()).toBe('done');
    expect(await flag({ kind: 'better_source', lineage: newId() }).got()).toBe(refusedBy.sources);
    expect(await flag({ cleared_at: new Date(), cleared_by_id: story.author, cleared_why: 'x' }).got()).toBe(
      refusedBy.sources,
    );
  });

  test('end once, with a reason, and change in nothing else', async () => {
    const { id, got } = flag();
    await got();
    const end = (why: string) =>
      answer(
        app`update flag set cleared_at = now(), cleared_by_id = ${story.author}, cleared_why = ${why} where id = ${id}`,
      );
    expect(await answer(app`update flag set why = 'Other' where id = ${id}`)).toBe(refusedBy.immutable);
    expect(await end('')).toBe(check);
    expect(await end('Mended')).toBe('done');
    expect(await end('Again')).toBe(refusedBy.immutable);
  });
});

describe('decisions on reliability', () => {
  test('are made by reviewers, about something that there is, with a reason', async () => {
    expect(await assessment({ decided_by_id: story.author })).toBe(refusedBy.sources);
    expect(await assessment({ decided_by_id: story.admin })).toBe('done');
    expect(await assessment({ scope_key: 'org' })).toBe(check);
    expect(await assessment({ scope_key: 'https://example.org' })).toBe(check);
    expect(await assessment({ scope_type: 'work', scope_key: newId() })).toBe(refusedBy.sources);
    expect(await assessment({ scope_type: 'work', scope_key: story.source })).toBe('done');
    expect(await assessment({ verdict: 'bad' })).toBe(check);
    expect(await assessment({ reason: '' })).toBe(check);
    expect(await assessment({ topic: 'Syria' })).toBe(check);
  });
});

describe('merges', () => {
  test('lead each source to the one that is kept, however many follow one another', async () => {
    const [a, b, c, d] = [await addSource(), await addSource(), await addSource(), await addSource()];
    const first = await merge(a, b);
    const second = await merge(b, c);
    const third = await merge(c, d);
    expect([first.got, second.got, third.got]).toEqual(['done', 'done', 'done']);
    expect([await keptOf(a), await keptOf(b), await keptOf(c), await keptOf(d)]).toEqual([
      d.source,
      d.source,
      d.source,
      null,
    ]);
    expect(await undo(second.id)).toBe('done');
    expect([await keptOf(a), await keptOf(b), await keptOf(c)]).toEqual([b.source, null, d.source]);
    expect(await undo(first.id)).toBe('done');
    expect([await keptOf(a), await keptOf(c)]).toEqual([null, d.source]);
  });

  test('never go round, nor into a source that is merged, nor twice', async () => {
    const [a, b, c] = [await addSource(), await addSource(), await addSource()];
    expect((await merge(a, a)).got).toBe(check);
    expect((await merge(a, b)).got).toBe('done');
    expect((await merge(b, a)).got).toBe(refusedBy.sources);
    expect((await merge(a, c)).got).toBe(refusedBy.sources);
    expect((await merge(c, a)).got).toBe(refusedBy.sources);
    expect((await merge(c, b, { after: c.state })).got).toBe(refusedBy.sources);
  });

  test('are what alone merges a source', async () => {
    const [a, b] = [await addSource(), await addSource()];
    const by = answer(app`update source set merged_into_id = ${b.source} where id = ${a.source}`);
    expect(await by).toBe(refusedBy.sources);
    await merge(a, b);
    expect(await answer(app`update source set merged_into_id = null where id = ${a.source}`)).toBe(refusedBy.sources);
    const born = app`insert into source (id, key, type, merged_into_id, created_by_id)
      values (${newId()}, ${newId()}, 'book', ${a.source}, ${story.author})`;
    expect(await answer(born)).toBe(refusedBy.sources);
  });

  test('end once, within thirty days, and change in nothing else', async () => {
    const [a, b] = [await addSource(), await addSource()];
    const { id } = await merge(a, b);
    expect(await answer(app`update source_merge set into_id = ${story.source} where id = ${id}`)).toBe(
      refusedBy.immutable,
    );
    expect(await undo(id, `now() + interval '31 days'`)).toBe(refusedBy.sources);
    expect(await undo(id)).toBe('done');
    expect(await undo(id)).toBe(refusedBy.immutable);
    expect((await merge(a, b)).got).toBe('done');
  });

  test('at one moment in both directions make one source of two, not a ring', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [a, b] = [await addSource(), await addSource()];
      const both = await Promise.all([merge(a, b), merge(b, a)]);
      expect(both.map(({ got }) => got).toSorted()).toEqual([refusedBy.sources, 'done'].toSorted());
    }
  });
});

test('what a link leads to has one of six words', async () => {
  expect(await answer(app`update source set url_status = 'gone' where id = ${story.source}`)).toBe(check);
  expect(await answer(app`update source set url_status = 'dead', access = 'free' where id = ${story.source}`)).toBe(
    'done',
  );
  expect(await answer(app`update source set access = 'often' where id = ${story.source}`)).toBe(check);
});
