import type { Sql, TransactionSql } from 'postgres';

/** A connection or a transaction of the owner of the tables. */
export type Connection = Sql | TransactionSql;

/**
 * Tables that an archive leaves out: what signs people in or counts their tries, what is made anew from the rest, and what the
 * migrations write. Every other table is data, also one that nobody has thought of here.
 */
const leftOut = new Set([
  ...['session', 'invitation', 'presence', 'review_screen', 'rate_limit', 'idempotency_key'],
  ...['live_page', 'live_link', 'live_section', 'live_event', 'live_country', 'known_word'],
  ...['_prisma_migrations', 'revision_transition'],
]);

/** Parts of a version stand in its line, so that its hash can be recomputed from that line alone. */
const inside: Readonly<Record<string, readonly string[]>> = { version: ['version_section', 'version_citation'] };
/** The sections of a version are lists in its row; in its line they are rows, as the view has them. */
const listed = {
  table: 'version',
  view: { name: 'version_section', columns: [], order: ['version_id', 'position'] },
  lists: ['section_ids', 'section_levels', 'section_hashes'],
} as const;
/** Hashes that the database holds as bytes. */
const inBytes: Readonly<Record<string, readonly string[]>> = { event: ['prev_hash', 'hash'] };
const isInside = (name: string) => Object.values(inside).some((names) => names.includes(name));
/** Tables through which a chain runs: their lines follow it. */
const chained: Readonly<Record<string, readonly string[]>> = { version: ['article_id', 'number'] };

/** A table of data: columns that are written, and the terms that its rows are ordered by. */
export type Table = { readonly name: string; readonly columns: readonly string[]; readonly order: readonly string[] };

/** Whether it is made of the rows of a table: it can be read and counted, and nothing is written to it. */
export const isView = ({ name }: Table): boolean => name === listed.view.name;

/** Every table of data, by name, and the view that stands in the line of a version. Terms of order are in the collation that is the same on every server. */
export async function dataTables(sql: Connection): Promise<Table[]> {
  const rows = await sql<Table[]>`
    select c.relname as name,
      (select array_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select coalesce(array_agg(format('%I', a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
          order by k.at), '{}')
        from pg_index i cross join unnest(i.indkey) with ordinality k(number, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where i.indrelid = c.oid and i.indisprimary) as order
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname collate "C"`;
  return [...rows.filter(({ name }) => !leftOut.has(name)), listed.view];
}

/** A name in SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The tables whose rows are lines of their own. */
export const withLines = (tables: readonly Table[]): Table[] => tables.filter(({ name }) => !isInside(name));

const ordered = (terms: readonly string[], alias: string) => terms.map((term) => `${alias}.${term}`).join(', ');

/**
 * The query of a table's lines: each `{table: row}` as JSON in the database's own words, in an order that is the same on every
 * server. A version's line has its parts beside it; an event's the text that its hash is taken of.
 */
export function linesQuery({ name, order }: Table, tables: readonly Table[]): string {
  const parts = (inside[name] ?? []).map((part) => {
    const by = ordered(tables.find((table) => table.name === part)?.order ?? [], 'p');
    return `, '${part}', (select coalesce(jsonb_agg(p order by ${by}), '[]') from ${quoted(part)} p where p.version_id = o.id)`;
  });
  const text = name === 'event' ? `, '#text', event_text(o)` : '';
  const by = ordered(chained[name] ?? order, 'o');
  return `select jsonb_build_object('${name}', ${rowOf(name)}${parts.join('')}${text})::text as line from ${quoted(name)} o order by ${by}`;
}

/** A row as JSON: what is bytes or lists in the database is letters or rows of their own. */
function rowOf(name: string): string {
  if (name === listed.table) return `to_jsonb(o) - array['${listed.lists.join(`', '`)}']`;
  const letters = (inBytes[name] ?? []).map((column) => `'${column}', encode(o.${column}, 'hex')`);
  return letters.length === 0 ? 'o' : `to_jsonb(o) || jsonb_build_object(${letters.join(', ')})`;
}

/** The rows of a table in lines `l.line`, as the JSON array that `linesQuery` made them of: one row a line, or parts of it. */
export function rowsOfLines(name: string): string {
  const own = `l.line -> '${name}'`;
  const bytes = (inBytes[name] ?? []).map((column) => `'${column}', '\\x' || (${own} ->> '${column}')`);
  if (bytes.length > 0) return `jsonb_build_array((${own}) || jsonb_build_object(${bytes.join(', ')}))`;
  if (name !== listed.table)
    return `case jsonb_typeof(${own}) when 'array' then ${own} else jsonb_build_array(${own}) end`;
  const list = (value: string) => `jsonb_agg(${value} order by (s ->> 'position')::int)`;
  const values = [`s -> 'section_id'`, `s -> 'level'`, `to_jsonb('\\x' || (s ->> 'content_hash'))`].map(list);
  const lists = listed.lists.map((column, at) => `'${column}', ${values[at]}`).join(', ');
  return `jsonb_build_array((${own}) || (select jsonb_build_object(${lists}) from jsonb_array_elements(l.line -> '${listed.view.name}') s))`;
}
