import type { VersionLine } from '@/components/reader/view';
import { count } from '@/components/words';

/** All of it, so many of its sections, or no section at all. */
function whatOf(sections: number | null): string {
  if (sections === null) return 'all of it';
  return sections === 0 ? 'title and facts' : count(sections, 'section');
}

/** Who approved which part of a version, and what was open on the reviewers' list when they did, with the reason they gave. */
export function Approvals({ version: { approvals = [] } }: { readonly version: VersionLine }) {
  const isTold = approvals.some(({ sections, reasons }) => sections !== null || reasons.length > 0);
  if (!isTold) return null;
  const open = approvals.reduce((sum, { reasons }) => sum + reasons.length, 0);
  return (
    <details className="beside">
      <summary>
        {open === 0
          ? 'Who approved which sections'
          : `${count(open, 'point')} of the reviewer’s list ${open === 1 ? 'was' : 'were'} open when it was approved`}
      </summary>
      <ul>
        {approvals.map(({ by, sections, reasons }, at) => (
          <li key={at}>
            <bdi>{by}</bdi> approved {whatOf(sections)}
            {reasons.length === 0 ? '.' : ', with these points open:'}
            {reasons.length > 0 && (
              <ul>
                {reasons.map(({ point, reason }) => (
                  <li key={point}>
                    <bdi>{point}</bdi>: <bdi>{reason}</bdi>
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
