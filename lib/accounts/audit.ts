import { Prisma } from '@/generated/prisma/client';
import type { EndpointInput } from '@/lib/contract/endpoint';
import type { exportAuditEndpoint } from '@/lib/contract/accounts';
import { type ChainReport, verifyEvents } from '@/lib/db/chain';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { permit } from '@/lib/domain/workflow/can';
import { csvOf } from '@/lib/system/csv';

/** Narrows the audit log; what is left out narrows nothing. `since` and `until` are days in UTC, both inclusive. */
export type AuditFilter = {
  readonly person?: string | undefined;
  readonly action?: string | undefined;
  readonly subject?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

/** One entry of the audit log. */
export type AuditLine = {
  readonly id: number;
  readonly at: string;
  readonly person: string;
  readonly action: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: unknown;
  readonly hash: string;
};

/** A page of the log, newest first; `next` is the number below which the next one begins, or null. */
export type AuditPage = { readonly lines: readonly AuditLine[]; readonly next: number | null };

const perPage = 50;
const mostInFile = 50_000;

type Row = Omit<AuditLine, 'id' | 'at'> & { readonly id: bigint; readonly at: Date };

async function read(filter: AuditFilter, below: number | undefined, take: number): Promise<AuditLine[]> {
  const { person, action, subject, since, until } = filter;
  const asked = [
    below === undefined ? null : Prisma.sql`e.id < ${BigInt(below)}`,
    person ? Prisma.sql`e.actor_id = ${person}::uuid` : null,
    action ? Prisma.sql`e.action = ${action}` : null,
    subject ? Prisma.sql`e.subject_id = ${subject}` : null,
    since ? Prisma.sql`e.at >= ${since}::date::timestamp at time zone 'UTC'` : null,
    until ? Prisma.sql`e.at < (${until}::date + 1)::timestamp at time zone 'UTC'` : null,
  ].filter((part) => part !== null);
  const where = asked.length === 0 ? Prisma.empty : Prisma.sql`where ${Prisma.join(asked, ' and ')}`;
  const rows = await db().$queryRaw<Row[]>`
    select e.id, e.at, p.name as person, e.action, e.subject_type as "subjectType", e.subject_id as "subjectId", e.payload,
      encode(e.hash, 'hex') as hash
    from event e join app_user p on p.id = e.actor_id ${where} order by e.id desc limit ${take}`;
  return rows.map((row) => ({ ...row, id: Number(row.id), at: row.at.toISOString() }));
}

/** What was done on the desk, by whom, when and to what, newest first. For admins. */
export async function listAudit(actor: Actor, filter: AuditFilter, below?: number): Promise<AuditPage> {
  permit(actor, 'read_audit', {});
  const lines = await read(filter, below, perPage + 1);
  const page = lines.slice(0, perPage);
  return { lines: page, next: lines.length > perPage ? (page.at(-1)?.id ?? null) : null };
}

/** Everybody whose deeds are in the log, Stet itself too, by name. For admins. */
export async function listAuditPeople(actor: Actor): Promise<{ id: string; name: string }[]> {
  permit(actor, 'read_audit', {});
  return db().user.findMany({
    select: { id: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: 1000,
  });
}

/** Recomputes the chain of the whole log. For admins. */
export async function checkAudit(actor: Actor): Promise<ChainReport> {
  permit(actor, 'read_audit', {});
  return verifyEvents();
}

const columns = ['number', 'at', 'person', 'action', 'subject type', 'subject', 'details', 'hash'];

/** The log as a file, narrowed in the same way: at most 50,000 entries, the newest below `below`. For admins. */
export async function exportAudit(actor: Actor, input: EndpointInput<typeof exportAuditEndpoint>) {
  permit(actor, 'read_audit', {});
  const { format, below, ...filter } = input;
  const lines = await read(filter, below, mostInFile);
  const rows = lines.map(({ payload, ...line }) => [
    ...[
      line.id,
      line.at,
      line.person,
      line.action,
      line.subjectType,
      line.subjectId,
      JSON.stringify(payload),
      line.hash,
    ],
  ]);
  const text = format === 'csv' ? csvOf([columns, ...rows]) : `${JSON.stringify({ events: lines }, null, 2)}\n`;
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8';
  return { name: `audit.${format}`, type, body: Buffer.from(text) };
}
