import { once } from 'node:events';
import type postgres from 'postgres';

type Value = string | number | boolean | null | object;
type Row = readonly Value[];

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** One row in the text format of COPY; objects as JSON. */
export function copyLine(row: Row): string {
  const cells = row.map((value) => {
    if (value === null) return String.raw`\N`;
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
    return text.replaceAll(/[\\\t\n\r]/gu, (sign) => escapes[sign] ?? sign);
  });
  return `${cells.join('\t')}\n`;
}

/** Columns of the tables that are filled by COPY, in the order of their rows. */
const columns = {
  article: 'id, slug, state, live_version_id, state_at, created_by_id, created_at',
  article_slug: 'slug, article_id, created_at',
  section: 'id, article_id, created_at',
  section_content: 'hash, heading, body, schema_version',
  revision:
    'id, number, article_id, base_version_id, state, name, change_note, kind, title, facts, related, outline, head_seq, head_hash, created_by_id, created_at, updated_at, updated_by_id, submitted_by_id, submitted_at',
  revision_contributor: 'revision_id, user_id, since',
  review: 'id, revision_id, reviewer_id, verdict, head_hash, created_at',
  version:
    'id, article_id, number, revision_id, publish_request_id, kind, change_note, title, facts, related, approvals, contributors, content_hash, prev_hash, hash, published_by_id, published_at, section_ids, section_levels, section_hashes',
  version_stat: 'article_id, number, words, added, removed',
  version_coverage:
    'article_id, number, statements, sourced, exempt, quotations, quotations_sourced, figures, figures_sourced',
  section_anchor: 'section_id, anchor, article_id, since',
  live_event: 'article_id, position, title, heading, anchor, text, said, "when", year, to_year, month, day',
  live_country: 'article_id, country',
  live_link: 'article_id, slug',
  /** Not of the program: what the live pages of the articles are made of. */
  bench_article: 'number, id, slug, version_id, title, sort_key, letter, updated_at',
} as const;

type TableName = keyof typeof columns;
export const tableNames = Object.keys(columns) as TableName[];

/** Rows that wait to be written. */
export class Batch {
  private readonly lines = new Map<TableName, string[]>();

  add(table: TableName, ...row: Row): void {
    const held = this.lines.get(table);
    const line = copyLine(row);
    if (held) held.push(line);
    else this.lines.set(table, [line]);
  }

  /** Writes the rows, one table after another, and forgets them. */
  async flush(sql: postgres.Sql): Promise<void> {
    for (const table of tableNames) {
      const lines = this.lines.get(table);
      if (!lines) continue;
      const stream = await sql.unsafe(`copy ${table} (${columns[table]}) from stdin`).writable();
      stream.end(lines.join(''));
      await once(stream, 'finish');
    }
    this.lines.clear();
  }
}
