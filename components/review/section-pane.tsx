import { count } from '@/components/words';
import { sectionName } from '@/components/prose/change-words';
import type { LookHere, RevisionDiff } from '@/lib/domain/diff/change';

type Props = { readonly diff: RevisionDiff; readonly look: readonly LookHere[] };

/** Left of the comparison: the changed sections and what to look at first, as links. */
export function SectionPane({ diff, look }: Props) {
  const changed = diff.sections.filter((section) => section.flags.length > 0);
  const rest = diff.sections.length - changed.length;
  return (
    <nav className="stack" aria-label="Changes">
      <h2>Changed sections ({changed.length})</h2>
      <ol className="plain-list pane-list">
        {diff.counts.head > 0 ? <Line href="#glance" name="At a glance" changes={diff.counts.head} /> : null}
        {changed.map((section) => (
          <Line
            key={section.sectionId}
            href={`#s-${section.sectionId}`}
            name={sectionName(section)}
            changes={section.counts.total}
          />
        ))}
      </ol>
      {rest > 0 ? <p className="small muted">{count(rest, 'unchanged section')}</p> : null}
      <h2>Look here first</h2>
      {look.length === 0 ? <p className="small muted">No figure, name or source changed.</p> : null}
      <ul className="plain-list look-list">
        {look.map((one) => (
          <li key={`${one.changeId} ${one.kind} ${one.before} ${one.after}`}>
            <a href={`#${one.changeId}`}>{one.sentence}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Line({ href, name, changes }: { readonly href: string; readonly name: string; readonly changes: number }) {
  return (
    <li>
      <a href={href}>
        <bdi>{name}</bdi>
        <span className="pill info">
          {changes}
          <span className="visually-hidden"> {changes === 1 ? 'change' : 'changes'}</span>
        </span>
      </a>
    </li>
  );
}
