import type { ImportIssue } from '@/lib/transfer/formats/document';

/** A place in the file, from 1; the column in UTF-16 units. */
export type Place = { readonly line: number; readonly column: number };

const mostOfOneCode = 200;

/** Gathers the issues of one file. At most 200 of one code are kept one by one; the rest are counted. */
export class Issues {
  private readonly kept: ImportIssue[] = [];
  private readonly counts = new Map<string, number>();
  private failed = false;

  constructor(private readonly file: string) {}

  /** True once an error was added: the file is refused whole. */
  get hasErrors(): boolean {
    return this.failed;
  }

  error(place: Place, code: string, message: string): void {
    this.failed = true;
    this.add({ file: this.file, ...place, severity: 'error', code, message });
  }

  warn(place: Place, code: string, message: string): void {
    this.add({ file: this.file, ...place, severity: 'warning', code, message });
  }

  /** All issues by line and column, then one line for each code that had too many. */
  all(): ImportIssue[] {
    const sorted = this.kept.toSorted((a, b) => a.line - b.line || a.column - b.column);
    for (const [code, count] of this.counts) {
      const more = count - mostOfOneCode;
      const last = sorted.findLast((issue) => issue.code === code);
      if (more > 0 && last) sorted.push({ ...last, message: `${more} more of this kind follow.` });
    }
    return sorted;
  }

  private add(issue: ImportIssue): void {
    const count = (this.counts.get(issue.code) ?? 0) + 1;
    this.counts.set(issue.code, count);
    if (count <= mostOfOneCode) this.kept.push({ ...issue, line: issue.line, column: issue.column });
  }
}
