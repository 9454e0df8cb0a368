import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { lifetimes, limits, rates } from '@/lib/contract/limits';
import { ABILITIES, type AbilityRule, ARTICLE_EVENTS } from '@/lib/domain/workflow/abilities';
import { TRANSITIONS } from '@/lib/domain/workflow/transitions';

const file = 'SECURITY.md';

/** Agreed on, but nothing asks for them yet: they come into the tables with the code that does. */
const planned = new Set(['sourcesPerArticle', 'openRevisions', 'urlBytes']);

type Cells = readonly string[];

/** `SECURITY.md` with its tables made anew from the sources that the program itself reads. What stands between the marks is replaced. */
export function withTables(text: string): string {
  const tables = {
    limits: limitsTable(),
    rates: ratesTable(),
    lifetimes: lifetimesTable(),
    permissions: permissions(),
  };
  return Object.entries(tables).reduce((page, [name, table]) => fill(page, name, table), text);
}

function fill(page: string, name: string, table: string): string {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error(`${file} lacks the marks ${begin} and ${end}`);
  return `${before}${begin}\n\n${table}\n\n${end}${after}`;
}

const table = (head: Cells, rows: readonly Cells[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** `importBodyBytes` and `in_review` as words. */
const words = (name: string) =>
  name
    .replaceAll(/([a-z])([A-Z])/gu, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();

const inForce = <V>(named: Readonly<Record<string, V>>) => Object.entries(named).filter(([name]) => !planned.has(name));

const grouped = (value: number) => value.toLocaleString('en');
const duration = (seconds: number) =>
  seconds % 86_400 === 0
    ? `${seconds / 86_400} d`
    : seconds % 3600 === 0
      ? `${seconds / 3600} h`
      : seconds % 60 === 0
        ? `${seconds / 60} min`
        : `${seconds} s`;

const limitsTable = () =>
  table(
    ['limit', 'at most'],
    inForce(limits).map(([name, value]) => [
      words(name),
      name.endsWith('Min') ? `at least ${grouped(value)}` : grouped(value),
    ]),
  );

const ratesTable = () =>
  table(
    ['what is counted', 'tries', 'within'],
    inForce(rates).map(([name, { count, seconds }]) => [words(name), grouped(count), duration(seconds)]),
  );

const lifetimesTable = () =>
  table(
    ['what ends by itself', 'after'],
    Object.entries(lifetimes).map(([name, seconds]) => [words(name), duration(seconds)]),
  );

function permissions(): string {
  const ofRevisions = TRANSITIONS.map(({ event, from, by }): Cells => [
    words(event),
    from.map(words).join(', '),
    by.map(words).join(', '),
  ]);
  const ofArticles = Object.entries(ARTICLE_EVENTS).map(([event, { from, who }]): Cells => [
    `${words(event)} an article`,
    from.map(words).join(', '),
    who,
  ]);
  const rest = Object.entries<AbilityRule>(ABILITIES).map(([ability, rule]): Cells => [
    words(ability),
    rule.open ? 'open' : '',
    [rule.who, ...relation(rule), ...(rule.system ? ['system'] : [])].join(', '),
  ]);
  return table(['action', 'in the states', 'by'], [...ofRevisions, ...ofArticles, ...rest]);
}

/** What somebody has to be to the revision. */
function relation({ outsider, insider }: AbilityRule): string[] {
  if (outsider) return ['who wrote none of it'];
  return insider ? ['who wrote it or began it', 'admin'] : [];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(file, withTables(readFileSync(file, 'utf8')));
}
