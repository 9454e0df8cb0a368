import postgres from 'postgres';

import { ruleCodes } from '@/lib/db/errors';
import { newId, sha256 } from '@/lib/system/crypto';

type Sql = postgres.Sql | postgres.TransactionSql;

/** Everyone and everything that a legal publication needs, made with plain SQL, so that tests of the database's rules stand on no command. */
export type Story = Awaited<ReturnType<typeof tellStory>>;

/** A person of that role. */
export async function addPerson(sql: Sql, role: 'editor' | 'reviewer' | 'admin'): Promise<string> {
  const id = newId();
  const handle = `${role}-${id}`;
  await sql`insert into app_user (id, handle, name, email, email_key, role)
    values (${id}, ${handle}, ${role}, ${`${handle}@example.org`}, ${`${handle}@example.org`}, ${role})`;
  return id;
}

/** An article with one section that cites one source, in a revision that a reviewer has approved: ready to publish. */
export async function tellStory(sql: postgres.Sql) {
  const author = await addPerson(sql, 'editor');
  const reviewer = await addPerson(sql, 'reviewer');
  const admin = await addPerson(sql, 'admin');
  const article = newId();
  const section = newId();
  await sql`insert into article (id, slug, created_by_id) values (${article}, ${`a-${article}`}, ${author})`;
  await sql`insert into section (id, article_id) values (${section}, ${article})`;
  const source = await addSource(sql, author);
  const citation = await addCitation(sql, { article, author, ...source });
  const revision = await addRevision(sql, { article, author, section, citation, base: null });
  const story = { author, reviewer, admin, article, section, ...source, citation, ...revision };
  await submit(sql, story);
  await approve(sql, story);
  return story;
}

/** A source and its first state. */
async function addSource(sql: Sql, author: string) {
  const source = newId();
  const state = newId();
  await sql`insert into source (id, key, type, created_by_id) values (${source}, ${source}, 'book', ${author})`;
  await sql`insert into source_state (id, source_id, csl, created_by_id) values (${state}, ${source}, '{"type": "book"}', ${author})`;
  return { source, state };
}

/** A citation of a source in an article. */
export async function addCitation(
  sql: Sql,
  { article, author, source, state }: { article: string; author: string; source: string; state: string },
): Promise<string> {
  const id = newId();
  await sql`insert into citation (id, lineage, article_id, source_id, source_state_id, locators, created_by_id)
    values (${id}, ${id}, ${article}, ${source}, ${state}, '[]', ${author})`;
  return id;
}

/** A draft with one working copy that holds the citation; its content is kept under its hash. */
export async function addRevision(
  sql: Sql,
  {
    article,
    author,
    section,
    citation,
    base,
    ends = null,
  }: { article: string; author: string; section: string; citation: string; base: string | null; ends?: string | null },
) {
  const revision = newId();
  const head = sha256(revision);
  const content = sha256(`content ${revision}`);
  const cite = { type: 'citation', attrs: { id: citation } };
  const body = JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', attrs: { id: 'b1' }, content: [cite] }] });
  await sql`insert into revision (id, article_id, base_version_id, name, title, facts, related, outline, head_hash, created_by_id,
      ends_withdrawal_at)
    values (${revision}, ${article}, ${base}, 'A change', 'Title', '[]', '[]', '[]', ${head}, ${author}, ${ends}::text::timestamptz)`;
  await sql`insert into section_content (hash, heading, body, schema_version) values (${content}, 'Heading', ${body}::text::jsonb, 1)`;
  await sql`insert into working_copy (revision_id, section_id, heading, body, content_hash, saved_by_id)
    values (${revision}, ${section}, 'Heading', ${body}::text::jsonb, ${content}, ${author})`;
  return { revision, head, content };
}

/** Submits the story's revision. */
export async function submit(sql: Sql, { revision, author }: { revision: string; author: string }): Promise<void> {
  await sql`update revision set state = 'in_review', submitted_by_id = ${author}, submitted_at = now() where id = ${revision}`;
}

/** Approves the head as it stands and moves the revision to approved; returns the review's id. */
export async function approve(
  sql: Sql,
  { revision, head, reviewer }: { revision: string; head: string; reviewer: string },
): Promise<string> {
  const id = newId();
  await sql`insert into review (id, revision_id, reviewer_id, verdict, head_hash) values (${id}, ${revision}, ${reviewer}, 'approve', ${head})`;
  await sql`update revision set state = 'approved' where id = ${revision}`;
  return id;
}

/** What a publication may do otherwise than the rules ask. */
export type Bent = {
  readonly number?: number;
  readonly prevHash?: string | null;
  readonly contentHash?: string;
  readonly publisher?: string;
  readonly unreviewedReason?: string;
  readonly facts?: unknown;
  readonly citations?: readonly string[];
  readonly sections?: readonly string[];
  /** Of each section, its level and the hash of its text. */
  readonly levels?: readonly number[];
  readonly texts?: readonly string[];
  readonly frozenState?: string;
  readonly setLive?: boolean;
  readonly goesLiveAs?: 'published' | 'withdrawn';
  readonly setState?: boolean;
  readonly setPage?: boolean;
  /** Lets go of the texts of the working copies. */
  readonly release?: boolean;
};

