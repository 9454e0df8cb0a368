import { describe, expect, it } from 'vitest';
import { dayFirst, fullDate, monthDay, yearText } from '@/lib/domain/citation/style/dates';
import { editionLabel, issueLabel, numbered } from '@/lib/domain/citation/style/labels';
import { nameList, type ListLook } from '@/lib/domain/citation/style/names';
import { labelledPages, pageRanges } from '@/lib/domain/citation/style/pages';
import { closed, joined } from '@/lib/domain/citation/style/parts';
import { plain, textOf } from '@/lib/domain/citation/reference';
import { curly } from '@/lib/domain/citation/style/quotes';
import { titleCase } from '@/lib/domain/citation/style/title-case';

describe('title case', () => {
  it.each([
    ['trade and trust between Damascus and Tehran', 'Trade and Trust between Damascus and Tehran'],
    ['Syria and Iran since 1979', 'Syria and Iran since 1979'],
    ['war according to the minister of the interior', 'War according to the Minister of the Interior'],
    ['according to him', 'According to Him'],
    ['a trade-off between long-term aims', 'A Trade-off between Long-Term Aims'],
    ['step-by-step guide to state-of-the-art law', 'Step-by-Step Guide to State-of-the-Art Law'],
    ['what is it for', 'What Is It For'],
    ['war? and peace! and after: a history', 'War? And Peace! And after: A History'],
    ['the iPhone in the U.S.', 'The iPhone in the U.S.'],
    ['UN and NATO', 'UN and NATO'],
    ['the “a word” of the year', 'The “a Word” of the Year'],
    ['the Syrian war (in brief)', 'The Syrian War (in Brief)'],
    ['if, when and because that is so', 'If, When and Because That Is So'],
    ['anti-American and pre-1979 news on the 2nd war', 'Anti-American and Pre-1979 News on the 2nd War'],
    ['émigrés in Paris', 'Émigrés in Paris'],
    ['and/or, and @the one', 'And/or, and @the One'],
    ['Iran–Syria relations', 'Iran–Syria Relations'],
    ['', ''],
  ])('%s', (text, expected) => expect(titleCase(text)).toBe(expected));
});

describe('quotation marks', () => {
  it.each([
    ['Minister: "We will not leave"', 'Minister: “We will not leave”', 'Minister: ‘We will not leave’'],
    ["arm's length", 'arm’s length', 'arm’s length'],
    ["the '90s and workers' rights", 'the ’90s and workers’ rights', 'the ’90s and workers’ rights'],
    ["a 'real' war", 'a “real” war', 'a ‘real’ war'],
    ['a "so-called \'new\' order"', 'a “so-called ‘new’ order”', 'a ‘so-called “new” order’'],
    ['“Curly ‘inner’ one”', '“Curly ‘inner’ one”', '‘Curly “inner” one’'],
    ['a 12" record', 'a 12" record', 'a 12" record'],
    ['„Deutsch“ und «français»', '„Deutsch“ und «français»', '„Deutsch“ und «français»'],
    ['al-‘Azm', 'al-‘Azm', 'al-‘Azm'],
    ['("all") and—"more"', '(“all”) and—“more”', '(‘all’) and—‘more’'],
  ])('%s', (text, outside, inside) => {
    expect(curly(text)).toBe(outside);
    expect(curly(text, true)).toBe(inside);
    expect(curly(curly(text))).toBe(outside);
  });
});

describe('pages', () => {
  it.each([
    ['101-28', '101–128', '101–28', '101–28'],
    ['3-10', '3–10', '3–10', '3–10'],
    ['71-72', '71–72', '71–72', '71–72'],
    ['107-108', '107–108', '107–8', '107–08'],
    ['321-328', '321–328', '321–28', '321–28'],
    ['498-532', '498–532', '498–532', '498–532'],
    ['1100-1113', '1100–1113', '1100–1113', '1100–13'],
    ['12991-13001', '12991–13001', '12991–3001', '12991–3001'],
    ['999-1001', '999–1001', '999–1001', '999–1001'],
    ['12-14, 120-125', '12–14, 120–125', '12–14, 120–25', '12–14, 120–25'],
    ['A104-A108', 'A104–A108', 'A104–8', 'A104–08'],
    ['xiv-xvi', 'xiv–xvi', 'xiv–xvi', 'xiv–xvi'],
    ['128-101', '128–101', '128–101', '128–101'],
    ['12 -- 14', '12–14', '12–14', '12–14'],
    ['A4', 'A4', 'A4', 'A4'],
  ])('%s', (page, full, chicago, two) => {
    expect(pageRanges(page, 'full')).toBe(full);
    expect(pageRanges(page, 'chicago')).toBe(chicago);
    expect(pageRanges(page, 'two')).toBe(two);
  });

  it.each([
    ['12', 'p. 12'],
    ['12, 14', 'pp. 12, 14'],
    ['xiv–xvi', 'pp. xiv–xvi'],
  ])('has a label for %s', (page, expected) => expect(labelledPages(page, 'full')).toBe(expected));
});

