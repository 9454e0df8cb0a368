import { bearingWords } from '@/components/sources/words';
import { type Use, UseState } from '@/components/sources/uses/use-state';
import { count } from '@/components/words';
import { statementWords } from '@/lib/domain/prose/statements';
import type { Supports } from '@/lib/domain/citation/citation';
import type { Drift } from '@/lib/domain/diff/change';
import { type Verdict, verdictWords } from '@/lib/domain/citation/library/reliability';

/** One use of a source, as the pages of a revision show it. */
export type ReviewedSource = Omit<Use, 'articleId' | 'number'> & {
  readonly sourceId: string;
  readonly reference: string;
  readonly supports: Supports;
  readonly note: string;
  readonly heading: string;
  readonly isNew: boolean;
  readonly isOlderRecord: boolean;
  readonly reliability: { readonly verdict: Verdict; readonly reason: string } | null;
};

type Props = {
  readonly articleId: string;
  readonly number: number;
  readonly uses: readonly ReviewedSource[];
  /** Where a use may not hold any more. */
  readonly drift: readonly Drift[];
  /** What stands in the brackets of a citation. */
  readonly label: (citationId: string) => string;
  /** Every source by its number: of the text, and of what it is compared with. */
  readonly references: readonly string[];
};

/** Every use of a source in the text: what is new first, each with what it is said to say, and who has looked it up. */
export function SourceCards({ uses, references, ...props }: Props) {
  if (references.length === 0) return null;
  const fresh = uses.filter(({ isNew }) => isNew);
  const others = uses.filter(({ isNew }) => !isNew);
  return (
    <section className="stack" aria-labelledby="sources-beside">
      <h2 id="sources-beside">Sources ({uses.length})</h2>
      <p className="small muted">{lookedUpSentence(uses)}</p>
      <Cards cards={fresh} {...props} />
      {others.length > 0 ? (
        <details className="folded" open={fresh.length === 0}>
          <summary>{count(others.length, 'use')} as before</summary>
          <Cards cards={others} {...props} />
        </details>
      ) : null}
      <details className="folded">
        <summary>Sources by number ({references.length})</summary>
        <ol className="small">
          {references.map((reference, at) => (
            <li key={at}>
              <bdi>{reference}</bdi>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** "3 of 4 uses were looked up; 1 was not confirmed." */
export function lookedUpSentence(uses: readonly Pick<ReviewedSource, 'verified'>[]): string {
  const verdicts = uses.flatMap(({ verified }) => verified.current?.verdict ?? []);
  const looked = verdicts.filter((verdict) => verdict !== 'unreachable').length;
  const failed = verdicts.filter((verdict) => verdict === 'failed').length;
  const sentence = `${looked} of ${count(uses.length, 'use')} ${looked === 1 || uses.length === 1 ? 'was' : 'were'} looked up in the source`;
  return failed === 0 ? `${sentence}.` : `${sentence}; ${failed} ${failed === 1 ? 'was' : 'were'} not confirmed.`;
}

type CardsProps = Omit<Props, 'uses' | 'references'> & { readonly cards: readonly ReviewedSource[] };

function Cards({ cards, articleId, number, drift, label }: CardsProps) {
  return (
    <ul className="plain-list lines">
      {cards.map((card) => (
        <li key={`${card.citationId} ${card.statementHash}`} className="stack-tight small">
          <p>
            <strong>[{label(card.citationId)}]</strong>{' '}
            <a href={`/desk/sources/${card.sourceId}`}>
              <bdi>{card.reference}</bdi>
            </a>
            {card.heading ? (
              <span className="muted">
                {' · '}
                <bdi>{card.heading}</bdi>
              </span>
            ) : null}
          </p>
          {card.reliability?.verdict === 'generally_reliable' ? null : <Repute reliability={card.reliability} />}
          {card.supports === 'supports' ? null : <p>{bearingWords[card.supports]}.</p>}
          <DriftLines drift={drift.filter((one) => isOf(one, card))} />
          <UseState use={{ ...card, articleId, number }} />
          {card.isOlderRecord ? <p className="muted">The record of this source was corrected since.</p> : null}
        </li>
      ))}
    </ul>
  );
}

/** What the card says already in words of its own. */
const toldElsewhere = new Set<Drift['kind']>(['source-changed', 'verification-lapsed']);

const isOf = ({ kind, citationId, sectionId, after }: Drift, card: ReviewedSource) =>
  !toldElsewhere.has(kind) &&
  citationId === card.citationId &&
  (sectionId === null || statementWords(after) === statementWords(card.statement));

/** Why a use has to be looked up again, leading to the change. */
function DriftLines({ drift }: Pick<Props, 'drift'>) {
  return drift.map(({ changeId, sentence }) => (
    <p key={sentence}>
      {changeId === null ? (
        <span className="chip look">{sentence}</span>
      ) : (
        <a className="chip look" href={`#${changeId}`}>
          {sentence}
        </a>
      )}
    </p>
  ));
}

/** What was decided about a source, where it is not plainly reliable. */
export function Repute({ reliability }: Pick<ReviewedSource, 'reliability'>) {
  if (!reliability || reliability.verdict === 'none') return null;
  const isBad = !['generally_reliable', 'additional_considerations'].includes(reliability.verdict);
  return (
    <p>
      <span className={isBad ? 'pill warn' : 'pill'}>
        {isBad ? '! ' : ''}
        {verdictWords[reliability.verdict]}
      </span>{' '}
      <bdi>{reliability.reason}</bdi>
    </p>
  );
}
