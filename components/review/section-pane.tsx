import { count } from '@/components/words';
import { sectionName } from '@/components/prose/change-words';
import type { LookHere, RevisionDiff } from '@/lib/domain/diff/change';
import { glance, type SeenState } from '@/lib/domain/workflow/seen';

type Props = {
  readonly diff: RevisionDiff;
  readonly look: readonly LookHere[];
  /** How each part stands for the reader of the screen, by its id. */
  readonly seen: Readonly<Record<string, { readonly state: SeenState }>>;
};

/** The parts that a comparison has changes in, by the ids of `seen`. */
export const changedParts = ({ counts, sections }: RevisionDiff): string[] => [
  ...(counts.head > 0 ? [glance] : []),
  ...sections.flatMap(({ sectionId, flags }) => (flags.length > 0 ? [sectionId] : [])),
];

/** Left of the comparison: the changed sections and what to look at first, as links. */
export function SectionPane({ diff, look, seen }: Props) {
  const changed = diff.sections.filter((section) => section.flags.length > 0);
  const rest = diff.sections.length - changed.length;
  return (
    <nav className="stack" aria-label="Changes">
      <h2>Changed sections ({changed.length})</h2>
      <ol className="plain-list pane-list">
        {diff.counts.head > 0 ? (
          <Line href="#glance" name="At a glance" changes={diff.counts.head} state={seen[glance]?.state} />
        ) : null}
        {changed.map((section) => (
          <Line
            key={section.sectionId}
            href={`#s-${section.sectionId}`}
            name={sectionName(section)}
            changes={section.counts.total}
            state={seen[section.sectionId]?.state}
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

type LineProps = {
  readonly href: string;
  readonly name: string;
  readonly changes: number;
  readonly state: SeenState | undefined;
};

function Line({ href, name, changes, state }: LineProps) {
  return (
    <li>
      <a href={href}>
        <span>
          <bdi>{name}</bdi>
          <SeenWords state={state} />
        </span>
        <span className="pill info">
          {changes}
          <span className="visually-hidden"> {changes === 1 ? 'change' : 'changes'}</span>
        </span>
      </a>
    </li>
  );
}

function SeenWords({ state }: { readonly state: SeenState | undefined }) {
  if (state === 'viewed') return <span className="small muted"> ✓ viewed</span>;
  return state === 'changed' ? <span className="small warn-words"> ! changed since you viewed it</span> : null;
}
