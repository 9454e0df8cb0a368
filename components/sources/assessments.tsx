import { LocalTime } from '@/components/desk/local-time.client';
import { AssessButton } from '@/components/sources/assess.client';
import { Pill } from '@/components/sources/pill';
import { verdictSigns } from '@/components/sources/words';
import { type Scope, type Verdict, verdictWords } from '@/lib/domain/citation/library/reliability';

type Decision = {
  readonly id: string;
  readonly scope: Scope;
  readonly scopeName: string;
  readonly topic: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly link: string;
  readonly reviewBy: string | null;
  readonly by: string;
  readonly decidedAt: string;
};
type Props = {
  readonly sourceId: string;
  readonly decisions: readonly Decision[];
  readonly inForceId: string | null;
  readonly domains: readonly string[];
  readonly publisher: string;
  readonly mayAssess: boolean;
};

const scopeWords: Readonly<Record<Scope, string>> = { work: 'This work', domain: 'Domain', publisher: 'Publisher' };

/** Decisions on how far a source can be relied on: that in force first said, then all that concern it. */
export function Assessments({ sourceId, decisions, inForceId, domains, publisher, mayAssess }: Props) {
  return (
    <>
      {decisions.length === 0 ? (
        <p className="empty">Nothing has been decided about this work, its domain or its publisher.</p>
      ) : (
        <ul className="plain-list lines">
          {decisions.map((one) => (
            <DecisionLine key={one.id} decision={one} isInForce={one.id === inForceId} />
          ))}
        </ul>
      )}
      {mayAssess ? <AssessButton sourceId={sourceId} domains={domains} publisher={publisher} /> : null}
    </>
  );
}

function DecisionLine({ decision, isInForce }: { readonly decision: Decision; readonly isInForce: boolean }) {
  const { scope, scopeName, topic, verdict, reason, link, reviewBy, by, decidedAt } = decision;
  return (
    <li className="stack-tight">
      <p className="row">
        <Pill said={verdictSigns[verdict]}>{verdictWords[verdict]}</Pill>
        <span>
          {scopeWords[scope]}
          {scope === 'work' ? '' : ` ${scopeName}`}
          {topic ? `, on ${topic}` : ''}
        </span>
        {isInForce ? <strong>In force</strong> : null}
      </p>
      <p dir="auto">{reason}</p>
      <p className="small muted">
        Decided by <bdi>{by}</bdi> on <LocalTime at={decidedAt} />
        {reviewBy ? `, to be looked at again by ${reviewBy}` : ''}
        {link ? (
          <>
            {' · '}
            <a href={link} rel="external noopener nofollow ugc" referrerPolicy="no-referrer">
              Where it was discussed
            </a>
          </>
        ) : null}
      </p>
    </li>
  );
}
