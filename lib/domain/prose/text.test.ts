import { describe, expect, it } from 'vitest';
import { br, cite, doc, li, p, quote, sub, table, th, ul } from '@/lib/domain/prose/builder';
import { blockText, citationIds, plainText, wordCount } from '@/lib/domain/prose/text';

describe('words of a body', () => {
  const body = doc(
    sub('Head'),
    p('One', cite('b'), br(), 'two.'),
    ul('x', li('y', ul(li(p('z', cite('a')))))),
    quote('Somebody', 'q1', 'q2'),
    table([th('H'), th('I')], ['c', 'd']),
    p(cite('b')),
  );
  it('plainText divides blocks by a blank line', () => {
    expect(plainText(body)).toBe('Head\n\nOne\ntwo.\n\nx\ny\nz\n\nq1\nq2\n\nH\tI\nc\td\n\n');
  });
  it('blockText of one block', () => expect(body.content.map(blockText)[1]).toBe('One\ntwo.'));
  it('citationIds in document order with repeats', () => expect(citationIds(body)).toEqual(['b', 'a', 'b']));
  it.each([
    ['', 0],
    ['  ', 0],
    ['one', 1],
    [' one\n two\tthree ', 3],
    ['a–b c', 2],
  ])('wordCount %j is %i', (text, count) => expect(wordCount(text)).toBe(count));
});
