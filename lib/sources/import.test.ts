import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { readRis } from '@/lib/domain/citation/read/ris';
import { readSources } from '@/lib/domain/citation/read/sources';
import { cite as mark } from '@/lib/domain/prose/builder';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, people, person, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { importSources } from '@/lib/sources/commands/import';
import { exportParts, exportSources } from '@/lib/sources/queries/export';
import { checkSources, getSourceImport, listSourceImports } from '@/lib/sources/queries/imports';
import { getSource } from '@/lib/sources/queries/source';
import { newId } from '@/lib/system/crypto';

useDatabase();

const file = { fileName: 'library.bib', fill: [] as number[] };
const textOf = (body: Uint8Array) => new TextDecoder().decode(body);

const bib = `@book{one, title = {First}, author = {Haddad, Lina}, publisher = {Harbour Press}, year = 2001}
@article{two, title = {Second}, journal = {J}, doi = {10.5555/two}, volume = {7}}
@book{broken, title = {Never closed
@book{nameless, author = {Nobody}}
@article{again, title = {Second again}, journal = {J}, doi = {10.5555/TWO}}
@misc{left, title = {Left out}}
`;

describe('importing a text', () => {
  it('takes what was chosen, and reports every entry with its line', async () => {
    const amal = await person('Amal', 'editor');
    const known = await createSource(amal, {
      csl: { type: 'article-journal', title: 'Second', 'container-title': 'Journal', DOI: '10.5555/two' },
      stub: true,
    });
    const answer = await importSources(amal, { ...file, text: bib, take: [0, 1, 2, 3, 4], fill: [1] });
    expect(answer).toMatchObject({ taken: 1, merged: 1, known: 1, refused: 2, left: 1 });

    const { lines, format, fileName } = await getSourceImport(amal, answer.importId);
    expect([format, fileName]).toEqual(['bibtex', 'library.bib']);
    expect(
      lines.map(({ line, name, outcome, key, because, added }) => [line, name, outcome, key, because ?? added]),
    ).toEqual([
      [1, 'one', 'taken', 'haddad2001first', undefined],
      [2, 'two', 'merged', known.key, ['volume']],
      [3, 'broken', 'refused', undefined, 'A brace in it is never closed.'],
      [4, 'nameless', 'refused', undefined, 'It has no title. Give it one, or a description and who made it.'],
      [5, 'again', 'known', known.key, undefined],
      [6, 'left', 'left', undefined, undefined],
    ]);

    // What the library said already stays; what it lacked is there; what pinned the old state keeps it.
    const source = await getSource(amal, known.sourceId);
    expect(source.csl).toEqual({
      ...{ type: 'article-journal', title: 'Second', 'container-title': 'Journal', DOI: '10.5555/two', volume: '7' },
    });
    expect([source.seq, source.stub, source.states.length]).toEqual([2, true, 2]);
    const one = await getSource(amal, lines[0]?.sourceId ?? '');
    expect(one).toMatchObject({ stub: false, seq: 1, csl: { publisher: 'Harbour Press' } });
    expect(await db().source.count({ where: { title: 'Left out' } })).toBe(0);
  });

  it('is done once for one operation, and finds its own sources when it comes again', async () => {
    const amal = await person('Amal', 'editor');
    const text = 'TY  - JOUR\nTI  - Once only\nJO  - J\nDO  - 10.5555/once\nER  - ';
    const opId = newId();
    const first = await importSources(amal, { ...file, opId, text, take: [0] });
    expect(await importSources(amal, { ...file, opId, text, take: [0] })).toEqual(first);
    expect(await importSources(amal, { ...file, text, take: [0] })).toMatchObject({ taken: 0, known: 1 });
    expect(await db().source.count({ where: { doi: '10.5555/once' } })).toBe(1);
    expect((await listSourceImports(amal)).map(({ id }) => id)).toContain(first.importId);
  });

  it('by two people at once adds each work once', async () => {
    const cast = [await person('Amal', 'editor'), await person('Yusuf', 'editor'), await person('Nora', 'reviewer')];
    const text = Array.from(
      { length: 20 },
      (_, at) => `@article{k${at}, title={At once ${at}}, journal={J}, doi={10.5555/both-${at}}}`,
    ).join('\n');
    const take = Array.from({ length: 20 }, (_, at) => at);
    const answers = await Promise.all(cast.map((actor) => importSources(actor, { ...file, text, take })));
    expect(answers.map(({ taken, known }) => taken + known)).toEqual([20, 20, 20]);
    expect(await db().source.count({ where: { doi: { startsWith: '10.5555/both-' } } })).toBe(20);
  });

  it('meets repetitions inside one text', async () => {
    const amal = await person('Amal', 'editor');
    const text = JSON.stringify(
      ['One', 'Two'].map((title) => ({ type: 'webpage', title, URL: 'https://example.org/twice?utm_source=x' })),
    );
    const { importId } = await importSources(amal, { ...file, text, take: [0, 1] });
    const { lines } = await getSourceImport(amal, importId);
    expect(lines.map(({ outcome, sameAs }) => [outcome, sameAs])).toEqual([
      ['taken', undefined],
      ['known', 1],
    ]);
  });

  it('never gives one source the number of another', async () => {
    const amal = await person('Amal', 'editor');
    const page = { type: 'webpage', title: 'A page', URL: 'https://example.org/number' };
    await createSource(amal, { csl: page, stub: false });
    await createSource(amal, {
      csl: { type: 'book', title: 'A book', publisher: 'P', ISBN: '9783161484100' },
      stub: false,
    });
    const text = JSON.stringify({ ...page, type: 'book', publisher: 'P', ISBN: '9783161484100' });
    const { refused } = await importSources(amal, { ...file, text, take: [0], fill: [0] });
    expect(refused).toBe(1);
  });

  it('keeps a report for ever, and refuses a text that is none', async () => {
    const amal = await person('Amal', 'editor');
    const { importId } = await importSources(amal, { ...file, text: '@book{a, title={X}, publisher={P}}', take: [] });
    await expect(db().sourceImport.update({ where: { id: importId }, data: { fileName: 'x' } })).rejects.toThrow(
      'permission denied for table source_import',
    );
    await expect(importSources(amal, { ...file, text: 'Dear editor', take: [] })).rejects.toMatchObject({
      code: 'invalid',
      message: 'This is neither BibTeX nor RIS nor CSL-JSON nor a citation template.',
    });
    await expect(getSourceImport(amal, newId())).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('looking before importing', () => {
  it('tells certain repetitions from those that look alike, and writes nothing', async () => {
    const amal = await person('Amal', 'editor');
    const made = await createSource(amal, {
      csl: {
        type: 'book',
        title: 'Neighbours at arm’s length',
        publisher: 'P',
        author: [{ family: 'Berg' }],
        issued: { 'date-parts': [[2006]] },
      },
      stub: false,
    });
    const before = await db().source.count();
    const text = `@book{a, title={Neighbours at Arm's Length}, author={Berg, Anna}, year=2007, publisher={P}, edition={2}}
@book{b, title={Neighbours at arm's length}, author={Somebody Else}, publisher={P}}
@book{c, title={Neighbours at arm's length}, year=1990, publisher={P}}`;
    const { matches } = await checkSources(amal, { text });
    expect(matches.map(({ at, source, isSure, adds }) => [at, source.id, isSure, adds])).toEqual([
      [0, made.sourceId, false, ['edition']],
    ]);
    expect(await db().source.count()).toBe(before);
  });
});

describe('taking sources out', () => {
  it.each(['bib', 'ris', 'csl.json'] as const)(
    'as %s: what the library has comes back equal',
    async (format) => {
      const amal = await person('Amal', 'editor');
      const csl = {
        ...{
          type: 'speech',
          title: `Speech {${format}} & <b>more</b>`,
          author: [{ literal: 'Sons and Daughters, Ltd' }],
        },
        ...{
          issued: {
            'date-parts': [
              [2010, 3],
              [2011, 4],
            ],
          },
          'event-title': 'Conference',
          note: '100% “so”',
        },
        custom: { archiveUrl: 'https://web.archive.org/web/2012/https://example.org/', moreAuthors: true },
      };
      const { key } = await createSource(amal, { csl, stub: false });
      const { body, name } = await exportSources(amal, { format });
      expect(name).toBe(`library-sources.${format}`);
      const read = readSources(textOf(body));
      const candidates = read.ok ? read.candidates : [];
      expect(candidates.find((one) => one.name === key)?.csl).toEqual(csl);
      const stored = await db().source.findMany({ select: { key: true, currentState: { select: { csl: true } } } });
      expect(candidates.map((one) => one.name)).toEqual(stored.map((one) => one.key).toSorted());
      for (const { key: own, currentState } of stored) {
        expect(candidates.find((one) => one.name === own)?.csl).toEqual(currentState?.csl);
      }
    },
    60_000,
  );

  it('of an article as its live version froze them, of a revision as it stands', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const revision = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
    const csl = { type: 'book', title: `Cited ${newId()}`, publisher: 'P' };
    const { sourceId, key } = await createSource(cast.amal, { csl, stub: false });
    const use = { number: revision.number, sourceId, locators: [], quote: '', note: '', supports: 'supports' as const };
    const { citationId } = await cite(cast.amal, use);
    const second = await cite(cast.amal, use);
    await write(cast.amal, revision.number, 0, prose(['It says so.', mark(citationId), mark(second.citationId)]));
    const own = { format: 'csl.json', revision: revision.number } as const;
    expect(JSON.parse(textOf((await exportSources(cast.amal, own)).body))).toEqual([{ id: key, ...csl }]);
    await expect(exportSources(cast.amal, { format: 'bib', article: newId() })).rejects.toMatchObject({
      code: 'not_found',
    });

    await submit(cast.amal, revision.number);
    await approve(cast.jonas, revision.number);
    await publish(cast.jonas, revision.number);
    await saveSource(cast.amal, { sourceId, expectedSeq: 1, csl: { ...csl, title: 'Corrected since' }, stub: false });
    const live = textOf((await exportSources(cast.amal, { format: 'csl.json', article: articleId })).body);
    expect(JSON.parse(live)).toEqual([{ id: key, ...csl }]);
    await expect(exportSources(cast.amal, { ...own, article: articleId })).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('many', () => {
  it('takes 2,000 sources in one go', async () => {
    const amal = await person('Amal', 'editor');
    const text = Array.from({ length: 2000 }, (_, at) => `@book{k${at}, title={Volume ${at}}, publisher={Many}}`).join(
      '\n',
    );
    const take = Array.from({ length: 2000 }, (_, at) => at);
    expect(await importSources(amal, { ...file, text, take })).toMatchObject({ taken: 2000, refused: 0 });
    const whole = { title: { startsWith: 'Volume ' }, currentStateId: { not: null } };
    expect(await db().source.count({ where: whole })).toBe(2000);
    // More than one file holds: the parts together are the library.
    const parts = await exportParts(amal);
    const files = await Promise.all(parts.map(({ after }) => exportSources(amal, { format: 'ris', after })));
    const keys = files.flatMap(({ body }) => readRis(textOf(body)).map(({ name }) => name));
    const stored = await db().source.findMany({ select: { key: true } });
    expect(keys).toEqual(stored.map(({ key }) => key).toSorted());
    expect(parts.map((part) => part.count)).toEqual([2000, stored.length - 2000]);
  }, 60_000);
});
