import type { CslItem } from '@/lib/domain/citation/citation';
import { formatDate } from '@/lib/domain/citation/dates';
import { apart, plain, referenceOf, type Reference } from '@/lib/domain/citation/reference';
import { apaReference } from '@/lib/domain/citation/style/apa';
import { chicagoReference } from '@/lib/domain/citation/style/chicago';
import { mlaReference } from '@/lib/domain/citation/style/mla';

/**
 * A published version of one of our own articles. `publishedAt` is an ISO date or time, whose day counts as written
 * (UTC); `url` is the permanent address of the version; `contributors` are names as they are shown, where they are.
 */
export type OwnVersion = {
  readonly title: string;
  readonly siteName: string;
  readonly number: number;
  readonly publishedAt: string;
  readonly url: string;
  readonly contributors?: readonly string[];
};

function dayOf(iso: string): { issued?: { 'date-parts': number[][] } } {
  const found = /^(\d{4})-(\d{2})-(\d{2})/u.exec(iso);
  return found ? { issued: { 'date-parts': [found.slice(1).map(Number)] } } : {};
}

/**
 * The record of a version as reference managers and exports read it: an entry of our encyclopedia, whose edition is the
 * version. Names are not split into family and given name.
 */
export function ownVersionItem(version: OwnVersion): CslItem {
  const names = version.contributors ?? [];
  return {
    type: 'entry-encyclopedia',
    title: version.title,
    ...(names.length > 0 && { author: names.map((literal) => ({ literal })) }),
    ...dayOf(version.publishedAt),
    'container-title': version.siteName,
    edition: `Version ${version.number}`,
    URL: version.url,
  };
}

/** `“Iran–Syria relations”. Stet, version 12, 22 November 2026. URL.` (house style, sources-and-import.md A13). */
export function houseOwnVersion(version: OwnVersion): Reference {
  const names = (version.contributors ?? []).flatMap((name, at, all) => [
    plain(at === 0 ? '' : at === all.length - 1 ? ' and ' : ', '),
    apart(name),
  ]);
  const day = formatDate(dayOf(version.publishedAt).issued);
  return referenceOf([
    ...(names.length === 0 ? [] : [...names, plain('. ')]),
    plain('“'),
    { text: version.title, isolate: true, href: version.url },
    plain('”. '),
    apart(version.siteName),
    plain(`, version ${version.number}${day === '' ? '' : `, ${day}`}.`),
    { text: ` ${version.url}.`, printOnly: true },
  ]);
}

/** `Iran–Syria relations. (2026). In Stet (Version 12). URL` (APA 7, sources-and-import.md A13). */
export const apaOwnVersion = (version: OwnVersion): Reference => apaReference(ownVersionItem(version));

/** `Stet. 2026. “Iran–Syria Relations.” Version 12. November 22. URL.` (Chicago author-date, sources-and-import.md A13). */
export const chicagoOwnVersion = (version: OwnVersion): Reference => chicagoReference(ownVersionItem(version));

/** `“Iran–Syria Relations.” Stet, Version 12, 22 Nov. 2026, URL.` (MLA 9, sources-and-import.md A13). */
export const mlaOwnVersion = (version: OwnVersion): Reference => mlaReference(ownVersionItem(version));
