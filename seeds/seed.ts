import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor } from '@/lib/domain/actor';
import { createPerson } from '@/lib/accounts/commands';
import { closeDatabase, db } from '@/lib/db/client';
import { systemActor } from '@/lib/db/transaction';
import { sha256Bytes } from '@/lib/system/crypto';
import { env } from '@/lib/system/env';
import { importDocument } from '@/lib/transfer/commands/import';
import { formatIssue } from '@/lib/transfer/formats/document';
import { parseSeed } from '@/lib/transfer/formats/seed-notation';
import { approve, confirmCountries, publish, submit } from '@/seeds/desk';
import { type Handle, people } from '@/seeds/people';
import { tellStory } from '@/seeds/story';

const folder = path.join(process.cwd(), 'seeds/documents');

/**
 * Reads the five documents into articles through the same commands that people use. All files are read and reported before
 * anything is written. A second run changes nothing; a changed file becomes a revision. In demo mode Amal imports, Jonas
 * reviews and publishes, and the story follows; otherwise the robot leaves drafts for the people of the house.
 */
export async function seed(options: { demo: boolean }): Promise<string[]> {
  const files = await readDocuments();
  const cast = options.demo ? await ensureCast() : null;
  const importer = cast?.amal ?? systemActor;
  const done: string[] = [];
  for (const { fileName, base64 } of files) {
    // Every start comes by here: what is known leaves no report.
    if (await isKnown(base64)) {
      done.push(`${fileName}: unchanged`);
      continue;
    }
    const { outcome, number } = await importDocument(importer, { fileName, base64 });
    done.push(`${fileName}: ${outcome}`);
    if (outcome !== 'created' || number === null || !cast) continue;
    await confirmCountries(cast.amal, number);
    await submit(cast.amal, number, 'update', `Imported from ${fileName}.`);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
  }
  const isFresh = done.some((line) => line.endsWith('created'));
  if (cast && isFresh) await tellStory(cast);
  return done;
}

async function isKnown(base64: string): Promise<boolean> {
  const hash = sha256Bytes(Buffer.from(base64, 'base64'));
  return (await db().importRun.count({ where: { sha256: hash, outcome: { in: ['created', 'revised'] } } })) > 0;
}

async function readDocuments(): Promise<{ fileName: string; base64: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).toSorted();
  const files = await Promise.all(
    names.map(async (fileName) => ({ fileName, bytes: await readFile(path.join(folder, fileName)) })),
  );
  const errors = files.flatMap(({ fileName, bytes }) =>
    parseSeed(bytes, fileName).report.issues.filter((issue) => issue.severity === 'error'),
  );
  if (errors.length > 0) throw new Error(`Nothing was seeded.\n${errors.map(formatIssue).join('\n')}`);
  return files.map(({ fileName, bytes }) => ({ fileName, base64: bytes.toString('base64') }));
}

async function ensureCast(): Promise<Record<Handle, Actor>> {
  const cast: Partial<Record<Handle, Actor>> = {};
  for (const { handle, name, email, role } of people) {
    const known = await db().user.findUnique({ where: { handle }, select: { id: true } });
    const id = known?.id ?? (await createPerson(systemActor, { handle, name, email, role, isDemo: true })).id;
    cast[handle] = { id, name, role };
  }
  return cast as Record<Handle, Actor>;
}

if (process.argv[1]?.endsWith('seed.ts')) {
  try {
    for (const line of await seed({ demo: env().DEMO })) console.log(`  ${line}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    await closeDatabase();
  }
}