/** Publishes the story's revision in one transaction, rightly unless bent; returns the version's id. */
export async function publish(sql: postgres.Sql, story: Story, bent: Bent = {}): Promise<string> {
  const id = newId();
  await sql.begin(async (tx) => {
    await insertVersion(tx, story, { id, bent });
    if (bent.release) await tx`update working_copy set body = null where revision_id = ${story.revision}`;
    if (bent.setState ?? true) await tx`update revision set state = 'published' where id = ${story.revision}`;
    if (!(bent.setLive ?? true)) return;
    await tx`update article set state = ${bent.goesLiveAs ?? 'published'}, live_version_id = ${id}, redirect_to_id = null where id = ${story.article}`;
    if (bent.setPage ?? true) await storePage(tx, story, id);
  });
  return id;
}

/** The bytes of the live page; what stands in them is no matter here. */
async function storePage(tx: Sql, { article }: Story, version: string): Promise<void> {
  await tx`insert into live_page (article_id, path, version_id, title, sort_key, letter, updated_at, seq, site_seq, renderer, headers, etag, identity, gzip, brotli, made_at)
    values (${article}, ${`/articles/a-${article}`}, ${version}, 'Title', 'title', 'T', now(), nextval('public_change_seq'), 1, 'test', '{}', '""', '', '', '', now())
    on conflict (article_id) do update set version_id = excluded.version_id, seq = excluded.seq`;
}

function listsOf(story: Story, { sections = [story.section], ...bent }: Bent) {
  const { levels = sections.map(() => 1), texts = sections.map(() => story.content) } = bent;
  return { sections, levels, texts };
}

async function insertVersion(tx: Sql, story: Story, { id, bent }: { id: string; bent: Bent }): Promise<void> {
  const reason = bent.unreviewedReason ?? '';
  const facts = JSON.stringify(bent.facts ?? []);
  const { sections, levels, texts } = listsOf(story, bent);
  await tx`insert into version (id, article_id, number, revision_id, publish_request_id, kind, change_note, title, facts, related, approvals,
      unreviewed, unreviewed_reason, contributors, content_hash, prev_hash, hash, published_by_id, published_at,
      section_ids, section_levels, section_hashes)
    values (${id}, ${story.article}, ${bent.number ?? 1}, ${story.revision}, ${newId()}, 'update', 'Note', 'Title', ${facts}::text::jsonb, '[]', '[]',
      ${reason !== ''}, ${reason}, '[]', ${bent.contentHash ?? story.head}, ${bent.prevHash ?? null}, ${sha256(id)},
      ${bent.publisher ?? story.reviewer}, now(),
      ${sections}::uuid[], ${levels}::smallint[],
      (select coalesce(array_agg(decode(hash, 'hex')), '{}') from unnest(${texts}::text[]) as t (hash)))`;
  for (const citation of bent.citations ?? [story.citation]) {
    const frozen = JSON.stringify({
      id: citation,
      sourceId: story.source,
      sourceState: bent.frozenState ?? story.state,
      csl: { type: 'book' },
    });
    await tx`insert into version_citation (version_id, citation_id, source_id, source_state_id, frozen)
      values (${id}, ${citation}, ${story.source}, ${story.state}, ${frozen}::text::jsonb)`;
  }
}

/** SQLSTATEs of the rules, of what the application's role may not do at all, and of writing to what is only read. */
export const refusedBy = { ...ruleCodes, denied: '42501', view: '55000' } as const;

/** What the database answered to an attempt: a SQLSTATE, or "done". */
export async function answer(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'done';
  } catch (error) {
    if (error instanceof postgres.PostgresError) return error.code;
    throw error;
  }
}

/** Another revision of the story's article, still a draft. */
export async function freshRevision(
  sql: Sql,
  story: Story,
  base: string | null = null,
  ends: string | null = null,
): Promise<Story> {
  return { ...story, ...(await addRevision(sql, { ...story, base, ends })) };
}

/** Another revision of the story's article, approved and based on a version; `ends`: opened to end that withdrawal. */
export async function secondRevision(sql: Sql, story: Story, base: string, ends?: string): Promise<Story> {
  const next = await freshRevision(sql, story, base, ends);
  await submit(sql, next);
  await approve(sql, next);
  return next;
}

/** The chained hash of a version. */
export async function hashOf(sql: Sql, version: string): Promise<string> {
  const [row] = await sql<{ hash: string }[]>`select hash from version where id = ${version}`;
  return row?.hash ?? '';
}
