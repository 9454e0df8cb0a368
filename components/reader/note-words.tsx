import { Day } from '@/components/reader/article/version-banner';
import type { VersionLine } from '@/components/reader/view';

type Props = { readonly line: Pick<VersionLine, 'changeNote' | 'noteEdits'> };

/** A change note as it stands, and what it said before, where it was amended. */
export function NoteWords({ line: { changeNote, noteEdits } }: Props) {
  const last = noteEdits.at(-1);
  if (!last) return <bdi>{changeNote}</bdi>;
  return (
    <>
      <bdi>{changeNote}</bdi>{' '}
      <span className="meta">
        (note edited <Day iso={last.at} />; before:{' '}
        {noteEdits.map(({ at, before }, index) => (
          <q key={at}>
            {index > 0 && ' '}
            <bdi>{before}</bdi>
          </q>
        ))}
        )
      </span>
    </>
  );
}
