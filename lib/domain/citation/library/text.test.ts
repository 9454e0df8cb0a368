import { assert, property, array, constantFrom, integer, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOfHtml } from '@/lib/domain/citation/library/page-text';
import { checkQuote, plainForm } from '@/lib/domain/citation/library/quote-check';
import { useText, verifiedHere, verifiedOf, type Verification } from '@/lib/domain/citation/library/verification';
import { statementWords } from '@/lib/domain/prose/statements';

const source =
  'In February 2010 both sides signed a long-term plan. “We will not leave,” the minister said.\nThe plan covers oil\u00ADfields and electricity.';

describe('looking a quote up in a text', () => {
  it.each([
    ['word for word', 'both sides signed a long-term plan'],
    ['straight for curly quotes', '"We will not leave," the minister said.'],
    ['blanks and line ends', 'the minister said. The   plan covers'],
    ['soft hyphens', 'covers oilfields and'],
    ['compatibility forms', 'The plan covers oil\uFB01elds'.replace('\uFB01', 'fi')],
    ['parts with words left out', 'In February 2010 … the minister said'],
    ['parts in brackets', 'both sides signed […] The plan covers'],
  ])('finds it: %s', (_, quote) => {
    expect(checkQuote(quote, source)).toEqual({ is: 'found' });
  });

  it('names the difference where the words are nearly there', () => {
    const near = checkQuote('both sides signed a short-term plan', source);
    expect(near).toMatchObject({ is: 'near' });
    const words = near.is === 'near' ? near.words : [];
    const sides = [words.filter(({ kind }) => kind !== 'ins'), words.filter(({ kind }) => kind !== 'del')];
    expect(sides.map((pieces) => pieces.map(({ text }) => text).join(''))).toEqual([
      'both sides signed a long-term plan.',
      'both sides signed a short-term plan',
    ]);
  });

  it('another case, or one word more, is near and not found', () => {
    expect(checkQuote('BOTH sides signed a long-term plan', source).is).toBe('near');
    expect(checkQuote('both sides have signed a long-term plan', source).is).toBe('near');
  });

  it.each([
    ['other words', 'the agreement collapsed within a week of talks'],
    ['parts in another order', 'the minister said … In February 2010'],
    ['one short wrong word', 'gasfields'],
    ['nothing but an ellipsis', '…'],
  ])('does not find %s', (_, quote) => {
    expect(checkQuote(quote, source)).toEqual({ is: 'not_found' });
  });

  it('has no answer without a text', () => {
    expect([checkQuote('a', null), checkQuote('a', ' \n ')]).toEqual([{ is: 'no_text' }, { is: 'no_text' }]);
  });

  it('finds every stretch of a text in it, and a stretch with one word replaced near', () => {
    const word = constantFrom<string[]>(
      'oil',
      'plan',
      'Damascus',
      'signed',
      'the',
      'a',
      'in',
      '2010',
      'agreement',
      'both',
    );
    assert(
      property(array(word, { minLength: 12, maxLength: 60 }), integer({ min: 0, max: 4 }), (words, from) => {
        const stretch = words.slice(from, from + 8);
        const changed = stretch.with(4, 'xylophone');
        return (
          checkQuote(stretch.join('  '), words.join(' ')).is === 'found' &&
          checkQuote(changed.join(' '), words.join(' ')).is === 'near'
        );
      }),
    );
  });

  it('reads scripts without blanks sign by sign', () => {
    const text = '两国于二〇一〇年二月签署了一项长期合作计划，涵盖石油和电力。';
    expect(checkQuote('签署了一项长期合作计划', text).is).toBe('found');
    expect(checkQuote('签署了一项短期合作计划', text).is).toBe('near');
  });

  it('goes over a megabyte once', () => {
    const long = 'oil and electricity '.repeat(50_000);
    expect(checkQuote('oil and gas and water and electricity for all of them', long).is).toBe('not_found');
  });
});

