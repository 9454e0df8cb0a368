import { assert, property, string, array, constantFrom, record, integer } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';
import { afterLooks, findingOfStatus, linkFindings, type LinkLook } from '@/lib/domain/citation/library/link-checks';
import {
  recordDifferences,
  suggestedFields,
  takeFields,
  valueWords,
} from '@/lib/domain/citation/library/merge-records';
import {
  assessmentOf,
  type Assessment,
  domainsOf,
  nameKey,
  type Scope,
  type Verdict,
} from '@/lib/domain/citation/library/reliability';
import { letterKey, looksLike } from '@/lib/domain/citation/library/similar';
import { linkStates } from '@/lib/domain/citation/links';

describe('records that look like one work', () => {
  const work = { titleKey: letterKey('The oil deal'), makerKey: letterKey('Haddad'), issuedYear: 2015 };
  it.each([
    ['other signs and case', { ...work, titleKey: letterKey('«The Oil-Deal»') }, true],
    ['accents', { ...work, makerKey: letterKey('Häddad') }, true],
    ['a year apart', { ...work, issuedYear: 2016 }, true],
    ['two years apart', { ...work, issuedYear: 2017 }, false],
    ['no year', { ...work, issuedYear: null }, true],
    ['no maker', { ...work, makerKey: '' }, true],
    ['another maker', { ...work, makerKey: letterKey('Lind') }, false],
    ['another title', { ...work, titleKey: letterKey('The gas deal') }, false],
  ])('%s', (_, other, expected) => {
    expect(looksLike(work, other)).toBe(expected);
    expect(looksLike(other, work)).toBe(expected);
  });

  it('no title is like no other', () => {
    const none = { ...work, titleKey: '' };
    expect(looksLike(none, none)).toBe(false);
  });
});

describe('how far a source can be relied on', () => {
  const sourceId = '0192f0c1-0000-7000-8000-000000000001';
  const source = { sourceId, host: 'news.example.org', publisher: 'Harbour Press, Ltd.' };
  let count = 0;
  const decide = (scope: Scope, scopeKey: string, verdict: Verdict, more: Partial<Assessment> = {}): Assessment => {
    count += 1;
    const decidedAt = `2026-01-${String(count).padStart(2, '0')}T00:00:00Z`;
    return { id: String(count), scope, scopeKey, topicKey: '', verdict, reason: 'why', decidedAt, ...more };
  };
  const verdictOf = (decisions: readonly Assessment[], topics: readonly string[] = []) =>
    assessmentOf(source, decisions, topics)?.verdict ?? null;

  it('the most specific decision wins: work, longest domain, publisher', () => {
    const publisher = decide('publisher', nameKey('Harbour Press Ltd'), 'generally_reliable');
    const domain = decide('domain', 'example.org', 'deprecated');
    const longer = decide('domain', 'news.example.org', 'additional_considerations');
    const work = decide('work', sourceId, 'blacklisted');
    expect(verdictOf([publisher])).toBe('generally_reliable');
    expect(verdictOf([publisher, domain])).toBe('deprecated');
    expect(verdictOf([longer, publisher, domain])).toBe('additional_considerations');
    expect(verdictOf([longer, work, publisher, domain])).toBe('blacklisted');
  });

  it('a domain is one by its parts, not by its letters', () => {
    expect(domainsOf('News.Example.org')).toEqual(['news.example.org', 'example.org', 'org']);
    const other = { ...source, host: 'notexample.org' };
    expect(assessmentOf(other, [decide('domain', 'example.org', 'deprecated')])).toBeNull();
    expect(verdictOf([decide('domain', 'sport.news.example.org', 'deprecated')])).toBeNull();
    expect(verdictOf([decide('publisher', '', 'deprecated'), decide('work', 'x', 'deprecated')])).toBeNull();
  });

  it('topic before general, later before earlier, whatever their order', () => {
    const general = decide('domain', 'example.org', 'generally_reliable');
    const onTopic = decide('domain', 'example.org', 'generally_unreliable', { topicKey: nameKey('Syria') });
    const later = decide('domain', 'example.org', 'additional_considerations');
    expect(verdictOf([onTopic, general], ['syria'])).toBe('generally_unreliable');
    expect(verdictOf([onTopic, general], ['Iran'])).toBe('generally_reliable');
    expect(verdictOf([later, onTopic, general])).toBe('additional_considerations');
    expect(verdictOf([general, onTopic, later])).toBe('additional_considerations');
  });

  it('a decision that was taken back leaves the word to the wider one', () => {
    const wide = decide('domain', 'example.org', 'deprecated');
    const narrow = decide('work', sourceId, 'generally_reliable');
    const back = decide('work', sourceId, 'none');
    expect(verdictOf([wide, narrow, back])).toBe('deprecated');
    expect(verdictOf([narrow, back])).toBeNull();
  });
});

