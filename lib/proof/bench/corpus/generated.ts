import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { say } from '@/lib/cli/processes.mjs';
import { useDatabaseAt } from '@/lib/db/client';
import { rendererName } from '@/lib/pages/live/renderer';
import { fill, type Size } from '@/lib/proof/bench/corpus/fill';
import { connect, type Database } from '@/lib/proof/bench/stage/database';
import type { Bench } from '@/lib/proof/bench/suite';

/** A generated database that is ready, and its size in words. */
export type Generated = { readonly database: Database; readonly articles: number; readonly versions: number };

/** Numbers of the articles that have one, a hundred and a thousand versions. */
export const withVersions = { 1: 0, 100: 1, 1000: 2 } as const;

const versionsOf = (others: number) => (index: number) => (index === 1 ? 100 : index === 2 ? 1000 : others);

const sizes = {
  small: { name: 'bench_small', articles: 1000, versionsOf: versionsOf(1) },
  large: { name: 'bench_large', articles: 100_000, versionsOf: versionsOf(10) },
} as const;

/** What a generated database depends on: tables, texts, what makes pages, and what generates. */
function keyOf({ articles }: Size): string {
  const hash = createHash('sha256').update(`${articles} ${rendererName()}`);
  for (const folder of ['prisma/migrations', 'seeds/documents', 'lib/proof/bench/corpus']) {
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted();
    const files = names.map((name) => path.join(folder, name)).filter((file) => statSync(file).isFile());
    for (const file of files) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** A database of 1,000 (small) or 100,000 articles (large): the one of an earlier run when nothing that it depends on has changed. */
export async function generated({ cluster, demo }: Bench, which: keyof typeof sizes): Promise<Generated> {
  const { name, ...size } = sizes[which];
  const key = keyOf(size);
  const isThere = (await cluster.noteOn(name)) === key;
  const database = isThere ? cluster.at(name) : await demo(name);
  if (!isThere) {
    const began = Date.now();
    say(`  Generating ${size.articles} articles`);
    await useDatabaseAt(database.appUrl);
    await fill(database, size);
    await useDatabaseAt(undefined);
    say(`  ${size.articles} articles: ${Math.round((Date.now() - began) / 1000)} s`);
  }
  const sql = connect(database.adminUrl);
  if (!isThere) await sql.unsafe(`comment on database ${name} is '${key}'`);
  const [count] = await sql<{ articles: number; versions: number }[]>`
    select (select count(*)::int from article) as articles, (select count(*)::int from version) as versions`;
  await sql.end();
  return { database, articles: count?.articles ?? 0, versions: count?.versions ?? 0 };
}

/** How the generated databases come to be, for the report. */
export const generatedNote =
  'Generated articles: about 600 words of the words of the demo’s documents without sense, a lead of its own with invented names and five of 1,500 section texts (each in four forms), two confirmed countries, about eight dated statements, two related titles, no citations. Rows of article, slug, section, content, revision, contributor, review, version, stat, anchor, link, country, event are written by COPY as superuser, triggers and foreign keys off; contents, hashes and the chain of versions are made by the program’s own functions (`npm run verify` finds them whole). Search rows and known words are made by the expressions of lib/pages/live/index-live.ts. The live pages of 20 articles are made by storeLive, all others have their bytes. There are no events of the audit log, checkpoints or working copies of generated revisions. PostgreSQL runs with its default settings.';
