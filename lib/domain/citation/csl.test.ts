import { describe, expect, it } from 'vitest';
import { cslSchema, missingFields, sourceTypes, typeName } from '@/lib/domain/citation/csl';
import { deriveSource } from '@/lib/domain/citation/library/derive';

const haddad = { family: 'Haddad', given: 'Lina' };
const message = (value: unknown) => cslSchema.safeParse(value).error?.issues[0]?.message;

describe('records of sources', () => {
  it('stores identifiers in normal form', () => {
    const read = cslSchema.parse({
      type: 'book',
      title: 'T',
      DOI: 'https://doi.org/10.5555/ABC',
      ISBN: '0-8044-2957-X',
      ISSN: '03785955',
      PMID: '123',
      URL: 'HTTP://Example.org',
    });
    expect(read).toMatchObject({
      DOI: '10.5555/abc',
      ISBN: '9780804429573',
      ISSN: '0378-5955',
      PMID: '123',
      URL: 'http://example.org/',
    });
  });

  it.each([
    [{ type: 'book' }, 'Enter a title, or a description and who made it'],
    [{ type: 'book', note: 'A letter' }, 'Enter a title, or a description and who made it'],
    [{ type: 'nonsense', title: 'T' }, 'Choose a kind of source'],
    [{ type: 'book', title: 'T', ISBN: '978-0-306-40615-8' }, 'The last digit does not fit. Please check the number.'],
    [{ type: 'book', title: 'T', author: [{ given: 'Lina' }] }, 'Enter a family name, or the whole name of a body'],
    [{ type: 'book', title: 'T', URL: 'javascript:1' }, 'Enter the whole address, starting with https:// or http://.'],
    [{ type: 'book', title: 'a\u0000b' }, 'This has characters that cannot be shown'],
  ])('refuses %j', (value, expected) => expect(message(value)).toBe(expected));

  it('refuses fields that it does not know', () =>
    expect(cslSchema.safeParse({ type: 'book', title: 'T', extra: 1 }).success).toBe(false));

  it.each([
    { type: 'document', note: 'According to Reuters', author: [{ literal: 'Reuters' }] },
    { type: 'patent', title: 'A kind that is only imported' },
    ...Object.keys(sourceTypes).map((type) => ({ type, title: 'T', issued: { 'date-parts': [[2010], [2012]] } })),
  ])('accepts %j', (value) => expect(cslSchema.safeParse(value).error).toBeUndefined());

  it('names the fields that a described source lacks', () => {
    expect(missingFields({ type: 'article-newspaper', title: 'T' })).toEqual(['container-title', 'issued']);
    expect(missingFields({ type: 'book', note: 'x', publisher: 'p' })).toEqual(['title']);
    expect(missingFields({ type: 'map', title: 'T' })).toEqual([]);
  });

  it('derives the columns of the library', () => {
    expect(
      deriveSource({
        type: 'chapter',
        title: 'T',
        author: [haddad, { literal: 'UN' }],
        'container-title': 'C',
        issued: { 'date-parts': [[2014, 5]] },
        DOI: '10.5555/ABC',
        ISBN: '0-8044-2957-X',
        URL: 'https://example.org/a/?utm_x=1',
      }),
    ).toEqual({
      type: 'chapter',
      title: 'T',
      authorsText: 'Lina Haddad; UN',
      container: 'C',
      issuedYear: 2014,
      doi: '10.5555/abc',
      isbn13: '9780804429573',
      pmid: null,
      urlKey: 'example.org/a',
      ...{ titleKey: 't', makerKey: 'haddad', language: '', issn: null, pmcid: null, host: 'example.org' },
      ...{ producer: '', licence: '', access: '', retracted: false },
      ...{ urlStatus: 'unchecked', archiveUrl: '', archiveDate: '' },
    });
    const more = {
      ...{ type: 'report', title: 'T', language: 'ar', ISSN: '0378-5955', PMID: '123', PMCID: 'pmc77' },
      custom: {
        producer: 'ITI',
        licence: 'CC-BY-4.0',
        access: 'limited',
        urlStatus: 'dead',
        archiveUrl: 'https://a.example/',
      },
    };
    expect(
      deriveSource({ ...more, custom: { ...more.custom, retracted: { date: '2020', url: 'https://b.example/' } } }),
    ).toMatchObject({
      ...{ language: 'ar', issn: '0378-5955', pmid: '123', pmcid: 'PMC77', producer: 'ITI', licence: 'CC-BY-4.0' },
      ...{ access: 'limited', retracted: true, urlStatus: 'dead', archiveUrl: 'https://a.example/' },
    });
    expect(deriveSource({ type: 'document', note: 'Report' })).toMatchObject({ title: 'Report', issuedYear: null });
  });

  it('names kinds for people', () => {
    expect(typeName('article-newspaper')).toBe('Newspaper article');
    expect(typeName('legal_case')).toBe('Legal case');
  });
});
