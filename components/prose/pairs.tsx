import type { ReactNode } from 'react';
import { standsIn } from '@/components/prose/change';
import type { PartDiff, StatementDiff } from '@/lib/domain/diff/change';

/** What stood and what stands beside each other; an empty side says so. */
export function Pair({ before, after }: { readonly before: ReactNode; readonly after: ReactNode }) {
  return (
    <div className="pair">
      <div>{before ?? <span className="nothing">Before: nothing here</span>}</div>
      <div>{after ?? <span className="nothing">After: nothing here</span>}</div>
    </div>
  );
}

/** Things in rows: unchanged ones that follow each other share a row, each change has its own. */
function inRows<T extends { readonly kind: string }>(all: readonly T[]): T[][] {
  const rows: T[][] = [];
  for (const one of all) {
    const last = rows.at(-1);
    if (last && one.kind === 'kept' && last.every(({ kind }) => kind === 'kept')) last.push(one);
    else rows.push([one]);
  }
  return rows;
}

/** The sentences of a paragraph, in rows. */
export const runsOf = (statements: readonly StatementDiff[]): StatementDiff[][] => inRows(statements);

/** The items of a list, paragraphs of a quotation or rows of a table, in rows. */
export const partRuns = (parts: readonly PartDiff[]): PartDiff[][] => inRows(parts);

/** True when a part stands in that column. */
export function partStandsIn({ kind, side, statements }: PartDiff, half: 'before' | 'after'): boolean {
  if (kind === 'moved') return side === (half === 'before' ? 'from' : 'to');
  if (kind === 'added') return half === 'after';
  if (kind === 'deleted') return half === 'before';
  return statements.length === 0 || statements.some((one) => standsIn(one, half));
}
