import { describe, expect, it } from 'vitest';
import { PendingCitations } from '@/components/editor/cite/offline/pending';
import { type CiteOrder, orderOf } from '@/components/editor/cite/offline/send-citation';
import { SendError } from '@/components/send';

const use = {
  ...{
    locators: [],
    quote: '',
    quoteLanguage: '',
    quoteTranslation: '',
    note: '',
    reliabilityReason: '',
    readByMaker: false,
  },
  supports: 'supports',
} as const;
const order = (id: string) => orderOf(48, { id, reference: `Source ${id}` }, use);
const place = { blockId: 'b', before: 'It says so.' };
const made = ({ source, citeId }: CiteOrder) => ({
  ...{ id: `made-${citeId}`, sourceId: 'id' in source ? source.id : '', reference: source.reference },
  ...{ locators: [], quote: '', note: '', supports: 'supports' as const },
});

/** A device's store, and a server that is away until told otherwise. */
function scene() {
  const kept = new Map<string, string>();
  const shelf = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const sent: string[] = [];
  const server: { answer: (one: CiteOrder) => Promise<ReturnType<typeof made>> } = {
    answer: async () => {
      throw new SendError('offline', 'The server cannot be reached.');
    },
  };
  const open = () =>
    new PendingCitations('me:48', shelf, async (one) => {
      sent.push(one.citeId);
      return server.answer(one);
    });
  return { kept, sent, server, open };
}

describe('citations that could not reach the server', () => {
  it('are there after the page was closed, with the same operation ids', async () => {
    const { open, server, sent } = scene();
    const [first, second] = [order('a'), order('b')];
    const before = open();
    before.add(first, place);
    before.add(second, place);
    await before.tryAll();
    expect(sent).toEqual([first.citeId]);
    const after = open();
    expect(after.all.map((item) => item.order)).toEqual([first, second]);
    server.answer = async (one) => made(one);
    await after.tryAll();
    expect(sent).toEqual([first.citeId, first.citeId, second.citeId]);
    expect(after.all.map((item) => item.made?.sourceId)).toEqual(['a', 'b']);
  });

  it('stay until they stand in the text, and are not sent again', async () => {
    const { open, server, sent, kept } = scene();
    server.answer = async (one) => made(one);
    const pending = open();
    const one = order('a');
    pending.add(one, place);
    await pending.tryAll();
    await open().tryAll();
    expect(sent).toEqual([one.citeId]);
    open().drop(one.citeId);
    expect(kept.size).toBe(0);
  });

  it('keep a refusal to be read; others go on', async () => {
    const { open, server } = scene();
    const [bad, good] = [order('a'), order('b')];
    server.answer = async (one) => {
      if (one.citeId === bad.citeId) throw new SendError('not_ready', 'This source is not to be cited.');
      return made(one);
    };
    const pending = open();
    pending.add(bad, place);
    pending.add(good, place);
    await pending.tryAll();
    expect(pending.all.map(({ refused, made: line }) => [refused, line?.sourceId])).toEqual([
      ['This source is not to be cited.', undefined],
      [null, 'b'],
    ]);
  });

  it('wait through a session that ended and a server in trouble', async () => {
    const { open, server } = scene();
    const pending = open();
    pending.add(order('a'), place);
    for (const code of ['signed_out', 'unavailable', 'unexpected', 'rate_limited'] as const) {
      server.answer = async () => {
        throw new SendError(code, 'Not now.');
      };
      await pending.tryAll();
    }
    expect(pending.all.map(({ refused, made: line }) => [refused, line])).toEqual([[null, null]]);
  });

  it('are none where what was kept is not ours', () => {
    const { open, kept } = scene();
    kept.set('me:48', '[{"order":1}]');
    expect(open().all).toEqual([]);
    kept.set('me:48', '{');
    expect(open().all).toEqual([]);
  });
});
