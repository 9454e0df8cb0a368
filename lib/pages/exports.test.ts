import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createArticle, redirectArticle, renameArticle, withdrawArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import { b, doc, link, p, quote, table, th, ul } from '@/lib/domain/prose/builder';
import { escapeHtml } from '@/lib/domain/prose/address';
import { plainText } from '@/lib/domain/prose/text';
import { articleAnswer, versionAnswer } from '@/lib/pages/answers/article';
import { recordAnswer } from '@/lib/pages/answers/record';
import { ask, sectionsOf, textOf } from '@/lib/web/public/testing';
import { approve, type Cast, people, publish, submit, write } from '@/lib/revisions/testing';
import { sha256 } from '@/lib/system/crypto';
import { forgetEnv } from '@/lib/system/env';
import { ownOrigin } from '@/lib/system/site';
import { recordFileSchema, versionFileSchema, type VersionFile } from '@/lib/transfer/formats/article-json';
import { docxType } from '@/lib/transfer/formats/out/docx/write';
import { epubType } from '@/lib/transfer/formats/out/epub/write';
import { filesOf } from '@/lib/transfer/formats/out/packed/testing';
import { readBack } from '@/lib/transfer/formats/out/testing';
import { escapeXml } from '@/lib/transfer/formats/out/packed/xml';
import { verifyExport } from '@/lib/transfer/formats/verify-export';
import * as desk from '@/seeds/desk';
import { seed } from '@/seeds/seed';

useDatabase();

const slug = 'iran-syria-relations';
const hostile = 'tricky-words';
const hostileWords =
  '<script>alert(1)</script> | *star* _under_ `tick` ``` [x](javascript:alert(1)) \\ &amp; שלום العربية';
const hostileBody = doc(
  p(hostileWords),
  p('---'),
  p('# no heading'),
  p(b(hostileWords), link('https://example.org/a_(b)?c=1&copy;=2', hostileWords)),
  ul(hostileWords, '- no item', '1. no number'),
  quote('<b>Who?</b>', '> no quotation'),
  table([th('a|b'), th('---')], [hostileWords, '|']),
);
let cast: Cast;

/** The article of the seeds with a third version that cites a source, and one of words that look like markup. */
beforeAll(async () => {
  process.env['DEMO'] = '1';
  forgetEnv();
  await seed({ demo: true });
  cast = await people();
  const { amal, jonas } = cast;
  const { id: sourceId } = await db().source.findFirstOrThrow({ where: { authorsText: { contains: 'Maltzahn' } } });
  const words = 'took Syria as part of his empire, to become known as Eber-Nari';
  const number = await desk.revise(amal, slug, 'Cite', [{ find: words, replace: words, cite: { sourceId } }]);
  await desk.submit(amal, number, 'update', 'Named a source for Eber-Nari.');
  await desk.approve(jonas, number);
  await desk.publish(jonas, number);

  const made = await createArticle(amal, { title: 'Tricky words' });
  await write(amal, made.number, 0, hostileBody);
  await submit(amal, made.number);
  await approve(jonas, made.number);
  await publish(jonas, made.number);
}, 60_000);
afterAll(() => {
  delete process.env['DEMO'];
  forgetEnv();
});

