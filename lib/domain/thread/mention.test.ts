import { expect, test } from 'vitest';
import {
  mentionOf,
  mentionsIn,
  namingAt,
  shownMentions,
  storedMentions,
  withMentions,
} from '@/lib/domain/thread/mention';

const [amal, jonas] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const people = [
  { id: amal, label: 'Amal' },
  { id: jonas, label: 'Amal Haddad' },
];

test('names become ids, the longest first, and names again', () => {
  const stored = storedMentions('@Amal Haddad, ask @Amal. Mail a@example.org.', people);
  expect(stored).toBe(`${mentionOf(jonas)}, ask ${mentionOf(amal)}. Mail a@example.org.`);
  expect(mentionsIn(`${stored} ${mentionOf(amal)}`)).toEqual([jonas, amal]);
  expect(shownMentions(stored, (id) => (id === amal ? 'Amal' : 'Jonas'))).toBe(
    '@Jonas, ask @Amal. Mail a@example.org.',
  );
});

test('a comment is words and people in turn', () => {
  expect(withMentions(`Ask ${mentionOf(amal)}!`)).toEqual([{ text: 'Ask ' }, { personId: amal }, { text: '!' }]);
  expect(withMentions('Nobody <@x>.')).toEqual([{ text: 'Nobody <@x>.' }]);
  expect(withMentions('')).toEqual([]);
});

test.each([
  ['@', 1, { from: 0, query: '' }],
  ['Ask @jo', 7, { from: 4, query: 'jo' }],
  ['Ask @Jonas Be', 13, { from: 4, query: 'Jonas Be' }],
  ['Ask @Jonas and Nora', 19, null],
  ['mail me@jo', 10, null],
  ['Ask @jo', 3, null],
])('%s at %i', (text, caret, naming) => {
  expect(namingAt(text, caret)).toEqual(naming);
});