describe('the words of a page', () => {
  it('are its text without what is not read, one line per block', () => {
    const html = `<!doctype html><html><head><title>T</title><style>p{}</style><script>if (a<b) "</p>"</script></head>
      <body><nav><a href=x>Home</a></nav><!-- not this --><h1>Oil &amp; gas</h1><p>Both <b>sides</b>
      signed&nbsp;a plan &#8211; &#x201C;soon&rdquo; caf&eacute;.<br>Next line</p><table><tr><td>1</td><td>2</td></tr></table>
      <ul><li>One<li>Two</ul><noscript>Enable scripts</noscript></body></html>`;
    expect(textOfHtml(html).split('\n')).toEqual([
      ...['Home', 'Oil & gas', 'Both sides signed a plan – “soon” café.', 'Next line', '1 2', 'One', 'Two'],
    ]);
  });

  it.each([
    ['a < b and 3 > 2', 'a < b and 3 > 2'],
    ['&unknown; &#0; &#xD800; &constructor;', '&unknown; &#0; &#xD800; &constructor;'],
    ['<p', ''],
    ['<script>never closed', ''],
    ['<!-- never closed', ''],
    ['</ p>x', 'x'],
    ['<SCRIPT>no</sCript>yes', 'yes'],
  ])('%j is %j', (html, text) => {
    expect(textOfHtml(html)).toBe(text);
  });

  it('never fails and never grows', () =>
    assert(
      property(array(constantFrom('<', '>', '</', '<p>', '<script>', '&', ';', '&lt;', '<!--', 'a', ' ')), (parts) => {
        const html = parts.join('');
        return textOfHtml(html).length <= html.length;
      }),
    ));

  it('takes hostile input in one pass', () => {
    expect(textOfHtml('<script></scrip'.repeat(100_000))).toBe('');
    expect(textOfHtml('<'.repeat(300_000))).toHaveLength(300_000);
  });
});

describe('a verification', () => {
  const check = (id: string, more: Partial<Verification> = {}): Verification => ({
    ...{ id, lineage: 'l', statementHash: 's1', statementText: 'Words.', useHash: 'u1', verdict: 'verified' as const },
    ...{ comment: '', by: 'Jonas', at: `2026-01-0${id}T00:00:00Z`, ...more },
  });
  const now = { lineage: 'l', statementHash: 's1', useHash: 'u1' };

  it('counts for the same words and the same use, and the newest first', () => {
    const [old, failed] = [check('1'), check('2', { verdict: 'failed' })];
    expect(verifiedOf([old, failed], now)).toEqual({ current: failed, lapsed: null, because: null });
  });

  it('lapses by itself when a word or the use changes, and is valid again when that is taken back', () => {
    const old = check('1');
    expect(verifiedOf([old], { ...now, statementHash: 's2' })).toEqual({
      ...{ current: null, lapsed: old, because: 'words' },
    });
    expect(verifiedOf([old], { ...now, useHash: 'u2' })).toEqual({
      ...{ current: null, lapsed: old, because: 'use' },
    });
    const later = check('2', { statementHash: 's2' });
    expect(verifiedOf([later, old], now)).toEqual({ current: old, lapsed: null, because: null });
  });

  it('of another citation is none', () => {
    expect(verifiedOf([check('1', { lineage: 'other' })], now)).toEqual({ current: null, lapsed: null, because: null });
  });

  it('is compared by its words where a page has no hashes: with the same answer', () => {
    const [old, later] = [check('1', { statementText: 'They met.' }), check('2', { statementText: 'They parted.' })];
    const worded = [later, old].map((one) => ({ ...one, isThisUse: true }));
    expect(verifiedHere(worded, ' They  met.')).toMatchObject({ current: { id: '1' }, lapsed: null });
    expect(verifiedHere(worded, 'They spoke.')).toMatchObject({ lapsed: { id: '2' }, because: 'words' });
    const moved = worded.map((one) => ({ ...one, isThisUse: false }));
    expect(verifiedHere(moved, 'They parted.')).toMatchObject({ current: null, lapsed: { id: '2' }, because: 'use' });
    expect(verifiedHere([], 'They met.')).toEqual({ current: null, lapsed: null, because: null });
  });

  it('is bound to words alone: composed, blanks folded, trimmed', () => {
    expect(statementWords('  A\u030A  plan\n was\u00A0signed. ')).toBe('Å plan was signed.');
    assert(property(string(), (text) => statementWords(statementWords(text)) === statementWords(text)));
  });

  it('is bound to source, place, quote and support, in any order of their keys', () => {
    const use = { sourceId: 's', locators: [{ label: 'page', value: '1' }], quote: 'q', supports: 'supports' } as const;
    const turned = {
      supports: 'supports',
      quote: 'q',
      locators: [{ value: '1', label: 'page' }],
      sourceId: 's',
    } as const;
    expect(useText(use)).toBe(useText(turned));
    const others = [{ sourceId: 't' }, { locators: [] }, { quote: '' }, { supports: 'disputes' as const }];
    expect(others.map((other) => useText({ ...use, ...other }) === useText(use))).not.toContain(true);
  });
});

describe('the plain form', () => {
  it('is its own plain form', () =>
    assert(property(string(), (text) => plainForm(plainForm(text)) === plainForm(text))));
});
