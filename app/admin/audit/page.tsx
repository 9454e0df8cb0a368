import type { Metadata } from 'next';
import { AuditFilterForm, AuditTable } from '@/components/admin/audit-log';
import { checkAudit, listAudit, listAuditPeople } from '@/lib/accounts/audit';
import { auditFilter } from '@/lib/contract/accounts';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Audit log' };

const fieldWords: Readonly<Record<string, string>> = {
  ...{
    person: 'a person',
    action: 'what was done',
    subject: 'a subject',
    since: 'the first day',
    until: 'the last day',
  },
};

type Asked = Readonly<Record<string, string | string[] | undefined>>;

/** What was asked for, field by field: one that cannot be read is named and narrows nothing. */
function read(asked: Asked) {
  const given = Object.entries(asked).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  const fields = given.filter(([name]) => name in auditFilter.shape);
  const parsed = fields.map(([name, value]) => ({ name, value, ok: auditFilter.safeParse({ [name]: value }).success }));
  const filter = Object.fromEntries(parsed.flatMap(({ name, value, ok }) => (ok ? [[name, value]] : [])));
  const { below: place } = asked;
  const below = typeof place === 'string' && /^[1-9]\d{0,14}$/u.test(place) ? place : undefined;
  return { filter: auditFilter.parse(filter), below, refused: parsed.filter(({ ok }) => !ok) };
}

const addressOf = (path: string, values: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return query.size === 0 ? path : `${path}?${query}`;
};

export default async function AuditPage({ searchParams }: { readonly searchParams: Promise<Asked> }) {
  const actor = await requireActor('admin');
  const asked = await searchParams;
  const { filter, below, refused } = read(asked);
  const { lines, next } = await listAudit(actor, filter, below === undefined ? undefined : Number(below));
  return (
    <div className="stack-wide">
      <h1>Audit log</h1>
      <p>What was done, by whom, when and to what. Entries are never changed; each names the hash of the one before.</p>
      {asked['check'] === undefined ? (
        <p>
          <a href={addressOf('/admin/audit', { ...filter, check: '1' })}>Check the whole chain</a>
        </p>
      ) : (
        <Checked report={await checkAudit(actor)} />
      )}
      <AuditFilterForm filter={filter} people={await listAuditPeople(actor)} />
      {refused.map(({ name, value }) => (
        <p key={name} className="notice warn" role="alert">
          “{value}” cannot be looked for as {fieldWords[name] ?? name}, and narrows nothing.
        </p>
      ))}
      {lines.length === 0 ? <p>No entry is like that.</p> : <AuditTable lines={lines} />}
      <nav aria-label="Pages of the log" className="row">
        {below === undefined ? null : <a href={addressOf('/admin/audit', filter)}>Newest</a>}
        {next === null ? null : <a href={addressOf('/admin/audit', { ...filter, below: String(next) })}>Older</a>}
      </nav>
      <p>
        Save these entries:{' '}
        <a href={addressOf('/api/v1/audit/csv', filter)} download>
          CSV
        </a>{' '}
        <a href={addressOf('/api/v1/audit/json', filter)} download>
          JSON
        </a>
      </p>
    </div>
  );
}

type Report = Awaited<ReturnType<typeof checkAudit>>;

const Checked = ({ report: { checked, broken } }: { readonly report: Report }) =>
  broken ? (
    <p className="notice danger" role="alert">
      The chain is broken at entry {broken.id}: {broken.reason}. {checked.toLocaleString('en')} entries before it are
      whole.
    </p>
  ) : (
    <p className="notice ok" role="status">
      All {checked.toLocaleString('en')} entries are whole.
    </p>
  );
