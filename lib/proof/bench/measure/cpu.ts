import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What one line of `/proc/<pid>/stat` says of CPU time, in clock ticks. */
export type Stat = {
  readonly pid: number;
  readonly parent: number;
  /** Time of the process itself. */
  readonly own: number;
  /** Time of children that ended and were waited for. */
  readonly ended: number;
};

/** Reads a line of `/proc/<pid>/stat`; the name in brackets may hold anything, brackets and blanks too. */
export function parseStat(line: string): Stat {
  const end = line.lastIndexOf(')');
  const fields = line.slice(end + 2).split(' ');
  // Field 3 of proc(5) is the first one here.
  const at = (field: number) => Number(fields[field - 3]);
  return { pid: Number.parseInt(line, 10), parent: at(4), own: at(14) + at(15), ended: at(16) + at(17) };
}

/** Of all processes those that descend from the roots, and the roots. */
export function familyOf(all: readonly Stat[], roots: readonly number[]): Stat[] {
  const members = all.filter(({ pid }) => roots.includes(pid));
  const children = all.filter(({ parent, pid }) => roots.includes(parent) && !roots.includes(pid));
  if (children.length === 0) return members;
  return [
    ...members,
    ...familyOf(
      all,
      children.map(({ pid }) => pid),
    ),
  ];
}

function readStat(pid: string): Stat[] {
  try {
    return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
  } catch {
    return [];
  }
}

const allStats = (): Stat[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name))
    .flatMap(readStat);

let ticks = 0;

/** Clock ticks of a second. */
function perSecond(): number {
  ticks ||= Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));
  return ticks;
}

/** CPU time that these processes and all below them have used so far, in milliseconds. */
export function cpuMs(roots: readonly number[]): number {
  const used = familyOf(allStats(), roots).reduce((sum, { own, ended }) => sum + own + ended, 0);
  return (used * 1000) / perSecond();
}

/** CPU time of programs that this process started and that have ended, in milliseconds. */
export function endedMs(): number {
  const [mine] = readStat('self');
  return ((mine?.ended ?? 0) * 1000) / perSecond();
}

/** Process that started this one. */
export const parentOf = (pid: number): number => readStat(String(pid))[0]?.parent ?? 0;

/** Proportional set size of a process in megabytes (10^6 bytes): its memory, with shared pages divided among those who share them. */
export function pssMb(pid: number): number {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return (Number(/^Pss:\s+(\d+) kB$/mu.exec(text)?.[1]) * 1024) / 1e6;
}
