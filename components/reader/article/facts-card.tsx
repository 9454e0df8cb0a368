import { cardId, markName, markText } from '@/components/reader/article/compose';
import { LocatorMap } from '@/components/reader/charts/locator-map';
import { sourcedShort } from '@/components/words';
import type { Fact } from '@/lib/domain/article';
import { countriesKey, countriesOf } from '@/lib/domain/article-countries';
import type { Coverage } from '@/lib/domain/citation/coverage';
import type { CiteMark } from '@/lib/domain/citation/numbering';

type Props = {
  readonly facts: readonly Fact[];
  /** Of each confirmed fact. */
  readonly marks: readonly (readonly CiteMark[])[];
  readonly counts: Coverage;
};

/** The facts that an editor confirmed, each with its sources, and where the countries lie; nothing when there is neither. */
export function FactsCard({ facts, marks, counts }: Props) {
  const shown = facts.filter(({ confirmed }) => confirmed);
  const [first, second] = countriesOf(facts);
  if (shown.length === 0) return null;
  return (
    <aside className="facts" aria-labelledby="at-a-glance">
      <h2 id="at-a-glance">At a glance</h2>
      {first && <LocatorMap first={first} {...(second && { second })} />}
      <dl>
        {shown.map(({ key, value }, at) => (
          <div key={key}>
            <dt dir="auto">{key}</dt>
            <dd>
              {key === countriesKey ? <Countries facts={facts} value={value} /> : <bdi>{value}</bdi>}
              {marks[at]?.map((mark) => (
                <FactMark key={mark.anchor} mark={mark} />
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>Sourced</dt>
          <dd>{sourcedShort(counts)}</dd>
        </div>
      </dl>
    </aside>
  );
}

/** Each country leads to its page. */
function Countries({ facts, value }: { readonly facts: readonly Fact[]; readonly value: string }) {
  const countries = countriesOf(facts);
  if (countries.length === 0) return <bdi>{value}</bdi>;
  return countries.map(({ slug, name }, at) => (
    <span key={slug}>
      {at > 0 && ', '}
      <a href={`/countries/${slug}`}>{name}</a>
    </span>
  ));
}

function FactMark({ mark }: { readonly mark: CiteMark }) {
  const opens = { interestfor: cardId(mark.citationId) };
  return (
    <sup className="cite">
      <a id={mark.anchor} href={`#${mark.target}`} aria-label={markName(mark)} {...opens}>
        {markText(mark)}
      </a>
    </sup>
  );
}