const forms = [
  ['json', 'application/json; charset=utf-8'],
  ['md', 'text/markdown; charset=utf-8'],
  ['txt', 'text/plain; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['bib', 'application/x-bibtex; charset=utf-8'],
  ['ris', 'application/x-research-info-systems; charset=utf-8'],
  ['csl.json', 'application/vnd.citationstyles.csl+json; charset=utf-8'],
] as const;
const versionAt = async (address: string) =>
  versionFileSchema.parse(JSON.parse(await textOf(versionAnswer, `/articles/${address}.json`)));
const recordAt = async (name: string) =>
  recordFileSchema.parse(JSON.parse(await textOf(recordAnswer, `/articles/${name}/record.json`)));
const squeezed = (text: string) => text.replaceAll(/\s+/gu, '');

describe('every form', () => {
  it.each(forms)('.%s answers at the live and at the permanent address', async (form, type) => {
    const live = await ask(articleAnswer, `/articles/${slug}.${form}`);
    const permanent = await ask(versionAnswer, `/articles/${slug}/versions/3.${form}`);
    expect([live.status, permanent.status]).toEqual([200, 200]);
    const headers = Object.fromEntries(live.headers);
    expect(headers).toMatchObject({
      'content-type': type,
      'content-disposition': `inline; filename="${slug}-v3.${form}"`,
      link: `<${ownOrigin()}/articles/${slug}/versions/3>; rel="cite-as"`,
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=0, must-revalidate',
    });
    const text = await live.text();
    expect(await permanent.text()).toBe(text);
    expect(text).toMatch(/Iran–Syria relations/u);
    expect(text).toContain(`/articles/${slug}/versions/3`);
  });

  it.each([
    ['docx', docxType, 'word/document.xml'],
    ['epub', epubType, 'EPUB/text.xhtml'],
  ])(
    '.%s is the same package at both addresses, with all words, and not compressed again',
    async (form, type, part) => {
      const live = await ask(articleAnswer, `/articles/${slug}.${form}`);
      const permanent = await ask(versionAnswer, `/articles/${slug}/versions/3.${form}`);
      expect(Object.fromEntries(live.headers)).toMatchObject({
        'content-type': type,
        'content-disposition': `inline; filename="${slug}-v3.${form}"`,
        link: `<${ownOrigin()}/articles/${slug}/versions/3>; rel="cite-as"`,
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=0, must-revalidate',
        etag: expect.stringMatching(/^"/u),
      });
      expect([live.headers.get('vary'), live.headers.get('etag')]).toEqual([null, permanent.headers.get('etag')]);
      const files = filesOf(new Uint8Array(await live.arrayBuffer()));
      const text = squeezed(
        Object.values(files)
          .join('')
          .replaceAll(/<sup>.*?<\/sup>|<[^>]*>/gu, ''),
      ).replaceAll('&#39;', "'");
      const { sections } = await versionAt(`${slug}/versions/3`);
      for (const { heading, text: said } of sections) {
        for (const line of [heading, ...said.split('\n')]) expect(text).toContain(squeezed(escapeXml(line)));
      }
      expect(files[part]).toContain('Nadia von Maltzahn');
      const old = await ask(versionAnswer, `/articles/${slug}/versions/1.${form}`);
      expect(filesOf(new Uint8Array(await old.arrayBuffer()))[part]).toContain('Version 1, ');
    },
  );

  it('of an old version names that version', async () => {
    const old = await ask(versionAnswer, `/articles/${slug}/versions/1.md`);
    expect(old.headers.get('content-disposition')).toContain(`${slug}-v1.md`);
    expect(await old.text()).toContain('\nversion: 1\n');
  });

  it('has all words of the article, its sources and its related titles', async () => {
    const version = await versionAt(`${slug}/versions/3`);
    const { words, strays } = readBack(await textOf(versionAnswer, `/articles/${slug}/versions/3.md`));
    const markdown = words.join('');
    const plain = squeezed(await textOf(versionAnswer, `/articles/${slug}/versions/3.txt`)).replaceAll('[1]', '');
    const html = await textOf(versionAnswer, `/articles/${slug}/versions/3.html`);
    const shown = squeezed(html.replaceAll(/<sup>.*?<\/sup>|<[^>]*>/gu, ''));
    expect(strays).toEqual([]);
    for (const { heading, body, text } of version.sections) {
      expect(text).toBe(plainText(body));
      for (const line of [heading, ...text.split('\n')].map(squeezed)) {
        expect(markdown).toContain(line);
        expect(plain).toContain(line);
        expect(shown).toContain(escapeHtml(line));
      }
    }
    for (const form of ['md', 'txt', 'html']) {
      const all = await textOf(versionAnswer, `/articles/${slug}/versions/3.${form}`);
      for (const said of ['Nadia von Maltzahn', 'See also', version.related[0]]) expect(all).toContain(said);
    }
  });

  it('has the numbers and anchors of the page, addresses that are absolute, and nothing that runs', async () => {
    const html = await textOf(versionAnswer, `/articles/${slug}/versions/3.html`);
    const version = await versionAt(`${slug}/versions/3`);
    const page = await textOf(versionAnswer, `/articles/${slug}/versions/3`);
    const [mark = ''] = /id="use-[^"]+" href="#ref-[^"]+"/u.exec(page) ?? [];
    expect(html).toContain(mark);
    const anchors = version.sections.slice(1).map(({ anchor }) => anchor);
    expect(sectionsOf(html).ids).toEqual(['at-a-glance', ...anchors, 'see-also', 'sources']);
    expect(sectionsOf(page).ids).toEqual(expect.arrayContaining(anchors));
    expect(html).not.toMatch(/<script|style|href="\/|interestfor| on[a-z]+=/u);
    for (const [, anchor] of html.matchAll(/href="#([^"]+)"/gu)) expect(html).toContain(`id="${anchor}"`);
    const levels = [...html.matchAll(/<h([1-6])[ >]/gu)].map(([, level]) => Number(level));
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  });
});

describe('words that look like markup', () => {
  const at = (form: string) => textOf(articleAnswer, `/articles/${hostile}.${form}`);

  it('stay words in Markdown', async () => {
    const { words, strays } = readBack(await at('md'));
    const expected = plainText(hostileBody).replace('> no quotation', '> no quotation — <b>Who?</b>');
    expect(words.join('')).toBe(squeezed(expected));
    expect(strays).toEqual([]);
    expect(await at('md')).not.toMatch(/(?<!\\)<(?!https:)/u);
  });

  it('stay as they are in plain text', async () => {
    const text = await at('txt');
    for (const words of [hostileWords, '\n---\n', '# no heading', '- - no item', '<b>Who?</b>', 'a|b\t---']) {
      expect(text).toContain(words);
    }
  });

  it('stay words in HTML and JSON', async () => {
    const html = await at('html');
    expect(html).not.toMatch(/<script|<b>|javascript:[^)]*"/u);
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; | *star* _under_ `tick`');
    const file = await versionAt(`${hostile}/versions/1`);
    expect(file.sections[0]?.text).toBe(plainText(hostileBody));
  });
});

describe('proof', () => {
  it('holds in every version and every record', async () => {
    const versions = await db().version.findMany({
      select: { number: true, hash: true, article: { select: { slug: true } } },
    });
    expect(versions.length).toBeGreaterThan(5);
    for (const { number, hash, article } of versions) {
      const file = await versionAt(`${article.slug}/versions/${number}`);
      expect(verifyExport(file, sha256)).toEqual([]);
      expect([file.number, file.hash, file.proof.chain.length]).toEqual([number, hash, number]);
      expect(verifyExport(await recordAt(article.slug), sha256)).toEqual([]);
    }
  });

  it('has each text of a record once', async () => {
    const { proof, versions } = await recordAt(slug);
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3]);
    const named = versions.flatMap(({ sections }) => sections.map(({ contentHash }) => contentHash));
    expect(Object.keys(proof.contents).toSorted()).toEqual([...new Set(named)].toSorted());
    expect(named.length).toBeGreaterThan(Object.keys(proof.contents).length);
  });

  it('fails after anything was changed', async () => {
    const file = await versionAt(`${slug}/versions/3`);
    const [first = '', second = '', third = ''] = file.proof.chain;
    const withChain = (chain: string[]) => ({ ...file, proof: { ...file.proof, chain } });
    const changed = [
      withChain([first.replace('Imported', 'Imparted'), second, third]),
      withChain([first, third]),
      withChain([second, first, third]),
      {
        ...file,
        sections: file.sections.map((section) => ({ ...section, text: section.text.replace('empire', 'Empire') })),
      },
      {
        ...file,
        proof: JSON.parse(JSON.stringify(file.proof).replace('Eber-Nari', 'Eber-Nory')) as VersionFile['proof'],
      },
    ];
    expect(first).toContain('Imported');
    for (const one of changed) expect(verifyExport(one, sha256)).not.toEqual([]);
  });
});

