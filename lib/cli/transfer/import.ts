import { createReadStream, existsSync } from 'node:fs';
import { readFile as readBytes } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startPostgres } from '@/lib/cli/postgres.mjs';
import { importEncodings, importFormats, type Encoding, type Format } from '@/lib/contract/imports';
import { closeDatabase, db, useDatabaseAt } from '@/lib/db/client';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { roleOf } from '@/lib/accounts/role';
import { importMany, importReading } from '@/lib/transfer/commands/import';
import { formatIssue, type Reading } from '@/lib/transfer/formats/document';
import { formatOf, readDump } from '@/lib/transfer/formats/in/read';
import { prepare } from '@/lib/transfer/prepare';
import { readApart } from '@/lib/transfer/reading';

const usage = `npm run import -- FILE… [options]

Reads files into articles: Markdown (.md), HTML (.html), Word (.docx), wikitext (.wiki), dumps of MediaWiki (.xml) and the
notation of Stet (.txt). Each document becomes a revision with a report, never a live page; each stands or falls by itself.

  --as article      make a new article even where one of that title is there
  --of ADDRESS      make a revision of the article with this address (one file)
  --format FORMAT   ${importFormats.join(', ')}; else the end of the file's name decides
  --encoding NAME   ${importEncodings.join(', ')}: what texts are written in that are no UTF-8
  --by EMAIL        the person who imports; else Stet itself
  --bulk            fifty documents in one transaction: faster
  --dry-run         read and report, write nothing (needs no database)
  --json            one line of JSON for each document and issue`;

const options = {
  as: { type: 'string' },
  of: { type: 'string' },
  format: { type: 'string' },
  encoding: { type: 'string' },
  by: { type: 'string' },
  bulk: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** What was asked for cannot be done; the message says why. */
class UsageError extends Error {}

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T | undefined {
  const found = known.find((one) => one === value);
  if (value === undefined || found !== undefined) return found;
  throw new UsageError(`--${name} is one of ${known.join(', ')}, not "${value}".`);
}

function readArguments(args: readonly string[]) {
  const { values, positionals: files } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  const { of, by, bulk, json } = values;
  const as = oneOf('as', values.as, ['auto', 'article'] as const) ?? 'auto';
  if (of !== undefined && (files.length > 1 || values.as !== undefined || bulk)) {
    throw new UsageError('--of goes with one file, and without --as and --bulk.');
  }
  if (bulk && as === 'article') throw new UsageError('--bulk goes without --as article.');
  const format = oneOf('format', values.format, importFormats);
  const encoding = oneOf('encoding', values.encoding, importEncodings);
  return { files, as, of, by, bulk, json, format, encoding, isDry: values['dry-run'], help: values.help };
}

type Asked = ReturnType<typeof readArguments>;

/** The documents of a file, one after the other: a dump is read while it is imported. */
async function* readingsOf(
  name: string,
  { format, encoding }: { format?: Format | undefined; encoding?: Encoding | undefined },
) {
  if (!existsSync(name)) throw new UsageError(`There is no file ${name}.`);
  const fileName = path.basename(name);
  const kind = format ?? formatOf(fileName);
  if (kind === 'dump') yield* readDump({ fileName, bytes: new Uint8Array() }, createReadStream(name));
  else yield* await readApart({ fileName, bytes: await readBytes(name), format: kind, encoding });
}

/** Prints what became of a document, and its issues: errors on the error stream. */
function tell(reading: Reading, outcome: string, { json }: Asked): void {
  const { report, outline } = prepare(reading);
  if (json) {
    console.log(JSON.stringify({ file: report.file, outcome, title: outline?.title ?? null, issues: report.issues }));
    return;
  }
  for (const issue of report.issues) {
    if (issue.severity === 'error') console.error(formatIssue(issue));
    else console.log(formatIssue(issue));
  }
  console.log(`${report.file}: ${outcome}`);
}

const perBatch = 50;

/** Imports all files and answers how many documents were refused. */
async function importAll(asked: Asked, actor: Actor, articleId: string | undefined): Promise<number> {
  let refused = 0;
  const batch: Reading[] = [];
  const flush = async () => {
    const some = batch.splice(0);
    const runs = await importMany(actor, some);
    for (const [at, reading] of some.entries()) tell(reading, runs[at]?.outcome ?? 'refused', asked);
    refused += runs.filter(({ outcome }) => outcome === 'refused').length;
  };
  for (const name of asked.files) {
    for await (const reading of readingsOf(name, asked)) {
      if (asked.bulk) {
        batch.push(reading);
        if (batch.length === perBatch) await flush();
        continue;
      }
      const choice = articleId === undefined ? { as: asked.as } : { as: 'revision' as const, articleId };
      const { outcome, number } = await importReading(actor, reading, choice);
      tell(reading, number === null ? outcome : `${outcome}, revision ${number}`, asked);
      if (outcome === 'refused') refused += 1;
    }
  }
  if (batch.length > 0) await flush();
  return refused;
}

async function readAll(asked: Asked): Promise<number> {
  let refused = 0;
  for (const name of asked.files) {
    for await (const reading of readingsOf(name, asked)) {
      const isReadable = prepare(reading).document !== null;
      tell(reading, isReadable ? 'can be read' : 'refused', asked);
      if (!isReadable) refused += 1;
    }
  }
  return refused;
}

async function personBy(email: string | undefined): Promise<Actor> {
  if (email === undefined) return systemActor;
  const found = await db().user.findFirst({ where: { email }, select: { id: true, name: true, role: true } });
  if (!found) throw new UsageError(`Nobody has the address ${email}.`);
  return { id: found.id, name: found.name, role: roleOf(found.role) };
}

async function articleBy(slug: string | undefined): Promise<string | undefined> {
  if (slug === undefined) return undefined;
  const found = await db().article.findFirst({
    where: { OR: [{ slug }, { slugs: { some: { slug } } }] },
    select: { id: true },
  });
  if (!found) throw new UsageError(`There is no article at the address ${slug}.`);
  return found.id;
}

/** The database of DATABASE_URL, else the embedded one, whether Stet runs or not. Answers how to leave it. */
async function openDatabase(): Promise<() => Promise<void>> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  if (process.env['DATABASE_URL']) return closeDatabase;
  const dataDir = path.join(process.env['STET_DATA_DIR'] || '.data', 'pg');
  if (!existsSync(dataDir)) throw new UsageError('There is no database yet: start Stet once, or set DATABASE_URL.');
  const database = await startPostgres({ dataDir });
  await useDatabaseAt(database.appUrl);
  return async () => {
    await closeDatabase();
    await database.stop();
  };
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2));
  if (asked.help || asked.files.length === 0) {
    console.log(usage);
    if (!asked.help) process.exitCode = 1;
    return;
  }
  if (asked.isDry) {
    if ((await readAll(asked)) > 0) process.exitCode = 1;
    return;
  }
  const leave = await openDatabase();
  try {
    const refused = await importAll(asked, await personBy(asked.by), await articleBy(asked.of));
    if (refused > 0) process.exitCode = 1;
  } finally {
    await leave();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
