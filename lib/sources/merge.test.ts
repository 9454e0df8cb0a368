import { afterEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { cite as mark } from '@/lib/domain/prose/builder';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, people, person, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { mergeSources, undoMerge } from '@/lib/sources/commands/merge';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { countLibrary, searchSources } from '@/lib/sources/queries/library';
import { compareSources, getSource } from '@/lib/sources/queries/source';
import { setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { verifyVersions } from '@/lib/versions/chain';

useDatabase();
afterEach(() => setClock(null));

const book = (more: object = {}) => ({ type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press', ...more });
const create = async (actor: Actor, csl: unknown) => (await createSource(actor, { csl, stub: false })).sourceId;
const doi = () => `10.5555/${newId()}`;

async function seqOf(id: string): Promise<number> {
  return (await db().source.findUniqueOrThrow({ where: { id } })).seq;
}
const merge = async (actor: Actor, sourceId: string, intoId: string, take: string[] = []) =>
  mergeSources(actor, {
    ...{ sourceId, expectedSeq: await seqOf(sourceId), intoId, intoSeq: await seqOf(intoId), take },
  });

describe('merging two records of one work', () => {
  it('takes over the chosen fields, identifiers too, and undoing gives both records back as they were', async () => {
    const amal = await person('Amal', 'editor');
    const [a, b] = [
      book({ title: 'Twin', URL: 'https://twin.example.org/' }),
      book({ title: 'Twin!', DOI: doi(), volume: '2' }),
    ];
    const [kept, gone] = [await create(amal, a), await create(amal, b)];
    const screen = await compareSources(amal, { sourceId: gone, intoId: kept });
    expect(screen.differences.map(({ field }) => field)).toEqual(['title', 'DOI', 'URL', 'volume']);
    expect(screen.suggested).toEqual(['DOI', 'volume']);

    const { mergeId } = await merge(amal, gone, kept, screen.suggested);
    expect((await getSource(amal, kept)).csl).toEqual({ ...a, DOI: b['DOI' as keyof typeof b], volume: '2' });
    expect(await getSource(amal, gone)).toMatchObject({ mergedInto: { id: kept }, csl: b });
    expect((await searchSources(amal, { q: 'Twin' })).sources.map(({ id }) => id)).toEqual([kept]);

    await undoMerge(amal, { mergeId });
    expect((await getSource(amal, kept)).csl).toEqual(a);
    expect(await getSource(amal, gone)).toMatchObject({ mergedInto: null, csl: b });
    const events = await db().event.findMany({ where: { subjectId: kept }, orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(['create_source', 'merge_sources', 'undo_merge']);
  });

  it('keeps what was corrected since, and refuses an undo that would give two sources one identifier', async () => {
    const amal = await person('Amal', 'editor');
    const DOI = doi();
    const [kept, gone] = [await create(amal, book()), await create(amal, book({ DOI }))];
    const { mergeId } = await merge(amal, gone, kept, ['DOI']);
    const corrected = book({ title: 'Corrected', DOI });
    await saveSource(amal, { sourceId: kept, expectedSeq: await seqOf(kept), csl: corrected, stub: false });
    await expect(undoMerge(amal, { mergeId })).rejects.toMatchObject({
      code: 'invalid',
      detail: { current: { id: kept } },
    });
    const without = book({ title: 'Corrected' });
    await saveSource(amal, { sourceId: kept, expectedSeq: await seqOf(kept), csl: without, stub: false });
    await undoMerge(amal, { mergeId });
    expect((await getSource(amal, kept)).csl).toEqual(without);
    expect((await getSource(amal, gone)).csl.DOI).toBe(DOI);
  });

  it('is refused from other records than were seen, into itself, into a merged one, and by nobody in particular', async () => {
    const amal = await person('Amal', 'editor');
    const [a, b, c] = [await create(amal, book()), await create(amal, book()), await create(amal, book())];
    const input = { sourceId: a, expectedSeq: 1, intoId: b, intoSeq: 1, take: [] };
    await expect(mergeSources(amal, { ...input, intoSeq: 7 })).rejects.toMatchObject({ code: 'stale' });
    await expect(mergeSources(amal, { ...input, expectedSeq: 7 })).rejects.toMatchObject({ code: 'stale' });
    await expect(mergeSources(amal, { ...input, intoId: a })).rejects.toMatchObject({ code: 'invalid' });
    await expect(mergeSources(amal, { ...input, intoId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    await expect(mergeSources(amal, { ...input, take: ['publisher', 'title'] })).resolves.toHaveProperty('mergeId');
    await expect(merge(amal, c, a)).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(merge(amal, a, c)).rejects.toMatchObject({ code: 'wrong_state' });
    const csl = book();
    const late = saveSource(amal, { sourceId: a, expectedSeq: await seqOf(a), csl, stub: false });
    await expect(late).rejects.toMatchObject({ code: 'wrong_state', detail: { current: { mergedIntoId: b } } });
  });

  it('can be undone for thirty days, once', async () => {
    const amal = await person('Amal', 'editor');
    const { mergeId } = await merge(amal, await create(amal, book()), await create(amal, book()));
    const after = (days: number) => setClock(() => new Date(Date.now() + days * 24 * 3600 * 1000));
    after(31);
    await expect(undoMerge(amal, { mergeId })).rejects.toMatchObject({ code: 'wrong_state' });
    after(29);
    await undoMerge(amal, { mergeId });
    await expect(undoMerge(amal, { mergeId })).rejects.toMatchObject({ code: 'wrong_state' });
    await expect(undoMerge(amal, { mergeId: newId() })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('of two people in both directions at once makes one source of two', async () => {
    const [amal, yusuf] = [await person('Amal', 'editor'), await person('Yusuf', 'editor')];
    const [a, b] = [await create(amal, book()), await create(amal, book())];
    const results = await Promise.allSettled([
      mergeSources(amal, { sourceId: a, expectedSeq: 1, intoId: b, intoSeq: 1, take: [] }),
      mergeSources(yusuf, { sourceId: b, expectedSeq: 1, intoId: a, intoSeq: 1, take: [] }),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await db().source.count({ where: { id: { in: [a, b] }, mergedIntoId: null } })).toBe(1);
  });

  it('rewrites no citation, version or approval; uses, new citations and live pages follow', async () => {
    const cast = await people();
    const { articleId } = await publishedArticle(cast);
    const [kept, gone] = [await create(cast.amal, book()), await create(cast.amal, book())];
    const { number } = await openRevision(cast.amal, { articleId, name: 'Cites it', why: '' });
    const place = { number, locators: [], quote: '', note: '', supports: 'supports' as const };
    const { citationId } = await cite(cast.amal, { ...place, sourceId: gone });
    await write(cast.amal, number, 0, prose(['With a source.', mark(citationId)]));
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    const before = await db().revision.findUniqueOrThrow({ where: { number } });
    await merge(cast.amal, gone, kept);
    const after = await db().revision.findUniqueOrThrow({ where: { number } });
    expect([after.state, after.headHash]).toEqual(['approved', before.headHash]);
    await publish(cast.jonas, number);
    expect((await verifyVersions()).faults).toEqual([]);
    expect((await db().citation.findUniqueOrThrow({ where: { id: citationId } })).sourceId).toBe(gone);

    const screen = await getSource(cast.amal, kept);
    expect([screen.citations, screen.uses.map((use) => use.citationId)]).toEqual([1, [citationId]]);
    const next = await openRevision(cast.amal, { articleId, name: 'Again', why: '' });
    const again = await cite(cast.amal, { ...place, number: next.number, sourceId: gone });
    expect((await db().citation.findUniqueOrThrow({ where: { id: again.citationId } })).sourceId).toBe(kept);

    await db().livePage.updateMany({ data: { stale: false } });
    const [last] = await db().sourceMerge.findMany({ where: { sourceId: gone } });
    await undoMerge(cast.amal, { mergeId: last?.id ?? '' });
    expect(await db().livePage.count({ where: { articleId, stale: true } })).toBe(1);
    expect((await getSource(cast.amal, kept)).citations).toBe(0);
  });
});

describe('the parts of the library', () => {
  it('hold what nobody uses, what is only named, what no link leads to, and what looks double', async () => {
    const amal = await person('Amal', 'editor');
    const before = await countLibrary(amal);
    const word = newId();
    const title = `Part ${word}`;
    const csl = { title, author: [{ family: 'Haddad' }], issued: { 'date-parts': [[2015]] } };
    const first = await create(amal, book(csl));
    const stub = (await createSource(amal, { csl: { type: 'document', title: `Stub ${word}` }, stub: true })).sourceId;
    const dead = await create(amal, book({ title: `Dead ${word}`, custom: { urlStatus: 'dead' } }));
    const second = await create(amal, book({ ...csl, title: `PART ${word}.`, issued: { 'date-parts': [[2016]] } }));
    const found = async (show: 'stub' | 'dead' | 'unused' | 'alike') =>
      (await searchSources(amal, { q: word, show })).sources.map(({ id }) => id);
    expect(await found('stub')).toEqual([stub]);
    expect(await found('dead')).toEqual([dead]);
    expect(new Set(await found('alike'))).toEqual(new Set([first, second]));
    expect(await found('unused')).toHaveLength(4);
    const after = await countLibrary(amal);
    const more = (['all', 'stub', 'dead', 'unused', 'alike', 'flagged'] as const).map(
      (part) => after[part] - before[part],
    );
    expect(more).toEqual([4, 1, 1, 4, 2, 0]);
    expect((await getSource(amal, first)).alike.map(({ id }) => id)).toEqual([second]);
  });
});
