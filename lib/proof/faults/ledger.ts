/** A mistake that could be made in one place: other words for the first occurrence of some words of a file. */
type Edit = readonly [file: string, find: string, put: string];

/** A mistake that the tests have to notice, and those that should. It is planted while tests run and nowhere else. */
export type Fault = {
  readonly name: string;
  readonly edits?: readonly Edit[];
  /** What the owner of the tables does to the tests' database, where the mistake lies there. */
  readonly sql?: string;
  /** Files of tests; one of them at least must fail. */
  readonly tests: readonly string[];
};

const model = ['lib/proof/histories/model.test.ts'];

/** Saving, reviewing and publishing: the mistakes of reliability.md 3.4, and others of their kind. */
const work: readonly Fault[] = [
  {
    name: 'save_without_lock',
    edits: [
      ['lib/revisions/lock.ts', 'where number = ${number}) for update`', 'where number = ${number})`'],
      ['lib/revisions/lock.ts', 'where r.number = ${number} for update of r`', 'where r.number = ${number}`'],
      [
        'lib/revisions/commands/save.ts',
        'do update set seq = excluded.seq',
        'do update set seq = working_copy.seq + 1',
      ],
    ],
    tests: model,
  },
  {
    name: 'last_write_wins',
    edits: [['lib/revisions/commands/save.ts', 'if (seq !== input.expectedSeq)', 'if (seq < 0)']],
    tests: ['lib/revisions/revisions.test.ts', ...model],
  },
  {
    name: 'publish_without_lock',
    edits: [
      [
        'lib/revisions/lock.ts',
        'article where id = ${found.articleId}::uuid for update',
        'article where id = ${found.articleId}::uuid',
      ],
      [
        'lib/revisions/lock.ts',
        'revision where id = ${found.id}::uuid for update',
        'revision where id = ${found.id}::uuid',
      ],
    ],
    tests: ['lib/versions/publish.test.ts', ...model],
  },
  {
    name: 'any_hash_will_do',
    edits: [['lib/revisions/edit.ts', 'if (stored === seen) return;', 'if (stored.length === seen.length) return;']],
    tests: ['lib/versions/publish.test.ts', ...model],
  },
  {
    name: 'edit_keeps_approvals',
    edits: [
      [
        'lib/revisions/transition.ts',
        'if (allowed.dismisses) await dismiss',
        "if (allowed.dismisses === 'recalled') await dismiss",
      ],
    ],
    tests: ['lib/revisions/revisions.test.ts', ...model],
  },
  {
    name: 'save_of_nothing_dismisses',
    edits: [
      [
        'lib/revisions/commands/save.ts',
        'if (text.contentHash === target.hashes.get(sectionId)) return',
        'if (seq < 0) return',
      ],
    ],
    tests: ['lib/revisions/revisions.test.ts', ...model],
  },
  {
    name: 'contributors_approve',
    edits: [
      [
        'lib/domain/workflow/transitions.ts',
        "if (hasRole(actor.role, 'reviewer') && !contributed)",
        "if (hasRole(actor.role, 'reviewer'))",
      ],
    ],
    tests: ['lib/domain/workflow'],
  },
  {
    name: 'publish_in_pieces',
    edits: [
      ['lib/db/transaction.ts', 'const answer = await work(tx);', 'const answer = await work(db() as unknown as Tx);'],
    ],
    tests: ['lib/db/transaction.test.ts'],
  },
  {
    name: 'outbox_before_commit',
    edits: [
      [
        'lib/db/outbox.ts',
        "import type { Tx } from '@/lib/db/tx';",
        "import type { Tx } from '@/lib/db/tx';\nimport { db } from '@/lib/db/client';",
      ],
      ['lib/db/outbox.ts', 'await tx.outbox.create', 'await db().outbox.create'],
    ],
    tests: ['lib/db/transaction.test.ts', 'lib/versions/publish.test.ts'],
  },
  {
    name: 'every_repetition_works_again',
    edits: [['lib/db/transaction.ts', 'if (known) return known.value as T;', '']],
    tests: ['lib/db/transaction.test.ts'],
  },
  {
    name: 'schedule_fires_without_a_right',
    edits: [
      [
        'lib/versions/commands/publish.ts',
        'if (mayPublish.includes(createdById)) return;',
        'if (mayPublish.length >= 0) return;',
      ],
    ],
    tests: ['lib/versions'],
  },
  {
    name: 'schedule_fires_however_late',
    edits: [['lib/versions/run-due.ts', 'if (late > graceMs) {', 'if (late < 0) {']],
    tests: ['lib/versions'],
  },
  {
    name: 'schedule_fires_after_it_was_moved',
    edits: [
      [
        'lib/versions/commands/publish.ts',
        'if (id !== scheduleId || runAt.getTime() > now().getTime()) {',
        'if (id.length + runAt.getTime() + now().getTime() === scheduleId?.length) {',
      ],
    ],
    tests: ['lib/versions/run-due.test.ts'],
  },
  {
    name: 'old_page_after_publishing',
    edits: [
      [
        'lib/versions/commands/publish.ts',
        'const changedPaths = await storeLive(tx, article.id);\n  return { version: version.number',
        'const changedPaths: string[] = [];\n  return { version: version.number',
      ],
    ],
    tests: ['lib/versions/publish.test.ts'],
  },
  {
    name: 'wording_that_changes_a_fact',
    edits: [['lib/domain/workflow/readiness.ts', "if (facts.kind !== 'wording' ||", "if (facts.kind !== 'nothing' ||"]],
    tests: ['lib/domain/workflow', 'lib/versions/publish.test.ts'],
  },
];

