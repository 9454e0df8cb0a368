import { z } from 'zod';
import { countryBySlug, type Country } from '@/lib/domain/countries';
import { db } from '@/lib/db/client';

/** A country with how many live articles are about it. */
export type CountryCount = { readonly country: Country; readonly articles: number };

/** Countries that live articles are about, most articles first. */
export async function listCountries(): Promise<CountryCount[]> {
  const rows = await db().liveCountry.groupBy({
    by: ['country'],
    _count: true,
    orderBy: [{ _count: { country: 'desc' } }, { country: 'asc' }],
  });
  return rows.flatMap((row) => {
    const country = countryBySlug(row.country);
    // oxlint-disable-next-line no-underscore-dangle -- Prisma's name
    return country ? [{ country, articles: row._count }] : [];
  });
}

/** Two countries that a live article joins. */
export type Relation = { readonly slug: string; readonly title: string; readonly pair: readonly [string, string] };

const relationsSchema = z.array(z.object({ slug: z.string(), title: z.string(), countries: z.array(z.string()) }));

/** Live articles about exactly two countries, by title; of one country when it is named. At most `take`. */
export async function listRelations(take: number, country?: string): Promise<Relation[]> {
  const rows = await db().$queryRaw`
    select a.slug, p.title, array_agg(c.country order by c.country) as countries
    from live_country c join article a on a.id = c.article_id join live_page p on p.article_id = c.article_id
    where ${country === undefined} or c.article_id in (select article_id from live_country where country = ${country ?? ''})
    group by a.slug, p.title, p.sort_key having count(*) = 2
    order by p.sort_key, a.slug limit ${take}`;
  return relationsSchema
    .parse(rows)
    .flatMap(({ slug, title, countries: [first, second] }) =>
      first !== undefined && second !== undefined ? [{ slug, title, pair: [first, second] as const }] : [],
    );
}

/** Titles that live articles name as related and that no live article has: how often each is wanted, with an article that wants it. At most `take`. */
export async function listWanted(take: number): Promise<string[]> {
  const rows = await db().$queryRaw`
    select distinct l.slug as title from live_link l
    where not exists (select from article_slug s join article a on a.id = s.article_id where s.slug = l.slug and a.state = 'published')
    order by l.slug limit ${take}`;
  return z
    .array(z.object({ title: z.string() }))
    .parse(rows)
    .map(({ title }) => title);
}
