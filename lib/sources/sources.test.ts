import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { cite as mark } from '@/lib/domain/prose/builder';
import type { RefusalCode } from '@/lib/domain/refusal';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, people, person, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { searchSources } from '@/lib/sources/queries/library';
import { getSource } from '@/lib/sources/queries/source';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });
const book = (more: object = {}) => ({ type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press', ...more });
const create = (actor: Actor, csl: unknown, opId?: string) => createSource(actor, { opId, csl, stub: false });
const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) => error,
  );

describe('describing a source', () => {
  it('keeps the record and normal forms of its identifiers, under a key of maker, year and title', async () => {
    const amal = await person('Amal', 'editor');
    const csl = {
      type: 'article-journal',
      title: 'Trade routes of the coast',
      author: [{ family: 'Haddad', given: 'Leila' }],
      issued: { 'date-parts': [[2015, 3]] },
      'container-title': 'Journal of Ports',
      DOI: 'https://doi.org/10.5555/ABC.12',
      URL: 'HTTPS://www.Example.org/a/?utm_source=x&b=2&a=1#top',
    };
    const { sourceId, key } = await create(amal, csl);
    expect(key).toMatch(/^haddad2015/u);
    expect(await db().source.findUniqueOrThrow({ where: { id: sourceId } })).toMatchObject({
      doi: '10.5555/abc.12',
      urlKey: 'www.example.org/a?a=1&b=2',
      issuedYear: 2015,
      authorsText: 'Leila Haddad',
      container: 'Journal of Ports',
      completeness: 'described',
      seq: 1,
    });
    expect((await getSource(amal, sourceId)).csl).toMatchObject({ title: csl.title, DOI: '10.5555/abc.12' });
  });

  it('refuses a record that cannot be read, naming the field, and writes nothing', async () => {
    const amal = await person('Amal', 'editor');
    const before = await db().source.count();
    for (const csl of [null, [], 'x', {}, book({ title: undefined }), book({ DOI: 'eleven' }), book({ ISBN: '12' })]) {
      await expect(create(amal, csl)).rejects.toEqual(refused('invalid'));
    }
    const wrong = await refusalOf(create(amal, book({ ISBN: '978-0-306-40615-8' })));
    expect(wrong).toMatchObject({ detail: { issues: [{ where: 'ISBN' }] } });
    expect(await db().source.count()).toBe(before);
  });

  it('gives two sources of one maker, year and title two keys, at the same moment too', async () => {
    const amal = await person('Amal', 'editor');
    const same = { ...book({ title: 'Twins' }), author: [{ family: 'Zweig' }], issued: { 'date-parts': [[1940]] } };
    const made = await Promise.all(Array.from({ length: 4 }, () => create(amal, same)));
    expect(new Set(made.map(({ key }) => key)).size).toBe(4);
  });

  it('marks a stub, and a later save describes it', async () => {
    const amal = await person('Amal', 'editor');
    const csl = book();
    const { sourceId } = await createSource(amal, { csl, stub: true });
    expect(await getSource(amal, sourceId)).toMatchObject({ stub: true, uses: [] });
    await saveSource(amal, { sourceId, expectedSeq: 1, csl, stub: false });
    const { stub, states, seq } = await getSource(amal, sourceId);
    expect([stub, states.length, seq]).toEqual([false, 2, 2]);
  });
});

