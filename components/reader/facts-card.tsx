import { cardId, markName, markText } from '@/components/reader/prose';
import type { Fact } from '@/lib/domain/article';
import type { CiteMark } from '@/lib/domain/citation/numbering';

type Props = { readonly facts: readonly Fact[]; readonly marks: readonly (readonly CiteMark[])[] };

/** The facts that an editor confirmed, each with its sources; nothing when there are none. */
export function FactsCard({ facts, marks }: Props) {
  const shown = facts.filter(({ confirmed }) => confirmed);
  if (shown.length === 0) return null;
  return (
    <aside className="facts" aria-labelledby="at-a-glance">
      <h2 id="at-a-glance">At a glance</h2>
      <dl>
        {shown.map(({ key, value }, at) => (
          <div key={key}>
            <dt dir="auto">{key}</dt>
            <dd>
              <bdi>{value}</bdi>
              {marks[at]?.map((mark) => (
                <FactMark key={mark.anchor} mark={mark} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </aside>
  );
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