describe('numbers', () => {
  it.each([
    ['17', 'No. 17'],
    ['17a', 'No. 17a'],
    ['17-18', 'Nos. 17–18'],
    ['A/12', 'A/12'],
    ['IV', 'IV'],
    ['No. 5', 'No. 5'],
  ])('%s', (number, expected) => expect(numbered(number, 'No')).toBe(expected));

  it.each([
    ['1', '1st ed.'],
    ['2', '2nd ed.'],
    ['3', '3rd ed.'],
    ['11', '11th ed.'],
    ['112', '112th ed.'],
    ['121', '121st ed.'],
    ['2nd', '2nd ed.'],
    ['Revised edition', 'Revised edition'],
  ])('edition %s', (edition, expected) => expect(editionLabel(edition)).toBe(expected));

  it('labels every issue', () =>
    expect(['3', '2-3', 'Spec. 2'].map(issueLabel)).toEqual(['no. 3', 'nos. 2–3', 'no. Spec. 2']));
});

describe('dates', () => {
  it.each([
    [[[2010]], '2010', '', '2010', '2010'],
    [[[2010, 5]], '2010', 'May', 'May 2010', 'May 2010'],
    [[[2010, 9, 5]], '2010', 'September 5', 'September 5, 2010', '5 Sept. 2010'],
    [[[2010], [2012]], '2010–2012', '', '2010–2012', '2010–2012'],
    [
      [
        [2010, 3],
        [2010, 5],
      ],
      '2010',
      'March–May',
      'March–May 2010',
      'Mar.–May 2010',
    ],
    [
      [
        [2010, 3, 3],
        [2010, 3, 5],
      ],
      '2010',
      'March 3–5',
      'March 3–5, 2010',
      '3–5 Mar. 2010',
    ],
    [
      [
        [2010, 12, 30],
        [2011, 1, 2],
      ],
      '2010–2011',
      'December 30–January 2',
      'December 30, 2010–January 2, 2011',
      '30 Dec. 2010–2 Jan. 2011',
    ],
    [[[2010, 3, 3], [2011]], '2010–2011', '', '2010–2011', '2010–2011'],
    [[[-333], [-332]], '333–332 BC', '', '333–332 BC', '333–332 BC'],
    [[[-5], [5]], '5 BC–5 AD', '', '5 BC–5 AD', '5 BC–5 AD'],
    [[[79]], '79 AD', '', '79 AD', '79 AD'],
    [[[]], '', '', '', ''],
  ])('%j', (parts, ...expected) => {
    const date = { 'date-parts': parts };
    expect([yearText(date), monthDay(date), fullDate(date), dayFirst(date)]).toEqual(expected);
  });

  it('names seasons, and keeps what could not be read', () => {
    expect(fullDate({ 'date-parts': [[2015]], season: 3 })).toBe('Autumn 2015');
    expect(dayFirst({ literal: '03/04/2010' })).toBe('03/04/2010');
    expect(monthDay({ literal: '03/04/2010' })).toBe('');
    expect(yearText(undefined)).toBe('');
  });
});

const apa: ListLook = {
  ...{ word: '&', inverted: 'all', initials: true, particleLast: false, comma: 'always' },
  ...{ cutFrom: 21, cutTo: 19, ellipsis: true },
};
const chicago: ListLook = {
  ...{ word: 'and', inverted: 'first', initials: false, particleLast: true, comma: 'always' },
  ...{ cutFrom: 11, cutTo: 7, ellipsis: false },
};
const mla: ListLook = { ...chicago, particleLast: false, cutFrom: 3, cutTo: 1 };

