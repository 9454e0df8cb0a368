import { describe, expect, it } from 'vitest';
import type { CslItem } from '@/lib/domain/citation/citation';
import { sourceKey } from '@/lib/domain/citation/source-key';

const issued = { 'date-parts': [[2015]] };
const cases: readonly (readonly [CslItem, readonly string[], string])[] = [
  [{ type: 'book', title: 'Trade and trust', author: [{ family: 'Haddad' }], issued }, [], 'haddad2015trade'],
  [
    { type: 'book', title: 'Trade and trust', author: [{ family: 'Haddad' }], issued },
    ['haddad2015trade'],
    'haddad2015tradeb',
  ],
  [
    { type: 'book', title: 'Trade', author: [{ family: 'Haddad' }], issued },
    ['haddad2015trade', 'haddad2015tradeb'],
    'haddad2015tradec',
  ],
  [{ type: 'book', title: 'Die Brücke', author: [{ family: 'Müller-Óe' }], issued }, [], 'mulleroe2015brucke'],
  [{ type: 'book', title: 'The Syrian economy', issued }, [], 'syrian2015economy'],
  [{ type: 'report', title: 'Plan', author: [{ literal: 'The Ministry of Energy' }] }, [], 'ministryplan'],
  [{ type: 'book', title: 'النقد', author: [{ family: 'العظم' }], issued }, [], 'source2015'],
  [{ type: 'document', note: 'A report', author: [{ literal: 'UN' }] }, [], 'unreport'],
];

describe('citation keys', () => {
  it.each(cases)('%j', (csl, taken, expected) => expect(sourceKey(csl, new Set(taken))).toBe(expected));

  it('is never one that is taken', () => {
    const taken = new Set<string>();
    for (let count = 0; count < 60; count += 1) taken.add(sourceKey({ type: 'book', title: 'Same' }, taken));
    expect(taken.size).toBe(60);
  });
});
