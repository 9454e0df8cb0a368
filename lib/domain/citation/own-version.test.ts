import { describe, expect, it } from 'vitest';
import {
  apaOwnVersion,
  chicagoOwnVersion,
  houseOwnVersion,
  mlaOwnVersion,
  ownVersionItem,
  type OwnVersion,
} from '@/lib/domain/citation/own-version';
import { cslSchema } from '@/lib/domain/citation/csl';
import type { Reference } from '@/lib/domain/citation/reference';

const version: OwnVersion = {
  title: 'Iran–Syria relations',
  siteName: 'Stet',
  number: 12,
  publishedAt: '2026-11-22T23:59:00.000Z',
  url: 'https://stet.example/articles/iran-syria-relations/versions/12',
};
const { url } = version;
const marked = ({ nodes }: Reference) => nodes.map(({ text, italic }) => (italic ? `*${text}*` : text)).join('');
const inFour = (own: OwnVersion) =>
  [houseOwnVersion, apaOwnVersion, chicagoOwnVersion, mlaOwnVersion].map((cite) => marked(cite(own)));

describe('citing our own version', () => {
  it('prints the strings of sources-and-import.md A13', () =>
    expect(inFour(version)).toEqual([
      `“Iran–Syria relations”. Stet, version 12, 22 November 2026. ${url}.`,
      `Iran–Syria relations. (2026). In *Stet* (Version 12). ${url}`,
      `*Stet*. 2026. “Iran–Syria Relations.” Version 12. November 22. ${url}.`,
      `“Iran–Syria Relations.” *Stet*, Version 12, 22 Nov. 2026, ${url}.`,
    ]));

  it('names contributors as they are shown', () =>
    expect(inFour({ ...version, contributors: ['Lina Haddad', 'Anna M. Berg'] })).toEqual([
      `Lina Haddad and Anna M. Berg. “Iran–Syria relations”. Stet, version 12, 22 November 2026. ${url}.`,
      `Lina Haddad & Anna M. Berg. (2026). Iran–Syria relations. In *Stet* (Version 12). ${url}`,
      `Lina Haddad and Anna M. Berg. 2026. “Iran–Syria Relations.” In *Stet*, Version 12. November 22. ${url}.`,
      `Lina Haddad and Anna M. Berg. “Iran–Syria Relations.” *Stet*, Version 12, 22 Nov. 2026, ${url}.`,
    ]));

  it('joins three names, and leaves out a day that cannot be read', () =>
    expect(houseOwnVersion({ ...version, publishedAt: '', contributors: ['A', 'B', 'C'] }).text).toBe(
      `A, B and C. “Iran–Syria relations”. Stet, version 12. ${url}.`,
    ));

  it('links the title on screen, and spells the address out in print', () => {
    const { nodes } = houseOwnVersion(version);
    expect(nodes.find(({ href }) => href)).toEqual({ text: 'Iran–Syria relations', isolate: true, href: url });
    expect(nodes.filter(({ printOnly }) => printOnly).map(({ text }) => text)).toEqual([` ${url}.`]);
  });

  it('makes a record that our own library would accept', () => {
    const item = ownVersionItem(version);
    expect(cslSchema.safeParse(item).success).toBe(true);
    expect(item).toEqual({
      type: 'entry-encyclopedia',
      title: 'Iran–Syria relations',
      issued: { 'date-parts': [[2026, 11, 22]] },
      'container-title': 'Stet',
      edition: 'Version 12',
      URL: url,
    });
  });
});
