import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { Reading } from '@/lib/transfer/formats/document';
import { Intake } from '@/lib/transfer/formats/in/intake';
import { formatOf, readFile, type FileToRead } from '@/lib/transfer/formats/in/read';

/** What one file may cost (sources-and-import.md B1). */
type Cost = { readonly milliseconds: number; readonly megabytes: number };
/** Loading the readers on a busy machine. */
const mostToStart = 60_000;
const usual: Cost = { milliseconds: 20_000, megabytes: 256 };

/** `ready` comes once, when the process has loaded; then one answer for each file. */
type Answer = { readonly ready?: true; readonly id?: number; readonly readings?: Reading[]; readonly error?: string };
type Job = { readonly id: number; readonly file: FileToRead; readonly done: (readings: Reading[]) => void };

const refused = ({ fileName, bytes }: FileToRead, code: string, message: string): Reading[] => {
  const intake = new Intake(fileName, bytes);
  intake.issues.error({ line: 1, column: 1 }, code, message);
  return [intake.reading(null)];
};

/** The file that the process runs: as it stands, like the worker and the commands of ours. Not part of any bundle. */
const entryOf = (root: string) => path.join(root, 'lib/transfer/formats/in/worker.ts');

/** One process that reads one file after the other. It is ended when a file takes too much, and begun again for the next. */
export class ReadingProcess {
  private child: ChildProcess | null = null;
  private isReady = false;
  private readonly jobs: Job[] = [];
  private timer: NodeJS.Timeout | null = null;
  private count = 0;

  constructor(private readonly most: Cost) {}

  read(file: FileToRead): Promise<Reading[]> {
    return new Promise((done) => {
      this.count += 1;
      this.jobs.push({ id: this.count, file, done });
      if (this.jobs.length === 1) this.next();
    });
  }

  private next(): void {
    const [job] = this.jobs;
    if (!job) {
      this.rest();
      return;
    }
    this.child ??= this.begin();
    this.child.ref();
    this.child.channel?.ref();
    if (this.isReady) this.hand(job);
    else this.limit('not-read', 'The process that reads files does not start. Try again.', mostToStart);
  }

  /** Hands a file over; its time begins now. */
  private hand({ id, file }: Job): void {
    const message = `Reading this file took more than ${this.most.milliseconds / 1000} seconds.`;
    this.limit('took-too-long', message, this.most.milliseconds);
    this.child?.send({ id, file });
  }

  private limit(code: string, message: string, milliseconds: number): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.giveUp(code, message), milliseconds);
  }

  /** Between files nobody waits for the process: it ends together with this one. */
  private rest(): void {
    this.child?.unref();
    this.child?.channel?.unref();
  }

  private begin(): ChildProcess {
    const flags = ['--import', 'tsx', `--max-old-space-size=${this.most.megabytes}`];
    const child = spawn(process.execPath, [...flags, entryOf(process.cwd())], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', (answer: Answer) => this.answer(answer));
    const gone = () => {
      if (this.child === child)
        this.giveUp('not-read', 'This file cannot be read: it takes more memory than a file may take.');
    };
    child.on('error', gone);
    child.on('exit', gone);
    return child;
  }

  private answer({ ready, id, readings, error }: Answer): void {
    const [job] = this.jobs;
    if (ready) {
      this.isReady = true;
      if (job) this.hand(job);
    }
    if (!job || job.id !== id) return;
    this.end(readings ?? refused(job.file, 'not-read', `This file cannot be read: ${(error ?? '').slice(0, 200)}`));
  }

  /** Ends the process together with the file that it could not manage. */
  private giveUp(code: string, message: string): void {
    const { child } = this;
    this.child = null;
    this.isReady = false;
    child?.kill('SIGKILL');
    const [job] = this.jobs;
    if (job) this.end(refused(job.file, code, message));
  }

  private end(readings: Reading[]): void {
    if (this.timer) clearTimeout(this.timer);
    this.jobs.shift()?.done(readings);
    this.next();
  }
}

const reader = new ReadingProcess(usual);

/**
 * What a file holds, read by a process of its own within 20 seconds and 256 MB: a file that takes more is refused, and nothing
 * else waits for it. The seed notation is read at once: its reader is linear.
 */
export function readApart(file: FileToRead): Promise<Reading[]> {
  const format = file.format ?? formatOf(file.fileName);
  return format === 'seed' ? readFile(file) : reader.read(file);
}