describe('npm run verify -- <file>', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stet-export-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function verify(text: string) {
    const file = path.join(folder, 'file.json');
    writeFileSync(file, text);
    const { DATABASE_URL: _url, ...env } = process.env;
    const run = spawnSync(process.execPath, ['--import', 'tsx', 'lib/cli/transfer/verify.ts', file], {
      encoding: 'utf8',
      env,
    });
    return { status: run.status, said: run.stdout, wrong: run.stderr };
  }

  it('says that all holds, without a database', async () => {
    const { status, said, wrong } = verify(await textOf(recordAnswer, `/articles/${slug}/record.json`));
    expect([status, wrong]).toEqual([0, '']);
    expect(said).toMatch(
      /^3 versions of “Iran–Syria relations”, all hashes hold\.\nVersion 3 has the hash [0-9a-f]{64}\.\n$/u,
    );
  });

  it('says what does not hold, and ends with 1', async () => {
    const text = await textOf(versionAnswer, `/articles/${slug}/versions/2.json`);
    const { status, wrong } = verify(text.replace('"title":"Iran', '"title":"Iraq'));
    expect(status).toBe(1);
    expect(wrong).toContain('Version 2: its title is not what its manifest says.\n');
    expect(verify('[]')).toMatchObject({ status: 1, wrong: expect.stringContaining('no file of the form stet/1') });
  });
});

