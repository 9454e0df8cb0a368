import type { Country } from '@/lib/domain/countries';
import { groupBy } from '@/lib/domain/group';

/** Two countries that an article is about, or would be (`href` null: wanted). */
export type Relation = {
  readonly countries: readonly [Country, Country];
  readonly title: string;
  readonly href: string | null;
};

type Line = {
  readonly name: string;
  readonly relations: readonly { readonly other: string; readonly relation: Relation }[];
};

const byName = new Intl.Collator('en');

/** Each relation once: under the country that has most of those left, which of two equal ones comes first in the alphabet. */
function linesOf(relations: readonly Relation[]): Line[] {
  const lines: Line[] = [];
  let left = relations;
  while (left.length > 0) {
    const groups = groupBy(
      left.flatMap(({ countries }) => countries.map(({ name }) => name)),
      (name) => name,
    );
    const [top] = [...groups].toSorted(
      ([first, some], [second, others]) => others.length - some.length || byName.compare(first, second),
    );
    const name = top?.[0] ?? '';
    const own = left.filter(({ countries }) => countries.some((country) => country.name === name));
    left = left.filter((relation) => !own.includes(relation));
    const others = own.map((relation) => ({
      other: relation.countries.find((country) => country.name !== name)?.name ?? name,
      relation,
    }));
    lines.push({ name, relations: others.toSorted((first, second) => byName.compare(first.other, second.other)) });
    if (own.length === 0) break;
  }
  return lines;
}

/** The relations of the map as lines of links: "Syria (4): Afghanistan · Azerbaijan · Iran · Pakistan". */
export function RelationsList({ relations }: { readonly relations: readonly Relation[] }) {
  return (
    <ul className="plain">
      {linesOf(relations).map((line) => (
        <li key={line.name}>
          {`${line.name} (${line.relations.length}): `}
          {line.relations.map(({ other, relation }, at) => (
            <span key={relation.title}>
              {at > 0 && ' · '}
              {relation.href === null ? `${other} (not yet written)` : <a href={relation.href}>{other}</a>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
