import { describe, expect, it } from 'vitest';
import { readFile } from '@/lib/transfer/formats/in/read';
import { codesOf } from '@/lib/transfer/formats/in/testing';
import { DumpError, dumpPages, type DumpCounts, type DumpPage } from '@/lib/transfer/formats/in/wikitext/dump';

type Page = { title: string; text?: string; ns?: number; redirect?: boolean; model?: string; at?: string };
const revision = (text: string, at: string, model: string) =>
  `<revision><timestamp>${at}</timestamp><contributor><username>U</username></contributor><model>${model}</model><text xml:space="preserve" bytes="9">${text}</text></revision>`;
const pageXml = ({
  title,
  text = 'Words.',
  ns = 0,
  redirect = false,
  model = 'wikitext',
  at = '2020-01-01T00:00:00Z',
}: Page) =>
  `<page><title>${title}</title><ns>${ns}</ns><id>1</id>${redirect ? '<redirect title="X" />' : ''}${revision(text, at, model)}</page>`;
const dump = (...pages: readonly string[]) =>
  `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11"><siteinfo><sitename>W</sitename></siteinfo>${pages.join('\n')}</mediawiki>`;

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function readAll(text: string, size = 7): Promise<{ pages: DumpPage[]; counts: DumpCounts }> {
  const found: DumpPage[] = [];
  const pages = dumpPages(inPieces(text, size));
  for (;;) {
    const next = await pages.next();
    if (next.done) return { pages: found, counts: next.value };
    found.push(next.value);
  }
}

describe('a dump', () => {
  it('gives its pages one by one, however it is cut into pieces, and counts the others', async () => {
    const text = dump(
      pageXml({ title: 'Iran–Syria', text: 'a &lt;ref&gt;b&lt;/ref&gt; &amp; دمشق' }),
      pageXml({ title: 'Talk:X', ns: 1 }),
      pageXml({ title: 'Old', redirect: true }),
      pageXml({ title: 'Code', model: 'Scribunto' }),
      pageXml({ title: 'Second' }),
    );
    const once = { at: '2020-01-01T00:00:00Z', by: 'U', older: 0 };
    for (const size of [1, 7, 10_000]) {
      expect(await readAll(text, size)).toEqual({
        pages: [
          { title: 'Iran–Syria', text: 'a <ref>b</ref> & دمشق', line: 1, ...once },
          { title: 'Second', text: 'Words.', line: 5, ...once },
        ],
        counts: { redirects: 1, otherNamespaces: 1, notWikitext: 1 },
      });
    }
  });

  it('takes the newest revision of a page, wherever it stands, and reads a prefix', async () => {
    const newest = revision('new', '2021-01-01T00:00:00Z', 'wikitext');
    const text = dump(
      `<page><title>T</title><ns>0</ns>${newest}${revision('old', '2020-01-01T00:00:00Z', 'wikitext')}</page>`,
    );
    const prefixed = text.replaceAll(/<(\/?)(\w)/gu, '<$1mw:$2').replace('xmlns=', 'xmlns:mw=');
    expect((await readAll(text)).pages).toMatchObject([{ text: 'new' }]);
    expect((await readAll(prefixed)).pages).toMatchObject([{ text: 'new' }]);
  });

  it('says how many older revisions were left out, and which pages are no articles', async () => {
    const [older, newest] = ['2020-01-01T00:00:00Z', '2021-05-06T00:00:00Z'].map((at) => revision(at, at, 'wikitext'));
    const pages = [
      `<page><title>T</title><ns>0</ns>${newest}${older}${older}</page>`,
      pageXml({ title: 'Talk:X', ns: 1 }),
      pageXml({ title: 'Old', redirect: true }),
      pageXml({ title: 'Second' }),
    ];
    const read = (text: string) => readFile({ fileName: 'wiki.xml', bytes: Buffer.from(text) });
    const [first, second] = await read(dump(...pages));
    expect(first?.report.issues[0]?.message).toBe(
      'Only the newest revision, of 2021-05-06 by U, was read. 2 older ones were left out.',
    );
    expect(second?.report.issues).toMatchObject([{ code: 'pages-left-out', severity: 'warning' }]);
    expect(second?.report.issues[0]?.message).toBe(
      'Pages of the dump that were left out: 1 redirect; 1 of other namespaces (talk, templates, files).',
    );
    const nothing = await read(dump(pageXml({ title: 'Old', redirect: true })));
    expect(nothing.flatMap(codesOf)).toEqual(['no-pages']);
    expect((await read(dump())).flatMap(codesOf)).toEqual(['no-pages']);
  });

  it('becomes one reading for each page, each with its own outcome', async () => {
    const bytes = Buffer.from(
      dump(pageXml({ title: 'A' }), pageXml({ title: 'B', text: '{|' }), pageXml({ title: 'C' })),
    );
    const readings = await readFile({ fileName: 'wiki.xml', bytes });
    expect(readings.map(({ document, report }) => [report.file, document?.title ?? null])).toEqual([
      ['wiki.xml: A', 'A'],
      ['wiki.xml: B', null],
      ['wiki.xml: C', 'C'],
    ]);
  });

  it.each([
    [
      'entities that grow without end',
      `<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${dump(pageXml({ title: 'T', text: '&b;' }))}`,
      'doctype',
    ],
    ['another root', '<html></html>', 'not-dump'],
    ['a tag that is never closed', dump(pageXml({ title: 'T' })).replace('</mediawiki>', ''), 'not-xml'],
    ['nothing', '', 'not-xml'],
  ])('with %s is refused with its place', async (_, text, code) => {
    await expect(readAll(text)).rejects.toEqual(expect.objectContaining({ name: 'DumpError', code }));
    const readings = await readFile({ fileName: 'wiki.xml', bytes: Buffer.from(text) });
    expect(readings.flatMap(codesOf)).toContain(code);
  });

  it('that is no UTF-8 gives the pages before that place', async () => {
    const bytes = Buffer.concat([
      Buffer.from(dump(pageXml({ title: 'A' })).replace('</mediawiki>', '')),
      Buffer.from([0xe9, 0x20]),
    ]);
    async function* once() {
      yield bytes.subarray(0, bytes.length - 2);
      yield bytes.subarray(bytes.length - 2);
    }
    const pages = dumpPages(once());
    expect(await pages.next()).toMatchObject({ value: { title: 'A' } });
    await expect(pages.next()).rejects.toBeInstanceOf(DumpError);
  });
});