describe('addresses', () => {
  it('with an unknown suffix, version or article are not there', async () => {
    for (const name of [`${slug}.pdf`, `${slug}.`, `${slug}.JSON`, `${slug}.md.md`, 'nothing.md', '.md']) {
      expect([name, (await ask(articleAnswer, `/articles/${name}`)).status]).toEqual([name, 404]);
    }
    for (const name of ['9.md', '1.pdf', 'x.md', '01.md', '.md']) {
      expect([name, (await ask(versionAnswer, `/articles/${slug}/versions/${name}`)).status]).toEqual([name, 404]);
    }
    expect((await ask(recordAnswer, '/articles/nothing/record.json')).status).toBe(404);
  });

  it('keep their suffix when an article moves; versions stay when it leaves', async () => {
    const idOf = async (one: string) => (await db().article.findUniqueOrThrow({ where: { slug: one } })).id;
    const to = async (address: string, maker = articleAnswer) => {
      const response = await ask(maker, address);
      return [response.status, response.headers.get('location')];
    };
    const articleId = await idOf(hostile);
    await renameArticle(cast.rosa, { articleId, slug: 'كلمات' });
    const name = encodeURIComponent('كلمات');
    expect(await to(`/articles/${hostile}.csl.json`)).toEqual([308, `/articles/${name}.csl.json`]);
    expect(await to(`/articles/${hostile}/versions/1.md`, versionAnswer)).toEqual([
      308,
      `/articles/${name}/versions/1.md`,
    ]);
    expect(await to(`/articles/${hostile}/record.json`, recordAnswer)).toEqual([308, `/articles/${name}/record.json`]);
    const arabic = await ask(articleAnswer, `/articles/${name}.md`);
    expect([arabic.status, arabic.headers.get('content-disposition')]).toEqual([
      200,
      `inline; filename="article-v1.md"; filename*=UTF-8''${name}-v1.md`,
    ]);

    await withdrawArticle(cast.rosa, { articleId, reason: 'It was a test.' });
    const gone = await ask(articleAnswer, `/articles/${name}.md`);
    expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'text/html; charset=utf-8']);
    expect((await ask(versionAnswer, `/articles/${name}/versions/1.md`)).status).toBe(200);
    expect((await ask(recordAnswer, `/articles/${name}/record.json`)).status).toBe(200);

    const from = await idOf('afghanistan-palestine-relations');
    await redirectArticle(cast.rosa, { articleId: from, toArticleId: await idOf(slug), reason: 'Joined.' });
    expect(await to('/articles/afghanistan-palestine-relations.md')).toEqual([308, `/articles/${slug}.md`]);
  });
});
