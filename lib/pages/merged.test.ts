import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { sourceAnchor } from '@/lib/domain/citation/numbering';
import { cite as mark } from '@/lib/domain/prose/builder';
import { articleAnswer } from '@/lib/pages/answers/article';
import { sourceAnswer } from '@/lib/pages/answers/lists';
import { renewPages } from '@/lib/pages/live/renew';
import { listSources } from '@/lib/pages/queries/cited';
import { cite } from '@/lib/revisions/commands/cite';
import { openRevision } from '@/lib/revisions/commands/open';
import { approve, people, prose, publish, publishedArticle, submit, write } from '@/lib/revisions/testing';
import { mergeSources } from '@/lib/sources/commands/merge';
import { createSource, saveSource } from '@/lib/sources/commands/record';
import { ask, textOf } from '@/lib/web/public/testing';
import { verifyVersions } from '@/lib/versions/chain';

useDatabase();

let [kept, gone, slug] = ['', '', ''];
const archived = { custom: { archiveUrl: 'https://archive.example.org/b' } };

/** A live article that cites two records of one work, which become one afterwards. */
beforeAll(async () => {
  const cast = await people();
  const { articleId } = await publishedArticle(cast);
  const page = (name: string, more: object = {}) =>
    createSource(cast.amal, {
      csl: { type: 'webpage', title: name, URL: `https://example.org/${name}`, ...more },
      stub: false,
    });
  [kept, gone] = [(await page('First', archived)).sourceId, (await page('Second')).sourceId];
  const { number } = await openRevision(cast.amal, { articleId, name: 'Cites', why: '' });
  const place = { number, locators: [], quote: '', note: '', supports: 'supports' as const };
  const [a, b] = [
    await cite(cast.amal, { ...place, sourceId: gone }),
    await cite(cast.amal, { ...place, sourceId: kept }),
  ];
  await write(cast.amal, number, 0, prose(['They met.', mark(a.citationId), ' They met again.', mark(b.citationId)]));
  await submit(cast.amal, number);
  await approve(cast.jonas, number);
  await publish(cast.jonas, number);
  ({ slug } = await db().article.findUniqueOrThrow({ where: { id: articleId } }));
  await renewPages();
  await mergeSources(cast.amal, { sourceId: gone, expectedSeq: 1, intoId: kept, intoSeq: 1, take: [] });
  const csl = {
    type: 'webpage',
    title: 'Not yet published',
    URL: 'https://example.org/First',
    custom: { urlStatus: 'dead' },
  };
  await saveSource(cast.amal, { sourceId: kept, expectedSeq: 2, csl, stub: false });
}, 60_000);

describe('readers of records that became one', () => {
  it('see one source with both uses; a link to the old place leads there', async () => {
    expect(await renewPages()).toBe(1);
    const html = await textOf(articleAnswer, `/articles/${slug}`);
    const list = html.slice(html.indexOf('<ol class="refs">'));
    expect(list.match(/<li id="ref-/gu)).toHaveLength(1);
    expect(list).toContain(`<li id="${sourceAnchor(kept)}">`);
    expect(list).toContain(`<span id="${sourceAnchor(gone)}"></span>`);
    expect(html).not.toContain(`/sources/${gone}`);
    expect((await verifyVersions()).faults).toEqual([]);
  });

  it('are led on from the old address, to all statements', async () => {
    const old = await ask(sourceAnswer, `/sources/${gone}`);
    expect([old.status, old.headers.get('location')]).toEqual([308, `/sources/${kept}`]);
    expect(await textOf(sourceAnswer, `/sources/${kept}`)).toContain('2 statements of live articles.');
    expect(await listSources(undefined, 10)).toMatchObject([{ id: kept, articles: 1, citations: 2 }]);
  });

  it('are told what is known of the address now, and nothing of a record that no version has', async () => {
    const html = await textOf(sourceAnswer, `/sources/${kept}`);
    expect(html).not.toContain('Not yet published');
    // The archived copy was published with the citation, that the address is dead is known since.
    expect(html).toContain('href="https://archive.example.org/b"');
    expect(html).toContain('>Original</a>');
    expect(html).toContain('Web page · address gone');
  });
});
