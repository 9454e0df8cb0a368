import type { Chapter } from '@/lib/proof/bench/report';
import type { Cluster, Database } from '@/lib/proof/bench/stage/database';

/** What the command line asks for. */
export type Options = {
  /** Rounds of every comparison, five at least. */
  readonly rounds: number;
  /** How long each load lasts. */
  readonly seconds: number;
  /** How often P1 publishes. */
  readonly tries: number;
  /** With the 100,000 articles and the million versions, too. */
  readonly large: boolean;
  /** The report is also written to BENCHMARKS.md. */
  readonly write: boolean;
  /** Which sub-commands; none means all. */
  readonly names: readonly string[];
};

/** What every sub-command gets. */
export type Bench = {
  readonly options: Options;
  readonly cluster: Cluster;
  /** A fresh copy of the demo's database. */
  readonly demo: (name: string) => Promise<Database>;
};

/** One sub-command. Servers that it starts it stops itself. */
export type Suite = (bench: Bench) => Promise<Chapter>;

const numbers = { rounds: 5, seconds: 2, tries: 1000 };

/** Reads the command line. Throws a sentence about what it does not know. */
export function optionsOf(args: readonly string[], known: readonly string[]): Options {
  const counts = { ...numbers };
  const flags = { large: false, write: false };
  const names: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    const bare = word.replace(/^--/u, '');
    if (word !== bare && bare in flags) flags[bare as keyof typeof flags] = true;
    else if (word !== bare && bare in counts) {
      at += 1;
      counts[bare as keyof typeof counts] = countOf(word, args[at]);
    } else if (known.includes(word)) names.push(word);
    else
      throw new Error(
        `"${word}" is unknown. There are: ${[...known, '--rounds n', '--seconds n', '--tries n', '--large', '--write'].join(', ')}.`,
      );
  }
  return { ...counts, ...flags, rounds: Math.max(5, counts.rounds), names };
}

function countOf(name: string, text = ''): number {
  if (!/^[1-9]\d{0,5}$/u.test(text)) throw new Error(`${name} needs a number.`);
  return Number(text);
}
