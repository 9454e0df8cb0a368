import { describe, expect, it } from 'vitest';
import type { Pending } from '@/components/editor/cite/offline/pending';
import { orderOf } from '@/components/editor/cite/offline/send-citation';
import { sectionOf, strandedIn, wordsOfPending } from '@/components/editor/cite/offline/stranded';
import { doc, p } from '@/lib/domain/prose/builder';

const use = {
  ...{ locators: [], quote: '', quoteLanguage: '', quoteTranslation: '', note: '', reliabilityReason: '' },
  supports: 'supports' as const,
  readByMaker: false,
};
const waiting = (blockId: string, more: Partial<Pending> = {}, sectionId = 's1'): Pending => ({
  order: orderOf(48, { id: 'a', reference: 'Haddad, Trade (2015)' }, use),
  place: { blockId, before: 'They met.', sectionId },
  ...{ instead: '', made: null, refused: null, ...more },
});
const section = (sectionId: string, id: string) => ({
  ...{ sectionId, heading: '' },
  body: doc({ ...p('They met.'), attrs: { id } }),
});
const sections = [section('s1', 'b1'), section('s2', 'b2')];
const none = () => false;

describe('a citation that waits and has lost its paragraph', () => {
  it('is offered in the section that it was made for, and in no other', () => {
    const lost = waiting('gone');
    expect(strandedIn([lost], { sectionId: 's1', sections, stands: none })).toEqual([lost]);
    expect(strandedIn([lost], { sectionId: 's2', sections, stands: none })).toEqual([]);
  });

  it('is offered in whichever is open when its section is gone, or was never named', () => {
    const lost = [waiting('gone', {}, 's9'), waiting('', {})].map((item, at) =>
      at === 1 ? { ...item, place: { blockId: 'gone', before: '' } } : item,
    );
    expect(strandedIn(lost, { sectionId: 's2', sections, stands: none })).toEqual(lost);
  });

  it('is none while its paragraph stands here, or in another section', () => {
    expect(strandedIn([waiting('b1')], { sectionId: 's1', sections, stands: () => true })).toEqual([]);
    expect(strandedIn([waiting('b2')], { sectionId: 's1', sections, stands: none })).toEqual([]);
    expect(sectionOf(waiting('b2'), sections)?.sectionId).toBe('s2');
    expect(sectionOf(waiting(''), sections)).toBeNull();
  });

  it('can be copied with all that was said of it', () => {
    const item = waiting('gone');
    const full = { ...use, locators: [{ label: 'page' as const, value: '12' }], quote: 'They met', note: 'Twice' };
    const order = { ...item.order, use: full };
    expect(wordsOfPending({ ...item, order })).toBe('Haddad, Trade (2015)\npage 12\n“They met”\nTwice');
    expect(wordsOfPending(item)).toBe('Haddad, Trade (2015)');
  });
});
