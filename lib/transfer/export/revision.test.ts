import { describe, expect, it, beforeAll } from 'vitest';
import { useDatabase } from '@/lib/db/testing';
import { db } from '@/lib/db/client';
import { articleLink, cite, doc, p } from '@/lib/domain/prose/builder';
import { cite as citeSource } from '@/lib/revisions/commands/cite';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { openRevision } from '@/lib/revisions/commands/open';
import { people, publishedArticle, write, type Cast } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { exportRevision } from '@/lib/transfer/export/revision';
import { filesOf } from '@/lib/transfer/formats/out/packed/testing';

useDatabase();

let cast: Cast;
let number: number;

/** A revision of a live article: its lead cites a source and links to another article, which is live, and to one that is not. */
beforeAll(async () => {
  cast = await people();
  const { amal } = cast;
  const { articleId } = await publishedArticle(cast, 'Iran and Syria');
  await publishedArticle(cast, 'Other');
  ({ number } = await openRevision(amal, { articleId, name: 'A change', why: '' }));
  const { sourceId } = await createSource(amal, { csl: { type: 'book', title: 'A book' }, stub: false });
  const locators = [{ label: 'page', value: '12' } as const];
  const made = await citeSource(amal, {
    number,
    sourceId,
    locators,
    quote: 'so it was',
    note: '',
    supports: 'supports',
  });
  const lead = p(
    'A new lead',
    cite(made.citationId),
    ', ',
    articleLink('other', 'seen'),
    ' and ',
    articleLink('none', 'unseen'),
    '.',
  );
  await write(amal, number, 0, doc(lead));
});

const read = async (format: 'md' | 'txt') =>
  new TextDecoder().decode((await exportRevision(cast.yusuf, { number, format })).body);

describe('a revision as a file', () => {
  it('is what it would publish, with footnotes, and says that it is no version', async () => {
    const text = await read('md');
    expect(text).toContain(`\nrevision: ${number}\nstate: draft\nbase: 1\n`);
    expect(text).toContain(`Revision ${number} is a draft. Readers do not see this text.`);
    expect(text).toContain('A new lead[^1], [seen](http://localhost:3000/articles/other) and unseen.');
    expect(text).toContain('[^1]: _A book_. no date. p. 12. “so it was”');
    expect(text).toContain('First paragraph of the history.');
    expect(text).not.toMatch(/^version:/mu);
    expect(await read('txt')).toContain(`Revision ${number}, saved on `);
  });

  it.each([
    ['docx', 'word/footnotes.xml'],
    ['epub', 'EPUB/text.xhtml'],
  ] as const)('is a .%s of the same words under a name of its own', async (format, part) => {
    const file = await exportRevision(cast.yusuf, { number, format });
    expect(file.name).toBe(`iran-and-syria-r${number}.${format}`);
    const files = filesOf(file.body);
    expect(files[part]).toContain('so it was');
    expect(Object.values(files).join('')).toContain(`Revision ${number} is a draft. Readers do not see this text.`);
  });

  it('is there in every state', async () => {
    await discardRevision(cast.amal, { number, reason: '' });
    expect(await read('md')).toContain(`Revision ${number} is discarded. Readers do not see this text.`);
    const published = await db().revision.findFirstOrThrow({ where: { state: 'published' } });
    const { body } = await exportRevision(cast.amal, { number: published.number, format: 'md' });
    expect(new TextDecoder().decode(body)).toContain(`Revision ${published.number} was published as version 1.`);
  });

  it('of an unknown number is refused', async () => {
    await expect(exportRevision(cast.amal, { number: 999_999, format: 'md' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