/** What leaves the house, and what comes in. */
const doors: readonly Fault[] = [
  {
    name: 'any_origin',
    edits: [['lib/web/decode.ts', "if (foreign || headers.get('origin') !== ownOrigin())", 'if (foreign)']],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'any_depth',
    edits: [['lib/web/decode.ts', 'if (next.depth > limits.jsonDepth)', 'if (next.depth < 0)']],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'forgiving_utf8',
    edits: [['lib/web/decode.ts', 'fatal: true', 'fatal: false']],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'unknown_fields_pass',
    edits: [
      [
        'lib/web/decode.ts',
        'const parsed = endpoint.input.safeParse',
        'const parsed = endpoint.input.loose().safeParse',
      ],
    ],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'two_spellings_of_a_letter',
    edits: [['lib/web/decode.ts', "return value.normalize('NFC');", 'return value;']],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'prototype_by_name',
    edits: [['lib/web/decode.ts', "if (key === '__proto__')", "if (key === '')"]],
    tests: ['lib/web/decode.test.ts'],
  },
  {
    name: 'answers_say_too_much',
    edits: [
      [
        'lib/contract/endpoint.ts',
        'filter(([key, value]) => named.has(key) && value !== undefined)',
        'filter(([, value]) => value !== undefined)',
      ],
    ],
    tests: ['lib/web', 'lib/pages', 'lib/contract'],
  },
  {
    name: 'feed_of_withdrawn_articles',
    edits: [['lib/pages/queries/lists.ts', 'where: { article: isLive, ...(articleId', 'where: { ...(articleId']],
    tests: ['lib/pages'],
  },
  {
    name: 'pages_of_unpublished_articles',
    edits: [
      [
        'lib/pages/queries/articles.ts',
        "if (now && now.state !== 'unpublished') return knownOf(now);",
        'if (now) return knownOf(now);',
      ],
      [
        'lib/pages/queries/articles.ts',
        "if (state !== 'published' && state !== 'withdrawn' && state !== 'redirected') return null;",
        "if (state === 'none') return null;",
      ],
    ],
    tests: ['lib/pages'],
  },
  {
    name: 'order_without_an_end',
    edits: [
      [
        'lib/pages/queries/lists.ts',
        "orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }],",
        "orderBy: [{ publishedAt: 'desc' }],",
      ],
    ],
    tests: ['lib/pages/more-pages.test.ts'],
  },
  {
    name: 'any_style_may_run',
    edits: [['lib/pages/encode.ts', "`style-src ${hashes.join(' ')}`", "`style-src 'unsafe-inline'`"]],
    tests: ['lib/pages', 'lib/web'],
  },
  {
    name: 'preview_outlives_its_revision',
    edits: [
      [
        'lib/revisions/queries/preview.ts',
        'if (!link || isFinal(stateOf(link.revision.state))) return null;',
        'if (!link) return null;',
      ],
    ],
    tests: ['lib/revisions/preview.test.ts'],
  },
];