describe('two records of one work', () => {
  const kept: CslItem = {
    type: 'book',
    title: 'T',
    publisher: 'P',
    custom: { archiveUrl: 'https://a.example/', own: 1 },
  };
  const other: CslItem = { type: 'book', title: 'T.', DOI: '10.5555/a', custom: { archiveUrl: 'https://b.example/' } };

  it('are compared field by field', () => {
    expect(recordDifferences(kept, other).map(({ field }) => field)).toEqual([
      ...['title', 'publisher', 'DOI', 'custom.archiveUrl', 'custom.own'],
    ]);
    expect(suggestedFields(kept, other)).toEqual(['DOI']);
    expect(recordDifferences(kept, kept)).toEqual([]);
  });

  it('become the kept one with what was chosen of the other', () => {
    expect(takeFields(kept, other, [])).toEqual(kept);
    expect(takeFields(kept, other, ['title', 'DOI', 'custom.archiveUrl'])).toEqual({
      ...{ type: 'book', title: 'T.', publisher: 'P', DOI: '10.5555/a' },
      custom: { archiveUrl: 'https://b.example/', own: 1 },
    });
    expect(takeFields(kept, other, ['publisher', 'custom.own', 'custom.archiveUrl'])).toEqual({
      ...{ type: 'book', title: 'T', custom: { archiveUrl: 'https://b.example/' } },
    });
  });

  it.each([
    [undefined, ''],
    ['Harbour Press', 'Harbour Press'],
    [[{ family: 'Haddad', given: 'Lina' }, { literal: 'UN' }], 'Lina Haddad; UN'],
    [{ 'date-parts': [[2013, 5, 3]] }, '3 May 2013'],
    [{ literal: 'spring' }, 'spring'],
    [{ date: '2020', url: 'https://example.org/' }, '2020, https://example.org/'],
    [7, '7'],
  ])('says %j in words', (value, words) => {
    expect(valueWords(value)).toBe(words);
  });

  it('with everything taken are the other record; every result of good records is a good record', () => {
    const all = recordDifferences(kept, other).map(({ field }) => field);
    expect(takeFields(kept, other, all)).toEqual(other);
    assert(
      property(array(constantFrom(...all)), (fields) => cslSchema.safeParse(takeFields(kept, other, fields)).success),
    );
  });
});

describe('what looks at an address come to', () => {
  const day = 24 * 3600 * 1000;
  const looks = (...findings: LinkLook['finding'][]): LinkLook[] =>
    findings.map((finding, at) => ({ finding, at: (100 - at * 2) * day }));

  it.each([
    [[], 'unchecked', 'unchecked'],
    [looks('answered'), 'unchecked', 'live'],
    [looks('gone'), 'live', 'live'],
    [looks('gone', 'gone'), 'live', 'dead'],
    [looks('gone', 'answered', 'gone'), 'live', 'live'],
    [looks('no_answer', 'no_answer'), 'live', 'live'],
    [looks('no_answer', 'no_answer', 'no_answer'), 'live', 'dead'],
    [looks('unclear', 'gone', 'gone'), 'dead', 'dead'],
    [looks('unclear'), 'unchecked', 'unchecked'],
    [looks('answered', 'gone', 'gone'), 'dead', 'live'],
    [looks('answered'), 'usurped', 'usurped'],
    [looks('gone', 'gone'), 'deviated', 'deviated'],
  ] as const)('%j after %s is %s', (found, before, after) => {
    expect(afterLooks(before, found).state).toBe(after);
  });

  it('nothing is dead within a day', () => {
    const fast = [0, 1, 2, 3].map((hour) => ({ finding: 'gone' as const, at: 100 * day - hour * 3600 * 1000 }));
    expect(afterLooks('live', fast).state).toBe('live');
  });

  it('the next look is always later, and what failed once is looked at soon', () => {
    const look = record({ finding: constantFrom(...linkFindings), at: integer({ min: 0, max: 1e12 }) });
    assert(
      property(constantFrom(...linkStates), array(look, { minLength: 1, maxLength: 6 }), (state, found) => {
        const newestFirst = found.toSorted((a, b) => b.at - a.at);
        return afterLooks(state, newestFirst).nextAt > (newestFirst[0]?.at ?? 0);
      }),
    );
    const soon = afterLooks('live', looks('gone')).nextAt - 100 * day;
    expect([soon, afterLooks('live', looks('answered')).nextAt - 100 * day]).toEqual([2 * day, 30 * day]);
  });

  it('a status is gone only where the server says that there is no such thing', () => {
    expect([200, 204, 301, 401, 403, 404, 410, 429, 451, 500, 503].map(findingOfStatus)).toEqual([
      ...['answered', 'answered', 'unclear', 'unclear', 'unclear', 'gone', 'gone', 'unclear', 'unclear'],
      ...['no_answer', 'no_answer'],
    ]);
  });
});

describe('letters of a name', () => {
  it('are their own letters, and hold nothing else', () =>
    assert(
      property(string({ maxLength: 80 }), (text) => {
        const key = letterKey(text);
        return letterKey(key) === key && letterKey(` ${text}. `) === key;
      }),
    ));
});
