import { describe, expect, it } from 'vitest';
import { withdrawArticle } from '@/lib/articles/commands/article';
import type { Actor } from '@/lib/domain/actor';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { checkImport } from '@/lib/transfer/commands/check';
import { verifyEvents } from '@/lib/db/chain';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { cite, doc, p } from '@/lib/domain/prose/builder';
import { citationIds, plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { recomputeHead } from '@/lib/revisions/head';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { approve, people, publish, submit } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';
import { importDocument, importFile, importMany } from '@/lib/transfer/commands/import';
import { aDocx, noteMark, para, run } from '@/lib/transfer/formats/in/docx/testing';
import { readMarkdown } from '@/lib/transfer/formats/in/markdown/index';
import { writeMarkdown } from '@/lib/transfer/formats/markdown-out';
import { aCitation, aVersion, citationIds as citationIdsOut } from '@/lib/transfer/formats/out/testing';
import { previewImport } from '@/lib/transfer/queries/preview';
import { getImport, listTargets } from '@/lib/transfer/queries/runs';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const file = (text: string | Buffer, fileName: string) => ({ fileName, base64: Buffer.from(text).toString('base64') });
const fresh = (words: string) => `${words} ${newId().slice(-12)}`;

const counts = async () => ({
  articles: await db().article.count(),
  revisions: await db().revision.count(),
  sources: await db().source.count(),
  citations: await db().citation.count(),
  runs: await db().importRun.count(),
});

/** The citations that stand in a revision's sections, as rows, in the order of the text. */
async function cited(number: number) {
  const { sections } = await getEditScreen((await people()).amal, number);
  const ids = sections.flatMap(({ body }) => citationIds(body));
  const rows = await db().citation.findMany({ where: { id: { in: ids } }, include: { source: true } });
  return ids.map((id) => rows.find((row) => row.id === id));
}

const cslOf = (more: object = {}) => ({ type: 'book', title: fresh('A work'), publisher: 'Harbour Press', ...more });

describe('importing a file', () => {
  it.each([
    [
      'Markdown',
      (title: string) =>
        file(`# ${title}\n\nThe lead[^1].\n\n[^1]: Haddad, L. *Trade*. London: Harbour Press, 2006, p. 12.\n`, 'a.md'),
    ],
    [
      'HTML',
      (title: string) =>
        file(
          `<h1>${title}</h1><p>The lead<sup><a href="#f">1</a></sup>.</p><ol><li id=f>Haddad, L. <i>Trade</i>. London: Harbour Press, 2006, p. 12.</li></ol>`,
          'a.html',
        ),
    ],
    [
      'Word',
      (title: string) =>
        file(
          aDocx(para(run(title), 'Title') + para(run('The lead') + noteMark(1) + run('.')), {
            footnotes: [run('Haddad, L. ') + run('Trade', '<w:i/>') + run('. London: Harbour Press, 2006, p. 12.')],
          }),
          'a.docx',
        ),
    ],
    [
      'wikitext',
      (title: string) =>
        file(`= ${title} =\nThe lead<ref>Haddad, L. ''Trade''. London: Harbour Press, 2006, p. 12.</ref>.`, 'a.wiki'),
    ],
  ])('of %s makes a draft whose statements are cited at their place, and nothing live', async (_, make) => {
    const { amal } = await people();
    const title = fresh('Harbours');
    const { outcome, number, articleId, runId } = await importDocument(amal, make(title));
    expect(outcome).toBe('created');
    const screen = await getEditScreen(amal, number ?? 0);
    expect([screen.title, screen.state, screen.sections.map(({ body }) => plainText(body))]).toEqual([
      title,
      'draft',
      ['The lead.'],
    ]);
    expect(await cited(number ?? 0)).toMatchObject([
      { locators: [{ label: 'page', value: '12' }], source: { title: 'Trade', completeness: 'stub' } },
    ]);
    expect(await db().article.findUnique({ where: { id: articleId ?? '' } })).toMatchObject({
      state: 'unpublished',
      liveVersionId: null,
    });
    const { document, report } = await getImport(amal, runId);
    expect(document?.sources).toMatchObject([{ stub: true, uses: 1 }]);
    expect(report.issues).toMatchObject([
      { code: 'source-needs-details', file: expect.stringMatching(/^a\./u), column: expect.any(Number) },
    ]);
    // The head that was made without reading is the one that reading makes.
    const revision = await db().revision.findUniqueOrThrow({ where: { number: number ?? 0 } });
    expect((await recomputeHead(db(), revision)).changed).toBe(false);
  });

  it('uses sources that the library has, by identifier, by key with title, and by equal words', async () => {
    const { amal } = await people();
    const [doi, isbn] = [`10.5555/${newId()}`, '9780306406157'];
    const known = [
      await createSource(amal, {
        csl: cslOf({ type: 'article-journal', 'container-title': 'J', DOI: doi }),
        stub: false,
      }),
      await createSource(amal, { csl: cslOf({ ISBN: isbn }), stub: false }),
      await createSource(amal, { csl: cslOf({ URL: 'https://www.example.org/x' }), stub: false }),
    ];
    const named = await createSource(amal, { csl: { type: 'book', title: 'Named', publisher: 'P' }, stub: false });
    const text = [
      '---',
      'references:',
      `- {id: a, type: article-journal, title: Other words, container-title: J, DOI: "${doi.toUpperCase()}"}`,
      '- {id: b, type: book, title: Other words, ISBN: 0-306-40615-2}',
      '- {id: c, type: webpage, title: W, URL: "https://www.example.org/x/?utm_source=y"}',
      '- {id: d, type: book, title: Named, publisher: P}',
      '---',
      `# ${fresh('T')}`,
      '',
      `a[@a] b[@b; @c] c[@d] d[@${named.key}]`,
    ].join('\n');
    const before = await counts();
    const { number } = await importDocument(amal, file(text, 'a.md'));
    expect((await cited(number ?? 0)).map((row) => row?.sourceId)).toEqual([
      ...known.map(({ sourceId }) => sourceId),
      named.sourceId,
      named.sourceId,
    ]);
    expect(await counts()).toMatchObject({ sources: before.sources, citations: before.citations + 5 });
  });

  it('of an export of ours keeps all that each use says of its source', async () => {
    const { amal } = await people();
    const [one, two, three] = citationIdsOut;
    const said = { locators: [{ label: 'page' as const, value: '12' }], quote: 'as it was' };
    const more = { prefix: 'cf.', suffix: 'with another figure', quoteLanguage: 'ar', quoteTranslation: 'So it was.' };
    const uses = [
      { ...said, supports: 'partly' as const, ...more },
      { ...said, quote: '', note: 'See the map.', supports: 'background' as const },
      { ...said, quote: 'and so', supports: 'supports' as const, reliabilityReason: 'Nothing else is kept.' },
    ];
    const version = aVersion(doc(p('A', cite(one), ', b', cite(two), ', c', cite(three), '.')), {
      title: fresh('Out and in'),
      citations: [one, two, three].map((id, at) => aCitation(id, 'A', uses[at])),
    });
    const { number } = await importDocument(amal, file(writeMarkdown(version), 'a.md'));
    expect(await cited(number ?? 0)).toMatchObject(uses);
  });

  it('makes a source once, however often and in however many files at once it is named', async () => {
    const { amal, yusuf } = await people();
    const doi = `10.5555/${newId()}`;
    const text = () => `# ${fresh('T')}\n\na[@doi:${doi}] b[@doi:${doi}]`;
    const both = await Promise.all([
      importDocument(amal, file(text(), 'a.md')),
      importDocument(yusuf, file(text(), 'b.md')),
    ]);
    const rows = (await Promise.all(both.map(({ number }) => cited(number ?? 0)))).flat();
    expect(new Set(rows.map((row) => row?.id)).size).toBe(4);
    expect(new Set(rows.map((row) => row?.sourceId)).size).toBe(1);
  });

  it('makes a new article beside one of that title where that was chosen', async () => {
    const { amal } = await people();
    const text = `# ${fresh('Twins')}\n\na\n`;
    const first = await importDocument(amal, file(text, 'a.md'));
    const second = await importDocument(amal, { ...file(text, 'a.md'), as: 'article' });
    expect(second.outcome).toBe('created');
    const slugs = await db().article.findMany({
      where: { id: { in: [first.articleId ?? '', second.articleId ?? ''] } },
      select: { slug: true },
      orderBy: { createdAt: 'asc' },
    });
    expect(slugs[1]?.slug).toBe(`${slugs[0]?.slug ?? ''}-2`);
  });

  it('makes a revision of the article that was chosen, whatever the file is called, over what is live', async () => {
    const { amal, jonas } = await people();
    const first = await importDocument(amal, file(`# ${fresh('One')}\n\nLead.\n\n## History\n\nOld.\n`, 'a.md'));
    await submit(amal, first.number ?? 0);
    await approve(jonas, first.number ?? 0);
    await publish(jonas, first.number ?? 0);
    const articleId = first.articleId ?? '';
    const other = file(`# ${fresh('Two')}\n\nLead.\n\n## History\n\nNew[@x].\n`, 'b.md');
    const second = await importDocument(amal, { ...other, as: 'revision', articleId });
    expect(second).toMatchObject({ outcome: 'revised', articleId });
    expect(await cited(second.number ?? 0)).toMatchObject([{ articleId }]);
    expect(await db().version.count({ where: { articleId } })).toBe(1);
    expect(await importDocument(amal, { ...other, as: 'revision', articleId })).toMatchObject({ outcome: 'unchanged' });
    expect((await listTargets(amal)).map(({ id }) => id)).toContain(articleId);
    await expect(importDocument(amal, { ...file(`# T\n\n${newId()}`, 'c.md'), as: 'revision' })).rejects.toEqual(
      refused('invalid'),
    );
    await expect(
      importDocument(amal, { ...file(`# T\n\n${newId()}`, 'c.md'), as: 'revision', articleId: newId() }),
    ).rejects.toEqual(refused('not_found'));
  });

  it('reads another encoding only when told, and keeps the words', async () => {
    const { amal } = await people();
    const bytes = Buffer.concat([Buffer.from(`# ${fresh('Caf')}\n\ncaf`), Buffer.from([0xe9]), Buffer.from('\n')]);
    const unread = await importDocument(amal, file(bytes, 'a.md'));
    expect(unread.outcome).toBe('refused');
    expect((await getImport(amal, unread.runId)).report.issues).toMatchObject([
      { code: 'bad-encoding', line: 3, column: 4 },
    ]);
    const read = await importDocument(amal, { ...file(bytes, 'a.md'), encoding: 'windows-1252' });
    const { sections } = await getEditScreen(amal, read.number ?? 0);
    expect(sections.map(({ body }) => plainText(body))).toEqual(['café']);
  });

  it('of a dump gives each page an outcome of its own', async () => {
    const { amal } = await people();
    const [one, three] = [fresh('One'), fresh('Three')];
    const page = (title: string, text: string) =>
      `<page><title>${title}</title><ns>0</ns><revision><timestamp>2020</timestamp><text>${text}</text></revision></page>`;
    const dump = `<mediawiki>${page(one, 'a')}${page('Two', '{| open')}${page(three, 'c')}</mediawiki>`;
    const before = await counts();
    const { runs } = await importFile(amal, file(dump, 'wiki.xml'));
    expect(runs.map(({ fileName, outcome }) => [fileName, outcome])).toEqual([
      [`wiki.xml: ${one}`, 'created'],
      ['wiki.xml: Two', 'refused'],
      [`wiki.xml: ${three}`, 'created'],
    ]);
    expect(await counts()).toMatchObject({ articles: before.articles + 2, runs: before.runs + 3 });
    await expect(importFile(amal, { ...file(dump, 'wiki.xml'), as: 'revision', articleId: newId() })).rejects.toEqual(
      refused('invalid'),
    );
  });

  it('shows first what it would do, and writes nothing', async () => {
    const { amal } = await people();
    const title = fresh('Seen');
    const input = { ...file(`# ${title}\n\na[@x]\n`, 'a.md'), as: 'auto' as const };
    const before = await counts();
    const [preview] = (await previewImport(amal, input)).previews;
    expect(preview).toMatchObject({
      outcome: 'created',
      article: null,
      document: { title, sources: [{ stub: true, uses: 1 }] },
    });
    expect(await counts()).toEqual(before);
    await importDocument(amal, input);
    expect((await previewImport(amal, input)).previews).toMatchObject([{ outcome: 'unchanged', article: { title } }]);
    expect((await previewImport(amal, { ...input, ...file(`# ${title}\n\nb`, 'b.md') })).previews).toMatchObject([
      { outcome: 'revised' },
    ]);
    expect((await previewImport(amal, { ...input, ...file('', 'b.md') })).previews).toMatchObject([
      { outcome: 'refused', document: null },
    ]);
  });

  it('keeps a report with half a character in it', async () => {
    const { amal } = await people();
    const { outcome } = await importDocument(
      amal,
      file(`# ${fresh('T')}\n\na {{${'x'.repeat(79)}😀}} [${'b'.repeat(79)}😀](${'c'.repeat(79)}😀)\n`, 'a.md'),
    );
    expect(outcome).toBe('created');
  });
});

describe('whether an imported text may stand here', () => {
  const attributed = () =>
    file(`= ${fresh('Elsewhere')} =\n\nThis material was published in The Example Review.\n\nThe lead.\n`, 'a.txt');

  it('is checked once, by name, where its file says that it was published elsewhere', async () => {
    const { amal, jonas } = await people();
    const { runId } = await importDocument(amal, attributed());
    const attribution = expect.stringContaining('The Example Review');
    expect((await getImport(amal, runId)).rights).toEqual({ attribution, checked: null });
    await checkImport(jonas, { runId, note: 'CC BY 4.0' });
    expect((await getImport(amal, runId)).rights).toEqual({
      attribution,
      checked: { by: 'Jonas', at: expect.any(String), note: 'CC BY 4.0' },
    });
    await expect(checkImport(amal, { runId, note: '' })).rejects.toEqual(refused('wrong_state'));
    const own = await importDocument(amal, file(`= ${fresh('Own')} =\n\nThe lead.\n`, 'b.txt'));
    expect((await getImport(amal, own.runId)).rights).toBeNull();
    await expect(checkImport(amal, { runId: own.runId, note: '' })).rejects.toEqual(refused('wrong_state'));
    await expect(checkImport(amal, { runId: newId(), note: '' })).rejects.toEqual(refused('not_found'));
    const events = await db().event.findMany({ where: { subjectId: runId, action: 'check_import' } });
    expect(events).toMatchObject([{ actorId: jonas.id, payload: { note: 'CC BY 4.0' } }]);
  });

  it('is undone by discarding its revision while that is open, and by withdrawing the article once it is live', async () => {
    const { amal, yusuf, jonas, rosa } = await people();
    const draft = await importDocument(amal, attributed());
    const wayOf = async (actor: Actor, { runId }: { runId: string }) => (await getImport(actor, runId)).withdraw;
    expect(await wayOf(amal, draft)).toEqual({ what: 'revision', number: draft.number, ok: true, because: '' });
    expect(await wayOf(yusuf, draft)).toMatchObject({ what: 'revision', ok: false });
    await discardRevision(amal, { number: draft.number ?? 0, reason: '' });
    expect(await wayOf(amal, draft)).toEqual({ what: 'done' });

    const live = await importDocument(amal, attributed());
    await submit(amal, live.number ?? 0);
    await approve(jonas, live.number ?? 0);
    await publish(jonas, live.number ?? 0);
    expect(await wayOf(jonas, live)).toMatchObject({ what: 'article', ok: false, because: 'Only admins can do this.' });
    expect(await wayOf(rosa, live)).toMatchObject({ what: 'article', articleId: live.articleId, ok: true });
    await withdrawArticle(rosa, { articleId: live.articleId ?? '', reason: 'No licence.' });
    expect(await wayOf(rosa, live)).toEqual({ what: 'done' });
  });
});

describe('importing many documents at once', () => {
  it('gives each an outcome of its own, in their order, and rows as if each had come alone', async () => {
    const { amal } = await people();
    const name = fresh('Bulk');
    const doi = `10.5555/${newId()}`;
    const readings = Array.from({ length: 60 }, (_, at) =>
      at === 7
        ? readMarkdown(Buffer.from('a\0'), '7.md')
        : readMarkdown(Buffer.from(`# ${name} ${at === 9 ? 8 : at}\n\n${at}[@doi:${doi}]\n`), `${at}.md`),
    );
    const runs = await importMany(amal, readings);
    expect(runs.map(({ fileName }) => fileName)).toEqual(readings.map(({ report }) => report.file));
    expect(
      runs.filter(({ outcome }) => outcome !== 'created').map(({ fileName, outcome }) => [fileName, outcome]),
    ).toEqual([
      ['7.md', 'refused'],
      ['9.md', 'revised'],
    ]);
    expect(runs[9]?.articleId).toBe(runs[8]?.articleId);
    expect(await db().source.count({ where: { doi } })).toBe(1);
    for (const { number } of [runs[0], runs[9], runs[59]].flatMap((one) => one ?? [])) {
      const revision = await db().revision.findUniqueOrThrow({ where: { number: number ?? 0 } });
      expect((await recomputeHead(db(), revision)).changed).toBe(false);
    }
    expect((await verifyEvents()).broken).toBeNull();
    expect(
      (await importMany(amal, readings)).every(({ outcome }) => outcome === 'unchanged' || outcome === 'refused'),
    ).toBe(true);
  });
});
