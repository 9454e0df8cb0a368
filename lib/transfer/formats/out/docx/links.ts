import { escapeXml, xmlHead } from '@/lib/transfer/formats/out/packed/xml';

/** Relationships of one part of a package: fixed ones first, then the addresses that it links to. */
export type Links = { readonly idOf: (href: string) => string; readonly xml: () => string };

const types = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** One relationship; `external` for an address. */
export const relationXml = (id: string, type: string, target: string, isExternal = false): string =>
  `<Relationship Id="${id}" Type="${type.includes(':') ? type : `${types}/${type}`}" Target="${escapeXml(target)}"${isExternal ? ' TargetMode="External"' : ''}/>`;

/** A part of relationships. */
export const relationsXml = (inner: string): string =>
  `${xmlHead}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`;

/** The relationships of a part: `fixed` ones, by type and target, and each address once. */
export function newLinks(fixed: readonly (readonly [type: string, target: string])[]): Links {
  const ids = new Map<string, string>();
  return {
    idOf: (href) => {
      const id = ids.get(href) ?? `link${ids.size + 1}`;
      ids.set(href, id);
      return id;
    },
    xml: () => {
      const inner = fixed.map(([type, target], at) => relationXml(`part${at + 1}`, type, target));
      const outer = [...ids].map(([href, id]) => relationXml(id, 'hyperlink', href, true));
      return relationsXml([...inner, ...outer].join(''));
    },
  };
}
