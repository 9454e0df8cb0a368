import { describe, expect, it } from 'vitest';
import { fittingItems, insertItems } from '@/components/editor/insert/items';
import { LinkBook } from '@/components/editor/insert/link-book';
import { triggerIn } from '@/components/editor/insert/trigger';

describe('what is typed before the caret', () => {
  it.each([
    ['/', 'insert', '', 1],
    ['In 1946 /tab', 'insert', 'tab', 4],
    ['/numbered li', 'insert', 'numbered li', 12],
    ['See [[Iran–Sy', 'article', 'Iran–Sy', 9],
    ['See [[', 'article', '', 2],
    ['(see [[a / b', 'article', 'a / b', 7],
  ] as const)('%s asks for something', (before, kind, query, length) => {
    expect(triggerIn(before)).toEqual({ kind, query, length });
  });

  it.each(['and/or', 'https://example.org/tab', '12/', '/one two three', 'a/b/c', '[[Iran]]', '[Iran', 'no', ''])(
    '%s asks for nothing',
    (before) => {
      expect(triggerIn(before)).toBeNull();
    },
  );
});

describe('the list of what can be put in', () => {
  it('is filtered by names and by other words for them, the best first', () => {
    expect(fittingItems('').length).toBe(insertItems.length);
    expect(fittingItems('li').map(({ label }) => label)).toEqual(['Link to article', 'Link', 'List', 'Numbered list']);
    expect(fittingItems('footnote').map(({ label }) => label)).toEqual(['Source']);
    expect(fittingItems('xyz')).toEqual([]);
  });
});

describe('where links lead', () => {
  it('is unknown until it is learnt, and then told', () => {
    const links = new LinkBook([{ slug: 'iran', title: 'Iran', isLive: true }]);
    let told = 0;
    links.subscribe(() => (told += 1));
    expect([links.isWanted('iran'), links.isWanted('chad')]).toEqual([false, true]);
    links.learn([{ slug: 'chad', title: 'Chad', isLive: true }]);
    links.learn([{ slug: 'chad', title: 'Chad', isLive: true }]);
    expect([links.isWanted('chad'), links.slugOf('CHAD'), links.slugOf('Nepal'), told]).toEqual([
      false,
      'chad',
      null,
      1,
    ]);
  });
});
