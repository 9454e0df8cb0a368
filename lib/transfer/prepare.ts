import type { ImportedDocument, ImportIssue, Reading } from '@/lib/transfer/formats/document';
import { fit } from '@/lib/transfer/misfits';
import { houseReference } from '@/lib/domain/citation/house';

/** A reading that was held against the limits of the desk; its document is null when it does not fit. */
export type Prepared = Reading & { readonly outline: Outline | null };

/** The outline of a document as its import run keeps it. */
export type Outline = {
  readonly title: string;
  readonly slug: string;
  readonly titleMarked: boolean;
  readonly facts: readonly { readonly key: string; readonly value: string }[];
  readonly related: readonly string[];
  readonly attribution: string | null;
  readonly sections: readonly {
    readonly level: number;
    readonly heading: string;
    readonly anchor: string;
    readonly line: number;
    readonly kind: string;
    readonly blocks: number;
  }[];
  readonly sources: readonly { readonly reference: string; readonly stub: boolean; readonly uses: number }[];
};

const mostIssues = 2000;
const mostWords = 500;

/** Text that PostgreSQL keeps: well formed, without NUL. */
const storable = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, held: unknown) =>
    typeof held === 'string' ? held.toWellFormed().replaceAll('\u0000', '') : held,
  ) as T;

/** Holds a reading against what the desk takes: whatever is imported can be edited. */
export function prepare(reading: Reading): Prepared {
  const fitted = reading.document && fit(reading.document, reading.report.file);
  const faults = fitted?.faults ?? [];
  const document = fitted && faults.length === 0 ? fitted.document : null;
  const issues = few([...reading.report.issues, ...faults]);
  const { joined, dropped, offers } = reading.report;
  const short = {
    joined: joined.slice(0, mostIssues),
    dropped: dropped.slice(0, mostIssues),
    offers: offers.slice(0, mostWords),
  };
  const report = storable({ ...reading.report, ...short, issues });
  return { ...reading, document, report, outline: storable(document && outlineOf(document, reading)) };
}

/** Errors first when there are too many to keep. */
const few = (issues: readonly ImportIssue[]): readonly ImportIssue[] =>
  issues.length <= mostIssues
    ? issues
    : [
        ...issues.filter(({ severity }) => severity === 'error'),
        ...issues.filter(({ severity }) => severity !== 'error'),
      ].slice(0, mostIssues);

function outlineOf(document: ImportedDocument, { sources, citations }: Reading): Outline {
  const { title, slug, titleMarked, related, attribution } = document;
  const uses = sources.map((_, at) => citations.filter(({ source }) => source === at).length);
  return {
    ...{ title, slug, titleMarked, related, attribution },
    facts: document.facts.map(({ key, value }) => ({ key, value })),
    sections: document.sections.map(({ level, heading, anchor, line, kind, blocks }) => ({
      ...{ level, heading, anchor, line, kind },
      blocks: blocks.length,
    })),
    sources: sources
      .map(({ csl, stub }, at) => ({ reference: houseReference(csl, {}).text, stub, uses: uses[at] ?? 0 }))
      .filter((source) => source.uses > 0),
  };
}
