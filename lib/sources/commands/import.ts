import type { Actor } from '@/lib/domain/actor';
import type { CslItem } from '@/lib/domain/citation/citation';
import { planImport, type Step } from '@/lib/domain/citation/library/import-plan';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';
import { readSources } from '@/lib/domain/citation/read/sources';
import { sourceKey } from '@/lib/domain/citation/source-key';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { insertSources, writeStates } from '@/lib/sources/add';
import type { ImportLine } from '@/lib/sources/import-report';
import { type Met, metSources } from '@/lib/sources/meet';
import { takenKeys } from '@/lib/sources/keys';
import { columnsOf } from '@/lib/sources/record';
import { now } from '@/lib/system/clock';
import { newId, sha256 } from '@/lib/system/crypto';

type ImportInput = {
  opId?: string | undefined;
  fileName: string;
  text: string;
  take: readonly number[];
  fill: readonly number[];
};

/**
 * Imports the chosen sources of a text in one transaction and keeps a report of every entry: taken, merged with a known source (which
 * got what it lacked), known already, refused and why, or left out. A text that cannot be read at all is refused. A source that
 * the library has for certain is never added again, whatever was chosen.
 */
export async function importSources(actor: Actor, input: ImportInput) {
  permit(actor, 'manage_sources', {});
  const read = readSources(input.text);
  if (!read.ok) throw new Refusal('invalid', { message: read.message });
  const { format, candidates } = read;
  return inTransaction(actor, input, async (tx) => {
    const records = candidates.flatMap(({ csl }) => csl ?? []);
    const known = await metSources(tx, records);
    const choice = { take: new Set(input.take), fill: new Set(input.fill) };
    const steps = planImport(candidates, await locked(tx, known, records), choice);
    const made = await addAll(tx, actor, steps);
    await completeAll(tx, actor, steps, known);
    const report = steps.flatMap((step, at) => {
      const candidate = candidates[at];
      return candidate ? [lineOf(candidate, step, made.get(at))] : [];
    });
    const counts = countsOf(steps);
    const importId = newId();
    const file = { fileName: input.fileName, format, sha256: sha256(input.text) };
    await tx.sourceImport.create({ data: { id: importId, ...file, report, createdById: actor.id, createdAt: now() } });
    const payload = { ...file, ...counts };
    await recordEvent(tx, actor, {
      action: 'import_sources',
      subjectType: 'source_import',
      subjectId: importId,
      payload,
    });
    return { importId, ...counts };
  });
}

/** The same sources under lock, as they are by then. What somebody adds meanwhile meets the unique numbers, and all is tried again. */
async function locked(tx: Tx, known: readonly Met[], records: readonly CslItem[]): Promise<readonly Met[]> {
  if (known.length === 0) return known;
  await tx.$queryRaw`select 1 from source where id = any(${known.map(({ id }) => id)}::uuid[]) order by id for update`;
  return metSources(tx, records);
}

type Made = { readonly id: string; readonly key: string };

/** Adds all that are taken, each under a key of its own, in a few statements however many they are. Answers them by their place. */
async function addAll(tx: Tx, actor: Actor, steps: readonly Step[]): Promise<ReadonlyMap<number, Made>> {
  const news = steps.flatMap((step) => (step.outcome === 'taken' ? [step.csl] : []));
  const keys = await takenKeys(tx, news);
  const made = new Map<number, Made & { readonly csl: CslItem }>();
  for (const [at, step] of steps.entries()) {
    if (step.outcome !== 'taken') continue;
    const key = sourceKey(step.csl, keys);
    keys.add(key);
    made.set(at, { id: newId(), key, csl: step.csl });
  }
  const rows = [...made.values()].map((one) => ({ ...one, stub: false }));
  await insertSources(tx, actor, rows);
  await writeStates(tx, actor, rows);
  return made;
}

/** Gives known sources what they lack. */
async function completeAll(tx: Tx, actor: Actor, steps: readonly Step[], known: readonly Met[]): Promise<void> {
  const before = new Map(known.map((source) => [source.id, source]));
  const whole = new Map<string, CslItem>();
  for (const step of steps) if (step.outcome === 'merged') whole.set(step.source.id, step.csl);
  const written = [...whole].map(([id, csl]) => {
    const { stub = false, urlKey = null } = before.get(id) ?? {};
    return { id, csl, stub, urlKey };
  });
  for (const { id, csl, stub, urlKey } of written) {
    await tx.source.update({
      where: { id },
      data: { ...columnsOf(csl, stub, { urlKey }), seq: { increment: 1 }, updatedAt: now() },
    });
  }
  if (written.length > 0) await writeStates(tx, actor, written);
}

function countsOf(steps: readonly Step[]) {
  const of = (outcome: Step['outcome']) => steps.filter((step) => step.outcome === outcome).length;
  return { taken: of('taken'), merged: of('merged'), known: of('known'), refused: of('refused'), left: of('left') };
}

/** What only some outcomes have to tell. */
function toldOf(step: Step): Partial<ImportLine> {
  if (step.outcome === 'refused') return { because: step.because };
  if (step.outcome === 'merged') return { added: step.added };
  return step.outcome === 'known' && step.line !== null ? { sameAs: step.line } : {};
}

/** One line of the report. */
function lineOf({ line, name, csl, warnings }: Candidate, step: Step, made: Made | undefined): ImportLine {
  const source = made ?? ('source' in step ? step.source : null);
  return {
    ...{ line, name: name.slice(0, 200), title: csl?.title ?? '', outcome: step.outcome },
    warnings: warnings.slice(0, 20),
    ...(source ? { sourceId: source.id, key: source.key } : {}),
    ...toldOf(step),
  };
}
