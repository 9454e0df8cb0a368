const often = 3;
const mostNames = 400;
const mostCounted = 4000;

/**
 * Names for statements that come again and again: PostgreSQL reads and plans a named one once for each connection. Rare texts,
 * such as lists of any length, get none (an empty name), so that no connection gathers more than a few hundred.
 */
export function makeStatementNames(): (query: { readonly sql: string }) => string {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  return ({ sql }) => {
    const name = names.get(sql);
    if (name !== undefined || names.size >= mostNames) return name ?? '';
    const count = (counts.get(sql) ?? 0) + 1;
    if (counts.size >= mostCounted) counts.clear();
    counts.set(sql, count);
    if (count < often) return '';
    counts.delete(sql);
    const made = `stet_${names.size}`;
    names.set(sql, made);
    return made;
  };
}
