import { cpus, totalmem } from 'node:os';

/** What a goal of the design asks of a number. */
export type Goal = { readonly is: 'at most' | 'at least'; readonly value: number };

export const atMost = (value: number): Goal => ({ is: 'at most', value });
export const atLeast = (value: number): Goal => ({ is: 'at least', value });

/** One measured number beside its goal. */
export type Row = {
  /** Number of the goal in the design, such as V1. */
  readonly number: string;
  readonly measure: string;
  readonly value: number;
  /** ×, ms, KB, MB, or empty for a count. */
  readonly unit: string;
  readonly goal: Goal | null;
  /** The absolute medians that the number was made of. */
  readonly detail: string;
};

/** Figures behind the rows. */
export type Table = {
  readonly title: string;
  readonly head: readonly string[];
  readonly lines: readonly (readonly (string | number)[])[];
};

/** What one sub-command found. */
export type Chapter = {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly tables: readonly Table[];
  /** How it was measured, and what could not be. */
  readonly notes: readonly string[];
};

/** Where and when it was measured. */
export type Place = Readonly<Record<string, string>>;

/** Whether a row reaches its goal; null where there is none, or nothing was measured. */
export function isReached({ value, goal }: Pick<Row, 'value' | 'goal'>): boolean | null {
  if (goal === null || Number.isNaN(value)) return null;
  return goal.is === 'at most' ? value <= goal.value : value >= goal.value;
}

/** A number with about three digits. */
export function short(value: number | string): string {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return 'not measured';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return value.toPrecision(Math.abs(value) >= 10 ? 3 : value >= 0.1 ? 3 : 2);
}

const joined = (value: number | string, unit: string) => `${short(value)}${unit === '×' ? '×' : unit && ` ${unit}`}`;
const sign = { 'at most': '≤', 'at least': '≥' } as const;
const words = { true: 'yes', false: '**no**', null: '' } as const;

/** A Markdown table; bars in cells are escaped. */
export function tableOf(head: readonly string[], lines: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => short(cell).replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...lines.map(line)].join('\n');
}

const goalTable = (rows: readonly Row[]): string =>
  tableOf(
    ['#', 'measure', 'value', 'goal', 'reached', 'absolute'],
    rows.map((row) => [
      ...[row.number, row.measure, joined(row.value, row.unit)],
      row.goal ? `${sign[row.goal.is]} ${joined(row.goal.value, row.unit)}` : '',
      words[String(isReached(row)) as keyof typeof words],
      row.detail,
    ]),
  );

const chapterText = ({ name, tables, notes }: Chapter): string =>
  [
    `## ${name}`,
    ...(notes.length > 0 ? [notes.map((note) => `- ${note}`).join('\n')] : []),
    ...tables.map(({ title, head, lines }) => `### ${title}\n\n${tableOf(head, lines)}`),
  ].join('\n\n');

/** The whole report as Markdown: the machine, every goal, then the figures of each chapter. */
export function markdownOf(place: Place, chapters: readonly Chapter[]): string {
  const about = Object.entries(place).map(([name, value]) => `- ${name}: ${value}`);
  return [
    '# Benchmarks',
    'Made by `npm run bench`. Absolute numbers are of this machine at that hour; the ratios to a yardstick of the same run hold.',
    about.join('\n'),
    '## Goals',
    goalTable(chapters.flatMap(({ rows }) => rows)),
    ...chapters.map(chapterText),
    '',
  ].join('\n\n');
}

/** The machine as a report names it. */
export const machine = (): Place => ({
  date: new Date().toISOString().slice(0, 10),
  machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 1e9)} GB, ${process.platform} ${process.arch}`,
  node: process.versions.node,
});
