import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentText, headText, versionText, type Head, type VersionSeal } from '@/lib/domain/manifest';
import { doc, p, table } from '@/lib/domain/prose/builder';
import { normalise } from '@/lib/domain/prose/normalise';

/** The same value with the keys of its objects the other way round. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, held]: [string, unknown]) => [key, reversed(held)]),
  );
};
const withoutProto = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('"__proto__"'));

describe('canonicalJson', () => {
  it.each([
    [{ b: 1, a: [true, null, 'x'] }, '{"a":[true,null,"x"],"b":1}'],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [{ type: 'paragraph', attrs: { id: '' } }, '{"type":"paragraph"}'],
    [{ type: 'paragraph', attrs: { id: 'a' }, content: [] }, '{"attrs":{"id":"a"},"type":"paragraph"}'],
    [{ type: 'tableCell', attrs: { colspan: 1, rowspan: 2 } }, '{"attrs":{"rowspan":2},"type":"tableCell"}'],
    [{ type: 'book', title: '' }, '{"title":"","type":"book"}'],
    [{ id: '', content: [] }, '{"content":[],"id":""}'],
  ])('%j', (value, expected) => expect(canonicalJson(value)).toBe(expected));

  it.each([[Number.NaN], [Infinity], [() => 1], [1n], [[undefined]], [new Map()]])(
    'refuses what JSON cannot hold',
    (value) => expect(() => canonicalJson(value)).toThrow(TypeError),
  );

  it('is stable under key order and comes back from JSON', () => {
    fc.assert(
      fc.property(withoutProto, (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

const citation = (id: string) => ({
  id,
  sourceId: 's',
  sourceKey: 'k',
  sourceState: 't',
  csl: { type: 'book', title: 'T' },
  stub: false,
  locators: [],
  quote: '',
  note: '',
  supports: 'supports' as const,
});
const head: Head = {
  title: 'T',
  facts: [{ key: 'Capital', value: 'Damascus', confirmed: true, citations: [] }],
  related: ['R'],
  attribution: '',
  sections: [{ sectionId: 'a', level: 1, contentHash: 'h' }],
  citations: [citation('1'), citation('2')],
};
const seal: VersionSeal = {
  ...head,
  articleId: 'x',
  number: 2,
  kind: 'update',
  changeNote: 'n',
  contentHash: 'h',
  approvals: [{ reviewId: 'r', reviewer: 'p', at: '2026-01-01T00:00:00.000Z' }],
  unreviewed: false,
  unreviewedReason: '',
  contributors: [{ id: 'c', name: 'C' }],
  publishedById: 'p',
  publishedAt: '2026-01-02T00:00:00.000Z',
  prevHash: 'q',
};

describe('texts of hashes', () => {
  it('content depends on heading and words, not on the way they came', () => {
    const body = normalise(doc(p('One', ' two'), table(['a'])), 's');
    const same = normalise(JSON.parse(JSON.stringify(body)), 's');
    expect(contentText({ heading: 'H', body: same })).toBe(contentText({ heading: 'H', body }));
    expect(contentText({ heading: 'I', body })).not.toBe(contentText({ heading: 'H', body }));
    expect(contentText({ heading: 'H', body: normalise(doc(p('One too')), 's') })).not.toBe(
      contentText({ heading: 'H', body }),
    );
  });
  it('the head does not depend on the order of citations or on further columns', () => {
    const rows = {
      ...head,
      citations: head.citations.toReversed(),
      sections: head.sections.map((row) => ({ ...row, heading: 'x' })),
    };
    expect(headText(rows)).toBe(headText(head));
  });
  it.each<[string, Head]>([
    ['title', { ...head, title: 'U' }],
    ['facts', { ...head, facts: [] }],
    ['related', { ...head, related: [] }],
    ['attribution', { ...head, attribution: 'M' }],
    ['level', { ...head, sections: [{ sectionId: 'a', level: 2, contentHash: 'h' }] }],
    ['citations', { ...head, citations: [citation('1')] }],
  ])('the head depends on %s', (_what, other) => expect(headText(other)).not.toBe(headText(head)));

  it.each<[string, Partial<VersionSeal>]>([
    ['prevHash', { prevHash: null }],
    ['number', { number: 3 }],
    ['note', { changeNote: 'm' }],
    ['approvals', { approvals: [] }],
    ['time', { publishedAt: '2026-01-03T00:00:00.000Z' }],
    ['title', { title: 'U' }],
  ])('a version depends on %s', (_what, change) =>
    expect(versionText({ ...seal, ...change })).not.toBe(versionText(seal)),
  );
});
