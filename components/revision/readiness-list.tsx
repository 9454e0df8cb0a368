import type { ReadinessIssue } from '@/lib/domain/workflow/readiness';

type Props = {
  readonly issues: readonly ReadinessIssue[];
  /** The address of the place that an issue names, where there is one. */
  readonly hrefOf?: (where: string) => string | null;
  /** What was checked and found in order, in words. */
  readonly passed?: readonly string[];
};

/** What stands in the way (✗) and what is worth knowing (!), or that nothing does (✓). */
export function ReadinessList({ issues, hrefOf, passed = [] }: Props) {
  const hasBlocker = issues.some((issue) => issue.severity === 'blocker');
  return (
    <ul className="plain-list checks">
      {hasBlocker ? null : (
        <li>
          <span className="sign ok" aria-hidden="true">
            ✓
          </span>
          <span>Nothing stands in the way.</span>
        </li>
      )}
      {issues.map((issue, at) => (
        <Line key={`${issue.code} ${issue.where} ${at}`} issue={issue} href={hrefOf?.(issue.where) ?? null} />
      ))}
      {passed.map((words) => (
        <li key={words}>
          <span className="sign ok" aria-hidden="true">
            ✓
          </span>
          <span>
            <span className="visually-hidden">In order: </span>
            {words}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Line({ issue, href }: { readonly issue: ReadinessIssue; readonly href: string | null }) {
  const isBlocker = issue.severity === 'blocker';
  return (
    <li>
      <span className={`sign ${isBlocker ? 'no' : 'look'}`} aria-hidden="true">
        {isBlocker ? '✗' : '!'}
      </span>
      <span>
        <span className="visually-hidden">{isBlocker ? 'Stands in the way: ' : 'Worth knowing: '}</span>
        {href ? <a href={href}>{issue.message}</a> : issue.message}
      </span>
    </li>
  );
}
