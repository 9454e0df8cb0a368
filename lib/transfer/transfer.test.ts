import { describe, expect, it } from 'vitest';
import { renameArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import { approve, type Cast, people, publish, submit } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { importDocument } from '@/lib/transfer/commands/import';
import { getImport, listImports } from '@/lib/transfer/queries/runs';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const file = (text: string | Buffer, fileName = 'harbours.txt') => ({
  fileName,
  base64: Buffer.from(text).toString('base64'),
});
const title = () => `Harbours ${newId().slice(-12)}`;
const document = (name: string, history = 'It began in 1946.') =>
  `= ${name} =\n\nInfobox\n- Since: 1946\n\nThe lead.\n\n== History ==\n\n${history}\n\n== Trade ==\n\nGrain and oil.\n`;

/** Counts of everything that an import may write. */
const counts = async () => ({
  articles: await db().article.count(),
  revisions: await db().revision.count(),
  sections: await db().section.count(),
  copies: await db().workingCopy.count(),
  runs: await db().importRun.count(),
  events: await db().event.count(),
});

async function publishImported(cast: Cast, number: number | null): Promise<void> {
  await submit(cast.amal, number ?? 0);
  await approve(cast.jonas, number ?? 0);
  await publish(cast.jonas, number ?? 0);
}

describe('importing a document', () => {
  it('makes an article with a draft, its text and facts, and keeps the report', async () => {
    const cast = await people();
    const name = title();
    const { outcome, articleId, number, runId } = await importDocument(cast.amal, file(document(name)));
    expect(outcome).toBe('created');
    const { sections, facts, state, title: kept } = await getEditScreen(cast.amal, number ?? 0);
    expect([kept, state]).toEqual([name, 'draft']);
    expect(facts).toEqual([{ key: 'Since', value: '1946', confirmed: false, citations: [] }]);
    expect(sections.map(({ level, heading, body }) => [level, heading, plainText(body)])).toEqual([
      [1, '', 'The lead.'],
      [2, 'History', 'It began in 1946.'],
      [2, 'Trade', 'Grain and oil.'],
    ]);
    const run = await getImport(cast.yusuf, runId);
    expect(run).toMatchObject({ outcome, articleId, revisionNumber: number, by: 'Amal', fileName: 'harbours.txt' });
    expect(run.document?.sections.map(({ heading, line }) => [heading, line])).toEqual([
      ['', 1],
      ['History', 8],
      ['Trade', 12],
    ]);
    expect((await listImports(cast.yusuf))[0]).toMatchObject({ id: runId, outcome });
  });

  it('changes nothing for a file seen before, by whomever and under whatever name', async () => {
    const cast = await people();
    const text = document(title());
    const first = await importDocument(cast.amal, file(text));
    const before = await counts();
    const again = await importDocument(cast.yusuf, file(text, 'other.txt'));
    expect(again).toMatchObject({ outcome: 'unchanged', articleId: first.articleId, number: null });
    expect(await counts()).toEqual({ ...before, runs: before.runs + 1, events: before.events + 1 });
  });

  it('answers a double click once, and makes one article of one file imported twice at once', async () => {
    const cast = await people();
    const input = { ...file(document(title())), opId: newId() };
    const [one, two] = await Promise.all([importDocument(cast.amal, input), importDocument(cast.amal, input)]);
    expect(one).toEqual(two);
    const name = title();
    const other = file(document(name));
    const both = await Promise.all([importDocument(cast.amal, other), importDocument(cast.yusuf, other)]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['created', 'unchanged']);
    expect(await db().revision.count({ where: { title: name } })).toBe(1);
  });

  it('gives a known article a revision, whose sections keep the ids of those with the same heading', async () => {
    const cast = await people();
    const name = title();
    const first = await importDocument(cast.amal, file(document(name)));
    await publishImported(cast, first.number);
    const live = (await getEditScreen(cast.amal, first.number ?? 0)).sections;
    const changed = `${document(name, 'It began in 1947.')}\n== People ==\n\nMany.\n`;
    const second = await importDocument(cast.yusuf, file(changed));
    expect(second).toMatchObject({ outcome: 'revised', articleId: first.articleId });
    const { sections, isStale, contributors } = await getRevision(cast.amal, second.number ?? 0);
    expect(isStale).toBe(false);
    expect(contributors.map((person) => person.name)).toEqual(['Yusuf']);
    expect(sections.map(({ heading, isChanged, isNew }) => [heading, isChanged, isNew])).toEqual([
      ['', false, false],
      ['History', true, false],
      ['Trade', false, false],
      ['People', true, true],
    ]);
    expect(sections.slice(0, 3).map((section) => section.sectionId)).toEqual(live.map(({ sectionId }) => sectionId));
    const article = await db().article.findUniqueOrThrow({ where: { id: first.articleId ?? '' } });
    expect(article.state).toBe('published');
    expect(await db().version.count({ where: { articleId: article.id } })).toBe(1);
  });

  it('tells sections of one heading apart by their order', async () => {
    const cast = await people();
    const name = title();
    const twice = (text: string) => `= ${name} =\n\nLead.\n\n== Notes ==\n\nOne.\n\n== Notes ==\n\n${text}\n`;
    const first = await importDocument(cast.amal, file(twice('Two.')));
    await publishImported(cast, first.number);
    const second = await importDocument(cast.amal, file(twice('Three.')));
    const { sections } = await getRevision(cast.amal, second.number ?? 0);
    expect(sections.map(({ heading, isChanged }) => [heading, isChanged])).toEqual([
      ['', false],
      ['Notes', false],
      ['Notes', true],
    ]);
  });

  it('knows an article that was renamed by the address it had', async () => {
    const cast = await people();
    const name = title();
    const first = await importDocument(cast.amal, file(document(name)));
    await publishImported(cast, first.number);
    await renameArticle(cast.jonas, { articleId: first.articleId ?? '', slug: `moved-${newId()}` });
    const second = await importDocument(cast.amal, file(document(name, 'Changed.')));
    expect(second).toMatchObject({ outcome: 'revised', articleId: first.articleId });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['an open table', '= T =\n\nLead.\n\n{|\n| a\n', 'table-not-closed', 5],
    ['no UTF-8', Buffer.from([0x3d, 0x20, 0x54, 0x20, 0x3d, 0x0a, 0x0a, 0xe9, 0x20]), 'bad-encoding', 3],
    ['nothing', '', 'empty-file', 1],
    ['a NUL', '= T =\n\na\0b', 'nul-byte', 3],
  ])('with %s is refused whole, and its report names the line', async (_, text, code, line) => {
    const { amal } = await people();
    const before = await counts();
    const { outcome, runId, articleId } = await importDocument(amal, file(text, `${code}.txt`));
    expect([outcome, articleId]).toEqual(['refused', null]);
    expect(await counts()).toEqual({ ...before, runs: before.runs + 1, events: before.events + 1 });
    const { report, document: outline, revisionNumber } = await getImport(amal, runId);
    expect([outline, revisionNumber]).toEqual([null, null]);
    expect(report.issues.filter(({ severity }) => severity === 'error')).toMatchObject([{ code, line }]);
    // Refused once, it is read afresh the next time.
    expect((await importDocument(amal, file(text, `${code}.txt`))).outcome).toBe('refused');
  });

  it.each([
    ['a section beyond what one may hold', (name: string) => document(name, 'Word.\n\n'.repeat(11_000))],
    [
      'a fact with more than a fact may hold',
      (name: string) => `= ${name} =\n\nInfobox\n- Since: ${'x'.repeat(600)}\n\nLead.\n`,
    ],
    ['a fact without a name', (name: string) => `= ${name} =\n\nInfobox\n- : 1946\n\nLead.\n`],
    ['a title beyond what one may hold', (name: string) => `= ${name} ${'x'.repeat(400)} =\n\nLead.\n`],
  ])('with %s is refused with its report, and nothing of it is written', async (_, text) => {
    const { amal } = await people();
    const before = await counts();
    const { outcome, runId } = await importDocument(amal, file(text(title())));
    expect(outcome).toBe('refused');
    expect(await counts()).toEqual({ ...before, runs: before.runs + 1, events: before.events + 1 });
    const { report } = await getImport(amal, runId);
    expect(report.issues.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('is not there under an unknown id', async () => {
    const { amal } = await people();
    await expect(getImport(amal, newId())).rejects.toEqual(refused('not_found'));
  });
});
