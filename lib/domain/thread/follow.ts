import { type Anchor, anchorOf, findAnchor, type FoundAnchor, standsBeside } from '@/lib/domain/thread/anchor';

/** What a thread is about, and where it was last seen. */
export type Followed = Anchor & {
  readonly sectionId: string;
  /** `before`: words that the revision had deleted; the neighbours are those of the place where they stood. */
  readonly side: 'now' | 'before';
  /** What stood in the place of the quoted words when it was last looked; empty while they stand. */
  readonly standing: string;
};

/** Which text the words of a thread stood in, as it is stored. */
export const sideOf = (stored: string): Followed['side'] => (stored === 'before' ? 'before' : 'now');

/**
 * Where a thread is in the present text of its section: its words, what was made of them, or the place where they stood.
 * Deleted words are there again only where they were deleted: the same word elsewhere is another one.
 */
export function placeOf(text: string, thread: Omit<Followed, 'sectionId'>): FoundAnchor {
  const found = findAnchor(text, thread);
  if (thread.side === 'before') {
    const isBack = isFound(found) && (found.state === 'exact' || standsBeside(text, found, thread));
    return isBack ? { ...found, state: 'exact' } : findAnchor(text, { ...thread, quote: '' });
  }
  if (found.state === 'exact' || found.state === 'moved' || thread.standing === '') return found;
  const standing = findAnchor(text, { ...thread, quote: thread.standing });
  return standing.state === 'exact' || standing.state === 'moved' ? { ...standing, state: 'changed' } : found;
}

const isFound = ({ state }: FoundAnchor) => state === 'exact' || state === 'moved';

/** The section that holds the words now: its own, else the one whose neighbours are the most alike, in their order. */
function sectionOf(texts: ReadonlyMap<string, string>, thread: Followed): string {
  const own = texts.get(thread.sectionId);
  if ((own !== undefined && isFound(placeOf(own, thread))) || thread.side === 'before') return thread.sectionId;
  const others = [...texts].map(([id, text]) => ({ id, found: findAnchor(text, thread) }));
  const best = others.find(({ found }) => found.state === 'exact') ?? others.find(({ found }) => isFound(found));
  return best?.id ?? thread.sectionId;
}

/**
 * Lets a thread follow its words after a change of the texts (by section, in their order): where it belongs from now on, with
 * the neighbours of today, so that the next change finds it again. Words that are nowhere leave it where it was; its quote
 * never changes, so taking the change back finds it again.
 */
export function follow(texts: ReadonlyMap<string, string>, thread: Followed): Followed {
  const sectionId = sectionOf(texts, thread);
  const text = texts.get(sectionId);
  if (text === undefined || thread.quote === '') return { ...thread, sectionId };
  const { state, from, to } = placeOf(text, thread);
  if (from === undefined || to === undefined) return { ...thread, sectionId };
  const { quote, prefix, suffix } = anchorOf(text, from, to);
  return { ...thread, sectionId, prefix, suffix, standing: state === 'changed' ? quote : '' };
}
