import type { TransactionSql } from 'postgres';
import { ArchiveError } from '@/lib/transfer/archive/error';
import { quoted } from '@/lib/transfer/archive/tables';

type Trigger = { table: string; name: string; enabled: string };
type Reference = { table: string; name: string; deferrable: boolean; deferred: boolean };
/** The rules of the tables as they stand. */
type Rules = { readonly triggers: readonly Trigger[]; readonly references: readonly Reference[] };

async function readRules(tx: TransactionSql): Promise<Rules> {
  const triggers = await tx<Trigger[]>`
    select c.relname as table, t.tgname as name, t.tgenabled as enabled
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not t.tgisinternal and c.relnamespace = 'public'::regnamespace order by c.relname, t.tgname`;
  const references = await tx<Reference[]>`
    select c.relname as table, r.conname as name, r.condeferrable as deferrable, r.condeferred as deferred
    from pg_constraint r join pg_class c on c.oid = r.conrelid
    where r.contype = 'f' and c.relnamespace = 'public'::regnamespace order by c.relname, r.conname`;
  return { triggers: [...triggers], references: [...references] };
}

const how: Readonly<Record<string, string>> = { A: 'enable always', O: 'enable', R: 'enable replica', D: 'disable' };

/**
 * Runs `work` in the transaction of the tables' owner while their triggers rest, since they speak of how rows come to be and a
 * restore brings the end of that way; references between rows are checked after it, every one. Then the triggers stand as they
 * stood, or all is undone: nothing of this is seen outside the transaction.
 */
export async function whileTriggersRest(tx: TransactionSql, work: () => Promise<void>): Promise<void> {
  const before = await readRules(tx);
  for (const table of new Set(before.triggers.map((trigger) => trigger.table))) {
    await tx.unsafe(`alter table ${quoted(table)} disable trigger user`);
  }
  for (const { table, name } of before.references) {
    await tx.unsafe(`alter table ${quoted(table)} alter constraint ${quoted(name)} deferrable initially deferred`);
  }
  await work();
  await tx.unsafe('set constraints all immediate');
  for (const { table, name, deferrable, deferred } of before.references) {
    const form = deferrable ? `deferrable initially ${deferred ? 'deferred' : 'immediate'}` : 'not deferrable';
    await tx.unsafe(`alter table ${quoted(table)} alter constraint ${quoted(name)} ${form}`);
  }
  for (const { table, name, enabled } of before.triggers) {
    await tx.unsafe(`alter table ${quoted(table)} ${how[enabled] ?? 'enable'} trigger ${quoted(name)}`);
  }
  if (JSON.stringify(await readRules(tx)) !== JSON.stringify(before)) {
    throw new ArchiveError('The rules of the database do not stand as before. Nothing was restored.');
  }
}
