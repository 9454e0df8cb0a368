import { describe, expect, it } from 'vitest';
import { readApart, ReadingProcess } from '@/lib/transfer/reading';

const file = (text: string, fileName = 'a.md') => ({ fileName, bytes: Buffer.from(text) });
const slow = file('[a](<b'.repeat(200_000));
const codes = (readings: Awaited<ReturnType<typeof readApart>>) =>
  readings.flatMap(({ report }) => report.issues.map(({ code }) => code));

describe('the process that reads files', { timeout: 120_000 }, () => {
  it('reads files in the order in which they came, and answers meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const all = await Promise.all(['One', 'Two', 'Three'].map((title) => readApart(file(`# ${title}\n\nWords.\n`))));
    clearInterval(timer);
    expect(all.flat().map(({ document }) => document?.title)).toEqual(['One', 'Two', 'Three']);
    expect(turns).toBeGreaterThan(0);
  });

  it('gives up a file that takes too long, and reads the next one', async () => {
    const reader = new ReadingProcess({ milliseconds: 4000, megabytes: 4096 });
    const [first, second] = await Promise.all([reader.read(slow), reader.read(file('# Two\n\nWords.\n'))]);
    expect(codes(first)).toEqual(['took-too-long']);
    expect(second[0]?.document?.title).toBe('Two');
  });

  it('gives up a file that takes too much memory, and reads the next one', async () => {
    const reader = new ReadingProcess({ milliseconds: 60_000, megabytes: 40 });
    const [first, second] = await Promise.all([
      reader.read(file(`# One\n\n${'a *b* [c](https://d.org) '.repeat(150_000)}`)),
      reader.read(file('# Two\n\nWords.\n')),
    ]);
    expect(codes(first)).toEqual(['not-read']);
    expect(second[0]?.document?.title).toBe('Two');
  });
});
