import type { EndpointInput } from '@/lib/contract/endpoint';
import type { importEndpoint } from '@/lib/contract/imports';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction } from '@/lib/db/transaction';
import { writeReadings, type Choice, type Imported } from '@/lib/transfer/commands/write';
import type { Reading } from '@/lib/transfer/formats/document';
import type { FileToRead } from '@/lib/transfer/formats/in/read';
import { prepare, type Prepared } from '@/lib/transfer/prepare';
import { readApart } from '@/lib/transfer/reading';

type FileInput = Omit<EndpointInput<typeof importEndpoint>, 'opId' | 'as'> & {
  opId?: string | undefined;
  as?: Choice['as'] | undefined;
};

const choiceOf = ({ as = 'auto', articleId }: Pick<FileInput, 'as' | 'articleId'>): Choice => {
  if (as === 'revision' && articleId === undefined) {
    throw new Refusal('invalid', { message: 'Choose the article that gets the revision.' });
  }
  return { as, articleId: as === 'revision' ? (articleId ?? null) : null };
};

/** The file that an input carries. */
const fileOf = ({ fileName, base64, format, encoding, title }: FileInput): FileToRead => ({
  ...{ fileName, bytes: Buffer.from(base64, 'base64'), format, encoding, title },
});

/**
 * Imports a file: each document in it wholly or not at all, in a transaction of its own. A document seen before changes
 * nothing; an article of that title gets a revision, never an overwrite; one that cannot be read is refused with its report.
 * Nothing becomes a live page by itself. The report is kept in every case.
 */
export async function importFile(actor: Actor, input: FileInput): Promise<{ runs: Imported[] }> {
  permit(actor, 'import', {});
  const choice = choiceOf(input);
  const readings = await readApart(fileOf(input));
  if (choice.as === 'revision' && readings.length > 1) {
    throw new Refusal('invalid', {
      message: `The file holds ${readings.length} articles: they cannot be a revision of one.`,
    });
  }
  const runs: Imported[] = [];
  for (const reading of readings) {
    const operation = readings.length === 1 ? input : {};
    const prepared = prepare(reading);
    runs.push(...(await inTransaction(actor, operation, (tx) => writeReadings(tx, actor, [prepared], choice))));
  }
  return { runs };
}

/** Imports a file that holds one document, by `importFile`'s rules. */
export async function importDocument(actor: Actor, input: FileInput): Promise<Imported> {
  const { runs } = await importFile(actor, input);
  const [run] = runs;
  if (!run) throw new Error('A file that was read has an outcome');
  return run;
}

/** Imports what was read already, in a transaction of its own: pages of a dump while it is read. */
export async function importReading(
  actor: Actor,
  reading: Reading,
  as: Pick<FileInput, 'as' | 'articleId'> = {},
): Promise<Imported> {
  permit(actor, 'import', {});
  const prepared = prepare(reading);
  const [run] = await inTransaction(actor, {}, (tx) => writeReadings(tx, actor, [prepared], choiceOf(as)));
  if (!run) throw new Error('A document that was read has an outcome');
  return run;
}

const perTransaction = 50;

/**
 * Imports many documents, fifty in one transaction: several times as fast. Where one of fifty cannot be written they are
 * written one by one, so that each still stands or falls by itself. The outcomes are in the order of the readings.
 */
export async function importMany(actor: Actor, readings: readonly Reading[]): Promise<Imported[]> {
  permit(actor, 'import', {});
  const choice = choiceOf({});
  const runs: Imported[] = [];
  for (let at = 0; at < readings.length; at += perTransaction) {
    const some = readings.slice(at, at + perTransaction).map(prepare);
    runs.push(...(await together(actor, some, choice)));
  }
  return runs;
}

async function together(actor: Actor, some: readonly Prepared[], choice: Choice): Promise<Imported[]> {
  try {
    return await inTransaction(actor, {}, (tx) => writeReadings(tx, actor, some, choice));
  } catch (error) {
    if (some.length === 1) throw error;
    const runs: Imported[] = [];
    for (const one of some) runs.push(...(await together(actor, [one], choice)));
    return runs;
  }
}
