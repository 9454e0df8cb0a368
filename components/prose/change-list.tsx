import { changeRows } from '@/components/prose/change-rows';
import { changeLabel } from '@/components/prose/change-words';
import { lookByChange } from '@/components/prose/context';
import type { RevisionDiff } from '@/lib/domain/diff/change';

/** Every change as a row of whole sentences: for phones, braille and print. */
export function ChangeList({ diff }: { readonly diff: RevisionDiff }) {
  const rows = changeRows(diff);
  const looks = lookByChange(diff);
  return (
    <div className="table-wrap">
      <table>
        <caption>List of changes ({rows.length})</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col">Before</th>
            <th scope="col">After</th>
            <th scope="col">What kind</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ changeId, kind, place, before, after }) => (
            <tr
              key={changeId}
              id={changeId}
              data-change={changeId}
              className="change"
              tabIndex={-1}
              aria-label={changeLabel(changeId, diff.counts.total, [kind, place])}
            >
              <th scope="row">
                {changeId.slice(1)}.
                <br />
                <span className="small muted">
                  <bdi>{place}</bdi>
                </span>
              </th>
              <td dir="auto">{before.trim() || <Nothing />}</td>
              <td dir="auto">{after.trim() || <Nothing />}</td>
              <td>
                {kind}
                {(looks.get(changeId) ?? []).map(({ sentence }) => (
                  <p key={sentence}>
                    <span className="chip look">{sentence}</span>
                  </p>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const Nothing = () => <span className="muted">nothing</span>;
