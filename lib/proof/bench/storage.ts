import type { Sql } from 'postgres';
import { createPerson } from '@/lib/accounts/commands';
import { closeDatabase, useDatabaseAt } from '@/lib/db/client';
import { systemActor } from '@/lib/db/transaction';
import type { Actor, Role } from '@/lib/domain/actor';
import { atMost, type Chapter, short } from '@/lib/proof/bench/report';
import { connect } from '@/lib/proof/bench/stage/database';
import { theArticle } from '@/lib/proof/bench/stage/pages';
import type { Suite } from '@/lib/proof/bench/suite';
import { deliverDue } from '@/lib/notifications/deliver';
import { approve, publish, revise, submit } from '@/seeds/desk';

const slug = theArticle.split('/').at(-1) ?? '';
/** So many that what a page of a table holds beyond its rows is divided among many edits. */
const mostEdits = 300;
/** As often as the server's own cleaning would come round. */
const editsBetweenVacuums = 25;
/** So many edits first, that what is replaced and not kept has the room that it needs in the other tables. */
const warmUp = 2 * editsBetweenVacuums + 1;

const place = 'took Syria as part of his empire, to become known as Eber-Nari';
/** The sentence that every edit replaces by the one of the next. */
const sentence = (turn: number) => `This sentence was written in edit ${turn} of the bench.`;

/** Bytes of each table with its indexes and long values. */
type Sizes = ReadonlyMap<string, number>;

/** `npm run bench -- storage`: what one changed sentence, reviewed and published, adds to the database (D1). */
export const storage: Suite = async ({ demo, options }) => {
  const edits = Math.min(options.tries, mostEdits);
  const database = await demo('bench_storage');
  const admin = connect(database.adminUrl);
  await useDatabaseAt(database.appUrl);
  try {
    const writer = await person('editor');
    const reviewer = await person('reviewer');
    const write = async (from: number, to: number) => {
      for (let turn = from; turn < to; turn += 1) {
        await edit(writer, reviewer, turn);
        if (turn % editsBetweenVacuums === 0) await admin`vacuum`;
      }
      return sizes(admin);
    };
    const before = await write(0, warmUp);
    return chapterOf(before, await write(warmUp, warmUp + edits), edits);
  } finally {
    await closeDatabase();
    await admin.end();
  }
};

async function person(role: Exclude<Role, 'system'>): Promise<Actor> {
  const handle = `bench-storage-${role}`;
  const name = `Bench ${role}`;
  const { id } = await createPerson(systemActor, { handle, name, email: `${handle}@demo.invalid`, role });
  return { id, name, role };
}

/** One revision from its opening to the page that readers get, through the commands that people use. */
async function edit(writer: Actor, reviewer: Actor, turn: number): Promise<void> {
  const [find, replace] = turn === 0 ? [place, `${place}. ${sentence(0)}`] : [sentence(turn - 1), sentence(turn)];
  const number = await revise(writer, slug, `Edit ${turn}`, [{ find, replace }]);
  await submit(writer, number, 'update', `Says what edit ${turn} says.`);
  await approve(reviewer, number);
  await publish(reviewer, number);
  await deliverDue();
}

/** Tables of what is live are made anew for each edit and keep nothing: they are measured without the room of what they held. */
async function sizes(admin: Sql): Promise<Sizes> {
  await admin`vacuum`;
  const live = await admin<{ name: string }[]>`
    select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace and relname like 'live\\_%'`;
  for (const { name } of live) await admin`vacuum full ${admin(name)}`;
  const rows = await admin<{ name: string; bytes: string }[]>`
    select relname as name, pg_total_relation_size(oid)::text as bytes from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`;
  return new Map(rows.map(({ name, bytes }) => [name, Number(bytes)]));
}

const sum = (all: Sizes) => [...all.values()].reduce((total, bytes) => total + bytes, 0);
const kilobytes = (bytes: number) => bytes / 1024;

function chapterOf(before: Sizes, after: Sizes, edits: number): Chapter {
  const grown = [...after]
    .map(([name, bytes]) => ({ name, bytes: bytes - (before.get(name) ?? 0) }))
    .filter(({ bytes }) => bytes !== 0)
    .toSorted((a, b) => b.bytes - a.bytes);
  const all = sum(after) - sum(before);
  return {
    name: 'storage',
    rows: [
      {
        ...{ number: 'D1', measure: 'database growth per one-sentence edit, reviewed and published', unit: 'KB' },
        ...{ value: kilobytes(all / edits), goal: atMost(8) },
        detail: `${short(kilobytes(all))} KB for ${edits} edits`,
      },
    ],
    tables: [
      {
        title: 'Where the bytes of one edit are',
        head: ['table, with its indexes', 'bytes an edit'],
        lines: grown.map(({ name, bytes }) => [name, Math.round(bytes / edits)]),
      },
    ],
    notes: [
      `${edits} edits of one sentence of ${theArticle} by the commands: opened, saved, submitted, approved, published, told to those concerned; everything kept. Sizes are those of all tables with their indexes and long values after VACUUM, which also runs every ${editsBetweenVacuums} edits, as the server's own cleaning would. ${warmUp} edits went before. What is live (pages, rows of search and lists) is replaced by each edit and measured packed.`,
    ],
  };
}
