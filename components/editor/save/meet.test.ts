import { describe, expect, it } from 'vitest';
import type { Kept } from '@/components/editor/save/device/journal';
import { isOvertaken, meet, toOffer, unknownSeq } from '@/components/editor/save/meet';
import { quietText } from '@/lib/domain/merge/text';
import { doc, p, withId } from '@/lib/domain/prose/builder';
import { plainText } from '@/lib/domain/prose/text';

const sectionId = '00000000-0000-4000-8000-00000000000a';
const text = (...paragraphs: string[]) => ({
  heading: 'History',
  body: doc(...paragraphs.map((words, at) => withId(`b${at}`, p(words)))),
});
const kept = (draft: ReturnType<typeof text>, more: Partial<Kept> = {}): Kept => ({
  ...{ person: 'amal', number: 1, sectionId, writer: 'w', base: { ...text('Old.', 'Second.'), seq: 4 }, draft },
  ...{ pending: null, typedAt: '2026-11-24T14:02:00.000Z', ...more },
});

describe('what a page left behind', () => {
  it.each([
    ['nothing was typed', kept(text('Old.', 'Second.')), { ...text('Theirs.', 'Second.'), seq: 9 }],
    ['the server has it', kept(text('New.', 'Second.')), { ...text('New.', 'Second.'), seq: 5 }],
    ['the server has it, in its stored form', kept(text('Cafe\u0301\there.')), { ...text('Café here.'), seq: 5 }],
  ])('is let go when %s', (_, left, present) => expect(toOffer(left, present)).toBeNull());

  it('is offered as it is when the server does not have it, and when its section is gone', () => {
    const left = kept(text('New.', 'Second.'));
    expect(toOffer(left, { ...text('Old.', 'Second.'), seq: 4 })).toBe(left);
    expect(toOffer(left, { ...text('Theirs.', 'Second.'), seq: 9 })).toBe(left);
    expect(toOffer(left, undefined)).toBe(left);
  });

  it('stands on the save whose answer got lost, when that save was made', () => {
    const pending = { draft: text('New.', 'Second.'), opId: 'op' };
    const left = kept(text('New. Newer.', 'Second.'), { pending });
    const present = { ...text('New.', 'Second.'), seq: 5 };
    expect(toOffer(left, present)).toEqual({ ...left, base: present, pending: null });
    expect(toOffer(left, { ...text('Old.', 'Second.'), seq: 4 })).toBe(left);
  });

  it('from another revision takes what else this one has, or stands as it was typed', () => {
    const moved = kept(text('New.', 'Second.'), { base: { ...text('Old.', 'Second.'), seq: unknownSeq } });
    const other = { ...text('Old.', 'Second of the live text.'), seq: 0 };
    expect(plainText(toOffer(moved, other)?.draft.body ?? doc())).toBe('New.\n\nSecond of the live text.');
    const same = { ...text('Live.', 'Second.'), seq: 0 };
    expect(toOffer(moved, same)).toMatchObject({ draft: moved.draft, base: { seq: 0 } });
  });

  it('has to meet the present text when that is another one than it stands on, unless a save is repeated first', () => {
    const pending = { draft: text('New.'), opId: 'op' };
    expect([4, 5].map((seq) => isOvertaken(kept(text('New.')), seq))).toEqual([false, true]);
    expect(isOvertaken(kept(text('New.'), { pending }), 5)).toBe(false);
  });
});

it('texts meet in their stored form: how letters are written is no change', () => {
  const [base, typed] = [text('Cafe\u0301.', 'Second.'), text('Cafe\u0301.', 'Second, mine.')];
  const joined = quietText(meet(base, typed, text('Café, theirs.', 'Second.'), sectionId));
  expect(plainText(joined?.body ?? doc())).toBe('Café, theirs.\n\nSecond, mine.');
});
