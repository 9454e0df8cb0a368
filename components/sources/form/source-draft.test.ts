import { describe, expect, it } from 'vitest';
import { cslOf, draftOf } from '@/components/sources/form/source-draft';
import type { CslItem } from '@/lib/domain/citation/citation';
import { cslSchema } from '@/lib/domain/citation/csl';

const full: CslItem = {
  type: 'speech',
  title: 'On the plan',
  author: [{ family: 'Haddad', given: 'Lina' }, { literal: 'Ministry of Energy' }],
  interviewer: [{ family: 'Okafor' }],
  issued: { 'date-parts': [[2010, 2, 25]] },
  'event-title': 'Harbour talks',
  'event-place': 'Damascus',
  version: '2',
  PMCID: 'PMC77',
  language: 'ar',
  custom: {
    ...{ archiveUrl: 'https://archive.example.org/x', archiveDate: '3 May 2023', urlStatus: 'dead', own: ['kept'] },
    ...{ producer: 'ITI', licence: 'CC-BY-4.0', access: 'limited' },
    retracted: { date: '2020', url: 'https://example.org/notice' },
  },
};

describe('the form of a source', () => {
  it('gives back the record that it was given, also what it does not show', () => {
    expect(cslOf(draftOf(full, true))).toEqual({ csl: full, stub: true });
    expect(cslSchema.safeParse(full).data).toEqual(full);
    const bare: CslItem = { type: 'book', title: 'T' };
    expect(cslOf(draftOf(bare, false))).toEqual({ csl: bare, stub: false });
  });

  it('leaves out what was emptied', () => {
    const draft = {
      ...draftOf(full, false),
      retractedOn: '',
      retractedUrl: '',
      producer: ' ',
      urlStatus: 'unchecked' as const,
    };
    expect(cslOf(draft).csl.custom).toEqual({
      ...{ archiveUrl: 'https://archive.example.org/x', archiveDate: '3 May 2023', own: ['kept'] },
      ...{ licence: 'CC-BY-4.0', access: 'limited' },
    });
  });

  it('sends what is half said, for the server to say what is missing', () => {
    const draft = { ...draftOf({ type: 'book', title: 'T' }, false), retractedUrl: 'https://example.org/notice' };
    const read = cslSchema.safeParse(cslOf(draft).csl);
    expect(read.error?.issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['custom.retracted', 'Enter the day of the retraction'],
    ]);
  });
});