describe('names', () => {
  it.each([
    [{ family: 'al-Azm', given: 'Sadik' }, 'al-Azm, S.', 'Azm, Sadik al-', 'al-Azm, Sadik'],
    [{ family: 'van der Berg', given: 'Jan' }, 'van der Berg, J.', 'Berg, Jan van der', 'van der Berg, Jan'],
    [{ family: 'Tolkien', given: 'J.R.R.' }, 'Tolkien, J. R. R.', 'Tolkien, J. R. R.', 'Tolkien, J. R. R.'],
    [{ family: 'Smith', given: 'Salah al-Din' }, 'Smith, S. al-Din', 'Smith, Salah al-Din', 'Smith, Salah al-Din'],
    [
      { family: 'King', given: 'Martin Luther', suffix: 'III' },
      'King, M. L., III',
      'King, Martin Luther, III',
      'King, Martin Luther, III',
    ],
    [
      { family: 'Толстой', given: 'Лев Николаевич' },
      'Толстой, Л. Н.',
      'Толстой, Лев Николаевич',
      'Толстой, Лев Николаевич',
    ],
    [{ family: 'العظم', given: 'صادق جلال' }, 'العظم, ص. ج.', 'العظم, صادق جلال', 'العظم, صادق جلال'],
    [{ family: '毛', given: '泽东' }, '毛泽东', '毛泽东', '毛泽东'],
    [{ family: 'Plato' }, 'Plato', 'Plato', 'Plato'],
    [{ given: 'Adonis' }, 'Adonis', 'Adonis', 'Adonis'],
    [{ literal: 'Ministry of Energy' }, 'Ministry of Energy', 'Ministry of Energy', 'Ministry of Energy'],
  ])('%j', (person, ...expected) => {
    expect([apa, chicago, mla].map((look) => textOf(nameList([person], look)))).toEqual(expected);
  });

  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ family: `N${String.fromCodePoint(97 + at)}`, given: 'Gus' }));

  it.each([
    [2, 'Na, G., & Nb, G.', 'Na, Gus, and Gus Nb', 'Na, Gus, and Gus Nb'],
    [3, 'Na, G., Nb, G., & Nc, G.', 'Na, Gus, Gus Nb, and Gus Nc', 'Na, Gus, et al.'],
    [
      11,
      'Na, G., Nb, G., Nc, G., Nd, G., Ne, G., Nf, G., Ng, G., Nh, G., Ni, G., Nj, G., & Nk, G.',
      'Na, Gus, Gus Nb, Gus Nc, Gus Nd, Gus Ne, Gus Nf, Gus Ng, et al.',
      'Na, Gus, et al.',
    ],
  ])('%i of them', (count, ...expected) => {
    expect([apa, chicago, mla].map((look) => textOf(nameList(many(count), look)))).toEqual(expected);
  });

  it('cuts at ten and twenty', () => {
    expect(textOf(nameList(many(10), chicago))).toMatch(/, and Gus Nj$/u);
    expect(textOf(nameList(many(20), apa))).toMatch(/Ns, G\., & Nt, G\.$/u);
    expect(textOf(nameList(many(21), apa))).toMatch(/Nr, G\., Ns, G\., … Nu, G\.$/u);
    expect(textOf(nameList(many(22), apa))).toMatch(/Ns, G\., … Nv, G\.$/u);
  });

  it('says that there are more', () => {
    expect([apa, chicago, mla].map((look) => textOf(nameList(many(2), look, true)))).toEqual([
      'Na, G., Nb, G., et al.',
      'Na, Gus, Gus Nb, et al.',
      'Na, Gus, et al.',
    ]);
  });
});

describe('punctuation', () => {
  it.each([
    ['a', '.', 'a.'],
    ['a.', '.', 'a.'],
    ['a?', '.', 'a?'],
    ['a?', ',', 'a?,'],
    ['“a”', '.', '“a.”'],
    ['“a?”', '.', '“a?”'],
    ['“a ‘b’”', ',', '“a ‘b,’”'],
    ['“workers’”', '.', '“workers’.”'],
    ['“a”', ';', '“a”;'],
    ['', '.', ''],
  ])('%s and %s', (text, mark, expected) => expect(textOf(closed([plain(text)], mark))).toBe(expected));

  it('leaves out what is not there', () =>
    expect(textOf(joined([undefined, 'a', '', [], 'b.', 'c'], '. '))).toBe('a. b. c'));
});