/** Who may be whom. */
const people: readonly Fault[] = [
  {
    name: 'disabled_people_stay_signed_in',
    edits: [
      ['lib/accounts/sessions.ts', '!row || row.disabledAt ||', '!row ||'],
      [
        'lib/accounts/sessions.ts',
        'await tx.session.deleteMany({ where: { userId } });',
        '{ count: userId.length + Number(tx) };',
      ],
    ],
    tests: ['lib/accounts'],
  },
  {
    name: 'sessions_never_end',
    edits: [['lib/accounts/sessions.ts', 'if (after(row.lastSeenAt, lifetimes.sessionIdle) <= at) return null;', '']],
    tests: ['lib/accounts'],
  },
  {
    name: 'invitations_work_twice',
    edits: [['lib/accounts/accept.ts', 'and used_at is null and', 'and']],
    tests: ['lib/accounts'],
  },
  {
    name: 'two_accounts_of_one_address',
    edits: [['lib/accounts/identity.ts', '.toLowerCase()', '']],
    tests: ['lib/accounts'],
  },
  {
    name: 'rates_count_nothing',
    edits: [['lib/web/rates.ts', 'then least(rate_limit.count + 1, 1000000) else 1', 'then 1 else 1']],
    tests: ['lib/accounts', 'lib/web'],
  },
];

/** The record, and the walls of the database. */
const record: readonly Fault[] = [
  {
    name: 'versions_can_be_changed',
    sql: 'GRANT UPDATE ON version TO stet_app; DROP TRIGGER never_changes ON version',
    tests: ['lib/db/rules.test.ts'],
  },
  {
    name: 'events_can_be_deleted',
    sql: 'GRANT DELETE ON event TO stet_app; DROP TRIGGER never_changes ON event',
    tests: ['lib/db/rules.test.ts'],
  },
  {
    name: 'versions_with_gaps',
    sql: 'DROP TRIGGER version_follows ON version',
    tests: ['lib/db/publishing-rules.test.ts'],
  },
  {
    name: 'no_quorum_in_the_database',
    sql: 'DROP TRIGGER version_is_reviewed ON version',
    tests: ['lib/db/publishing-rules.test.ts'],
  },
  {
    name: 'final_states_move',
    sql: 'DROP TRIGGER revision_moves ON revision',
    tests: ['lib/db/rules.test.ts'],
  },
  {
    name: 'chain_without_a_past',
    edits: [
      [
        'lib/db/chain.ts',
        'if (row.prev_hash !== last.hash) return',
        'if (row.prev_hash.length !== last.hash.length) return',
      ],
    ],
    tests: ['lib/db/chain.test.ts'],
  },
  {
    name: 'hashes_that_nobody_recomputes',
    edits: [
      ['lib/db/chain.ts', 'return sha256(row.text) === row.hash ? null :', 'return row.text !== row.hash ? null :'],
    ],
    tests: ['lib/db/chain.test.ts'],
  },
  {
    name: 'commits_that_may_be_lost',
    edits: [['lib/db/boot.ts', "'full_page_writes', 'synchronous_commit'] as const", "'full_page_writes'] as const"]],
    tests: ['lib/db/transaction.test.ts'],
  },
  {
    name: 'two_addresses_of_one_title',
    edits: [['lib/domain/slug.ts', ".replace(/\\p{M}/gu, '')", '']],
    tests: ['lib/domain/slug.test.ts'],
  },
  {
    name: 'a_lost_word_in_a_merge',
    edits: [
      [
        'lib/domain/merge/section.ts',
        'blocks: [base],\n    conflict: { blockId: base.attrs.id, base: [base], ours: side(ours), theirs: side(theirs) },',
        'blocks: side(ours),',
      ],
    ],
    tests: ['lib/domain/merge'],
  },
];

/** Every planted fault. */
export const ledger: readonly Fault[] = [...work, ...doors, ...people, ...record];