describe('the same work twice', () => {
  const pairs: [string, object, object][] = [
    ['DOI, however it is written', book({ DOI: '10.5555/One' }), book({ DOI: 'doi:10.5555/one.' })],
    ['ISBN of a book, with 10 or 13 digits', book({ ISBN: '0-306-40615-2' }), book({ ISBN: '9780306406157' })],
    ['PMID', book({ PMID: '31452104' }), { type: 'article-journal', title: 'Other', PMID: '31452104' }],
    [
      'address, without tracking and in any order',
      { type: 'webpage', title: 'Page', URL: 'https://example.org/p/?b=2&a=1&utm_medium=mail' },
      { type: 'webpage', title: 'Same page', URL: 'http://example.org/p?a=1&b=2#part' },
    ],
  ];
  it.each(pairs)('is refused by %s, with a link to the one that is there', async (_, first, second) => {
    const amal = await person('Amal', 'editor');
    const { sourceId, key } = await create(amal, first);
    expect(await refusalOf(create(amal, second))).toMatchObject({
      code: 'invalid',
      detail: { issues: [{ code: 'duplicate_source', message: sourceId }], current: { id: sourceId, key } },
    });
    const other = await create(amal, book());
    const saved = saveSource(amal, { sourceId: other.sourceId, expectedSeq: 1, csl: second, stub: false });
    await expect(saved).rejects.toEqual(refused('invalid'));
    // Its own identifiers are no duplicate of itself.
    expect(await saveSource(amal, { sourceId, expectedSeq: 1, csl: first, stub: false })).toEqual({ seq: 2 });
  });

  it('chapters of one book share its ISBN', async () => {
    const amal = await person('Amal', 'editor');
    const ISBN = '978-3-16-148410-0';
    await create(amal, book({ ISBN }));
    const chapter = { type: 'chapter', 'container-title': 'The book', ISBN };
    await create(amal, { ...chapter, title: 'One' });
    await create(amal, { ...chapter, title: 'Two' });
    expect(await db().source.count({ where: { isbn13: '9783161484100' } })).toBe(3);
  });

  it('created by several people at once is one source; the others get the link', async () => {
    const cast = [await person('Amal', 'editor'), await person('Yusuf', 'editor'), await person('Nora', 'reviewer')];
    const csl = book({ DOI: '10.5555/at-once' });
    const results = await Promise.allSettled(cast.map((actor) => create(actor, csl)));
    const won = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.sourceId] : []));
    const lost = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(won).toHaveLength(1);
    const refusal = { code: 'invalid', detail: { issues: [{ code: 'duplicate_source', message: won[0] }] } };
    expect(lost).toMatchObject([refusal, refusal]);
    expect(await db().source.count({ where: { doi: '10.5555/at-once' } })).toBe(1);
  });

  it('corrected to one DOI at once is refused to one of the two', async () => {
    const amal = await person('Amal', 'editor');
    const ids = [await create(amal, book()), await create(amal, book())].map(({ sourceId }) => sourceId);
    const csl = book({ DOI: '10.5555/corrected' });
    const results = await Promise.allSettled(
      ids.map((sourceId) => saveSource(amal, { sourceId, expectedSeq: 1, csl, stub: false })),
    );
    const lost = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
    expect(lost).toMatchObject([{ code: 'invalid', detail: { issues: [{ code: 'duplicate_source' }] } }]);
  });

  it('a double click makes one source and answers the same', async () => {
    const amal = await person('Amal', 'editor');
    const [opId, csl] = [newId(), book({ DOI: '10.5555/twice' })];
    const answers = await Promise.all([create(amal, csl, opId), create(amal, csl, opId)]);
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('correcting a source', () => {
  it('refuses a save from another state, with what is there now', async () => {
    const amal = await person('Amal', 'editor');
    const { sourceId } = await create(amal, book());
    const csl = book({ title: 'Corrected' });
    await saveSource(amal, { sourceId, expectedSeq: 1, csl, stub: false });
    const late = await refusalOf(saveSource(amal, { sourceId, expectedSeq: 1, csl: book(), stub: false }));
    expect(late).toMatchObject({ code: 'stale', detail: { current: { seq: 2, csl: { title: 'Corrected' } } } });
    const unknown = saveSource(amal, { sourceId: newId(), expectedSeq: 1, csl, stub: false });
    await expect(unknown).rejects.toEqual(refused('not_found'));
  });

  it('lets one of two saves at the same moment through', async () => {
    const amal = await person('Amal', 'editor');
    const { sourceId } = await create(amal, book());
    const save = () => saveSource(amal, { sourceId, expectedSeq: 1, csl: book(), stub: false });
    const results = await Promise.allSettled([save(), save()]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await db().sourceState.count({ where: { sourceId } })).toBe(2);
  });
});

describe('the library', () => {
  it('finds by words of title, maker, container and identifiers, all of them, in any case', async () => {
    const amal = await person('Amal', 'editor');
    const word = newId().slice(-12);
    const csl = {
      type: 'article-journal',
      title: `Grain of ${word}`,
      author: [{ family: 'Okafor', given: 'Chidi' }],
      'container-title': 'Harbour Review',
      DOI: `10.5555/${word}`,
    };
    const { sourceId } = await create(amal, csl);
    const idsOf = async (q: string) => (await searchSources(amal, { q })).sources.map((source) => source.id);
    for (const q of [`grain ${word}`, `OKAFOR ${word}`, `${word} harbour review`, `10.5555/${word}`]) {
      expect(await idsOf(q)).toEqual([sourceId]);
    }
    expect(await idsOf(`${word} absent`)).toEqual([]);
    expect(await idsOf(`%${word}`)).toEqual([]);
    expect(await idsOf('_______________')).toEqual([]);
    expect((await searchSources(amal, {})).sources[0]?.id).toBe(sourceId);
  });

  it('counts uses in live text only: no draft, no withdrawn or replaced version', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const { sourceId } = await create(cast.amal, book());
    const usesOf = async () => {
      const { uses } = await getSource(cast.amal, sourceId);
      const [line] = (await searchSources(cast.amal, {})).sources.filter((source) => source.id === sourceId);
      return [uses.filter(({ number }) => number === null).map((use) => use.articleId), line?.uses];
    };
    const open = async () => (await openRevision(cast.amal, { articleId, name: 'A change', why: '' })).number;
    const goLive = async (number: number) => {
      await submit(cast.amal, number);
      await approve(cast.jonas, number);
      await publish(cast.jonas, number);
    };
    const number = await open();
    const place = { number, sourceId, locators: [], quote: '', note: '', supports: 'supports' as const };
    const { citationId } = await cite(cast.amal, place);
    await write(cast.amal, number, 0, prose(['With a source.', mark(citationId)]));
    expect(await usesOf()).toEqual([[], 0]);
    await goLive(number);
    expect(await usesOf()).toEqual([[articleId], 1]);
    const without = await open();
    await write(cast.amal, without, 0, prose('Without it.'));
    expect(await usesOf()).toEqual([[articleId], 1]);
    await goLive(without);
    expect(await usesOf()).toEqual([[], 0]);
  });
});
