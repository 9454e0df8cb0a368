import { LocalTime } from '@/components/desk/local-time.client';
import { UndoMerge } from '@/components/sources/merge/undo-merge.client';
import { count } from '@/components/words';

type Merge = {
  readonly id: string;
  readonly sourceId: string;
  readonly title: string;
  readonly by: string;
  readonly at: string;
  readonly until: string;
  readonly mayUndo: boolean;
};
type Alike = { readonly id: string; readonly reference: string; readonly uses: number };
type Props = {
  readonly sourceId: string;
  readonly mergedInto: { readonly id: string; readonly reference: string } | null;
  readonly merges: readonly Merge[];
  readonly alike: readonly Alike[];
  readonly mayEdit: boolean;
};

/** Records of the same work: those that look alike, those that became part of this one, and the one that this became part of. */
export function Merges({ sourceId, mergedInto, merges, alike, mayEdit }: Props) {
  return (
    <>
      {alike.map((other) => (
        <p key={other.id} className="notice info row">
          <span>
            This looks like the same source:{' '}
            <a href={`/desk/sources/${other.id}`}>
              <bdi>{other.reference}</bdi>
            </a>{' '}
            ({count(other.uses, 'citation')})
          </span>
          {mayEdit ? <a href={`/desk/sources/${sourceId}/merge?with=${other.id}`}>Compare the two</a> : null}
        </p>
      ))}
      {merges.length > 0 ? (
        <ul className="plain-list lines">
          {merges.map((merge) => (
            <li key={merge.id} className="row-between">
              <span>
                <a href={`/desk/sources/${merge.sourceId}`}>
                  <bdi>{merge.title}</bdi>
                </a>{' '}
                {merge.sourceId === sourceId ? 'became part of another record' : 'is part of this record'} since{' '}
                <LocalTime at={merge.at} />, by <bdi>{merge.by}</bdi>
              </span>
              {merge.mayUndo && mayEdit ? <UndoMerge mergeId={merge.id} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {mayEdit && !mergedInto ? (
        <p>
          <a href={`/desk/sources/${sourceId}/merge`}>Merge another record into this one</a>
        </p>
      ) : null}
    </>
  );
}
