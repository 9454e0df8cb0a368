import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { newId } from '@/lib/system/crypto';

const database = useDatabase();
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'stet-import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** `npm run import -- …` against the test's database. */
function run(...args: readonly string[]): Promise<{ status: number; out: string; err: string }> {
  const flags = ['--import', 'tsx', 'lib/cli/transfer/import.ts', ...args];
  const env = { ...process.env, DATABASE_URL: database().appUrl };
  return new Promise((done) => {
    execFile(process.execPath, flags, { env }, (error, out, err) => {
      done({ status: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}

async function file(name: string, text: string): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, text);
  return at;
}

const page = (title: string, text: string) =>
  `<page><title>${title}</title><ns>0</ns><revision><timestamp>2020</timestamp><text>${text}</text></revision></page>`;

describe('npm run import', { timeout: 120_000 }, () => {
  it('imports each file for itself, prints file, line and column of faults, and says so by its status', async () => {
    const title = `Line ${newId()}`;
    const good = await file('good.md', `# ${title}\n\nWords[@x].\n`);
    const bad = await file('bad.wiki', 'Words.\n\n{|\n| a\n');
    const { status, out, err } = await run(good, bad);
    expect(status).toBe(1);
    expect(err).toContain('bad.wiki:3:1  error  table-not-closed  The table that begins here is never closed by "|}".');
    expect(out).toMatch(/good\.md:3:1 {2}warning {2}source-needs-details/u);
    expect(out).toMatch(/good\.md: created, revision \d+/u);
    expect(out).toContain('bad.wiki: refused');
    expect(await db().revision.findMany({ where: { title }, select: { state: true } })).toEqual([{ state: 'draft' }]);
    expect(await db().importRun.count({ where: { fileName: 'bad.wiki', outcome: 'refused' } })).toBe(1);
  });

  it('reads and reports without writing', async () => {
    const before = await db().importRun.count();
    const { status, out } = await run('--dry-run', '--json', await file('dry.md', '# Dry\n\nWords.\n'));
    expect(JSON.parse(out)).toEqual({ file: 'dry.md', outcome: 'can be read', title: 'Dry', issues: [] });
    expect([status, await db().importRun.count()]).toEqual([0, before]);
  });

  it('imports the pages of a dump in bulk, and a file as a revision of an article', async () => {
    const [one, two] = [`Page ${newId()}`, `Page ${newId()}`];
    const dump = await file('wiki.xml', `<mediawiki>${page(one, 'a')}${page(two, 'b')}</mediawiki>`);
    expect(await run('--bulk', dump)).toMatchObject({
      status: 0,
      out: expect.stringContaining(`wiki.xml: ${two}: created`),
    });
    const article = await db().article.findFirstOrThrow({ where: { revisions: { some: { title: one } } } });
    const other = await file('other.md', '# Another title\n\nWords.\n');
    expect((await run('--of', article.slug, other)).out).toMatch(/other\.md: revised, revision \d+/u);
    expect(await db().revision.count({ where: { articleId: article.id } })).toBe(2);
  });

  it.each([
    [[], 'npm run import -- FILE'],
    [['--as', 'page', 'x.md'], '--as is one of auto, article, not "page".'],
    [['nowhere.md'], 'There is no file nowhere.md.'],
    [['--of', 'nothing-here', 'x.md'], 'There is no article at the address nothing-here.'],
  ])('says what is wrong with %j', async (args, sentence) => {
    const { status, out, err } = await run(...args);
    expect([status, out + err]).toEqual([1, expect.stringContaining(sentence)]);
  });
});
