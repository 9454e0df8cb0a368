import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { useDatabase } from '@/lib/db/testing';
import type { Actor } from '@/lib/domain/actor';
import { person } from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { addSnapshot } from '@/lib/sources/commands/snapshot';
import { checkQuoteOf, getSource, readSnapshot } from '@/lib/sources/queries/source';
import { newId, sha256 } from '@/lib/system/crypto';
import { folderStorage } from '@/lib/system/storage/folder';
import { setStorage } from '@/lib/system/storage/storage';

useDatabase();
let amal: Actor;
let root = '';
beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'stet-snapshots-'));
  setStorage(folderStorage(root));
  amal = await person('Amal', 'editor');
});
afterAll(async () => {
  setStorage(null);
  await rm(root, { recursive: true });
});

async function create(): Promise<string> {
  const csl = { type: 'book', title: `A book ${newId()}`, publisher: 'Harbour Press' };
  return (await createSource(amal, { csl, stub: false })).sourceId;
}
const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64');
const keep = (sourceId: string, more: object) => addSnapshot(amal, { sourceId, url: '', archiveUrl: '', ...more });
const html = '<!doctype html><title>T</title><script>no()</script><p>Both sides <b>signed</b> a plan.</p>';

describe('keeping what was seen of a source', () => {
  it('keeps pasted words with their hash, and finds quotes in them', async () => {
    const sourceId = await create();
    const { snapshotId } = await keep(sourceId, { text: '  Both sides\r\nsigned a long-term plan.  ' });
    const row = await db().snapshot.findUniqueOrThrow({ where: { id: snapshotId } });
    expect(row).toMatchObject({ text: 'Both sides\nsigned a long-term plan.', mime: 'text/plain', fileKey: '' });
    expect(row.sha256).toBe(sha256('Both sides\nsigned a long-term plan.'));
    const check = async (quote: string) => (await checkQuoteOf(amal, { sourceId, quote })).is;
    expect(await check('both sides signed a long-term plan')).toBe('near');
    expect(await check('Both sides signed')).toBe('found');
    expect(await check('the talks collapsed within a week')).toBe('not_found');
    expect((await checkQuoteOf(amal, { sourceId: await create(), quote: 'x' })).is).toBe('no_text');
  });

  it('keeps a page as its bytes, looks quotes up in its words alone, and hands it over as a file', async () => {
    const sourceId = await create();
    const { snapshotId } = await keep(sourceId, { base64: base64(html), url: 'https://example.org/a' });
    const row = await db().snapshot.findUniqueOrThrow({ where: { id: snapshotId } });
    expect(row).toMatchObject({ mime: 'text/html', text: 'Both sides signed a plan.', bytes: html.length });
    expect(row.fileKey).toBe(`snapshots/${row.sha256.slice(0, 2)}/${row.sha256}.html`);
    const file = await readSnapshot(amal, { id: sourceId, snapshotId });
    expect([Buffer.from(file.bytes).toString(), file.name]).toEqual([html, `snapshot-${snapshotId}.html`]);
    await expect(readSnapshot(amal, { id: await create(), snapshotId })).rejects.toMatchObject({ code: 'not_found' });
    expect((await getSource(amal, sourceId)).snapshots).toMatchObject([{ id: snapshotId, isFile: true, by: 'Amal' }]);
  });

  it('takes the same bytes once, also from two people at once', async () => {
    const sourceId = await create();
    const both = await Promise.all([keep(sourceId, { text: 'Same' }), keep(sourceId, { text: 'Same' })]);
    expect(new Set(both.map(({ snapshotId }) => snapshotId)).size).toBe(1);
    expect(both.filter(({ known }) => known)).toHaveLength(1);
    expect(await db().snapshot.count({ where: { sourceId } })).toBe(1);
  });

  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n%âãÏÓ', 'latin1'), 'application/pdf'],
    ['PNG', Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png'],
    ['JPEG', Buffer.from('ffd8ffe000104a46', 'hex'), 'image/jpeg'],
  ])('keeps %s without words', async (_, bytes, mime) => {
    const { snapshotId } = await keep(await create(), { base64: base64(bytes) });
    expect(await db().snapshot.findUniqueOrThrow({ where: { id: snapshotId } })).toMatchObject({ mime, text: null });
  });

  it.each([
    ['UTF-16', Buffer.from('\uFEFFSeen here', 'utf16le'), 'Seen here'],
    ['an old page', Buffer.from('<html><meta charset=windows-1252><p>caf\xe9 \x93so\x94', 'latin1'), 'café “so”'],
    ['plain text', Buffer.from('Seen\there'), 'Seen\there'],
  ])('reads the words of %s', async (_, bytes, text) => {
    const { snapshotId } = await keep(await create(), { base64: base64(bytes) });
    expect((await db().snapshot.findUniqueOrThrow({ where: { id: snapshotId } })).text).toBe(text);
  });

  it.each([
    ['a picture that can hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
    ['the same behind a declaration', ' \n<?xml version="1.0"?><svg/>'],
    ['the same behind a comment', '<!-- x --><svg/>'],
    ['an entity', '<!ENTITY x "y">'],
    ['a program', Buffer.from('7f454c46020101000000', 'hex')],
    ['an archive', Buffer.from('504b0304140000000000', 'hex')],
    ['a GIF', Buffer.from('47494638396101000100800000ffffff', 'hex')],
    ['broken UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62])],
    ['nothing', ''],
  ])('refuses %s, and writes nothing', async (_, content) => {
    const sourceId = await create();
    const files = await readdir(root, { recursive: true });
    await expect(keep(sourceId, { base64: base64(content) })).rejects.toMatchObject({ code: 'invalid' });
    expect(await db().snapshot.count({ where: { sourceId } })).toBe(0);
    expect(await readdir(root, { recursive: true })).toEqual(files);
  });

  it('refuses nothing at all, both at once, too much, a day to come, and a source that is not there', async () => {
    const sourceId = await create();
    for (const more of [
      {},
      { text: ' ' },
      { text: 'a', base64: 'YQ==' },
      { base64: base64(Buffer.alloc(8 * 1024 * 1024 + 1, 97)) },
    ]) {
      await expect(keep(sourceId, more)).rejects.toMatchObject({ code: 'invalid' });
    }
    await expect(keep(sourceId, { text: 'a', capturedOn: '2099-01-01' })).rejects.toMatchObject({ code: 'invalid' });
    await expect(keep(newId(), { text: 'a' })).rejects.toMatchObject({ code: 'not_found' });
    await keep(sourceId, { text: 'a', capturedOn: '2012-03-01' });
    expect((await getSource(amal, sourceId)).snapshots[0]?.capturedAt).toBe('2012-03-01T12:00:00.000Z');
  });
});
