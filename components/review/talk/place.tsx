import { anchorWords } from '@/components/words';

/** Where a thread is now. */
export type ThreadPlace = {
  readonly sectionId: string | null;
  readonly heading: string | null;
  readonly quote: string;
  readonly place: string | null;
  /** What stands there now, where the words changed. */
  readonly now: string | null;
  /** The words before the place where they stood, where they were removed. */
  readonly after: string | null;
};

/** Which words a thread is about and what became of them: one of the four states, all of them visible (ux.md 10.4). */
export function Place({ thread }: { readonly thread: ThreadPlace }) {
  const { quote, now, after, place } = thread;
  return (
    <>
      <p className="small muted">
        <State thread={thread} />
      </p>
      {quote === '' ? null : place === 'changed' && now !== null ? (
        <p className="quoted" dir="auto">
          <Struck words={quote} /> <span aria-hidden="true">→</span> <Fresh words={now} />
        </p>
      ) : (
        <blockquote dir="auto">{place === 'removed' ? <Struck words={quote} /> : quote}</blockquote>
      )}
      {place === 'removed' && after ? (
        <p className="small muted">
          They stood behind “…<bdi>{after}</bdi>”.
        </p>
      ) : null}
    </>
  );
}

function State({ thread: { sectionId, heading, quote, place } }: { readonly thread: ThreadPlace }) {
  if (sectionId === null) return 'on the whole revision';
  if (heading === null) return quote === '' ? 'the section was removed' : 'the words were removed with their section';
  return (
    <>
      {place ? (anchorWords[place] ?? place) : 'whole section'} ·{' '}
      <a href={`#s-${sectionId}`}>
        <bdi>{heading || 'Summary'}</bdi>
      </a>
    </>
  );
}

/** Words that are not there any more. */
export function Struck({ words }: { readonly words: string }) {
  return (
    <del>
      <span className="visually-hidden"> [before: </span>
      {words}
      <span className="visually-hidden">] </span>
    </del>
  );
}

/** Words that stand there, or are to. */
export function Fresh({ words }: { readonly words: string }) {
  return (
    <ins>
      <span className="visually-hidden"> [after: </span>
      {words === '' ? <span className="muted">(nothing)</span> : words}
      <span className="visually-hidden">] </span>
    </ins>
  );
}
