import type { Manifest } from '@/lib/transfer/archive/manifest';

const counted = [
  ['article', 'article', 'articles'],
  ['version', 'version', 'versions'],
  ['revision', 'revision', 'revisions'],
  ['source', 'source', 'sources'],
  ['app_user', 'person', 'people'],
] as const;

/** What an archive holds, in a line: `5 articles, 9 versions, … and 2 files in 31 parts`. Stet's robot is no person. */
export function told({ tables, parts }: Manifest): string {
  const rows = counted.map(([table, one, many]) => {
    const count = Math.max(0, (tables[table] ?? 0) - (table === 'app_user' ? 1 : 0));
    return `${count} ${count === 1 ? one : many}`;
  });
  const files = parts.filter(({ key }) => key !== undefined).length;
  return `${rows.join(', ')} and ${files} ${files === 1 ? 'file' : 'files'} in ${parts.length} parts`;
}
