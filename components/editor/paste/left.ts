/** What cannot be kept. Each kind is named to the person who pasted it. */
export type LeftKind =
  | 'picture'
  | 'recording'
  | 'embedded'
  | 'control'
  | 'comment'
  | 'deletion'
  | 'infobox'
  | 'navigation'
  | 'marker'
  | 'reference'
  | 'address'
  | 'flattened';

export type Left = ReadonlyMap<LeftKind, number>;

const names: Readonly<Record<LeftKind, readonly [one: string, many: string]>> = {
  picture: ['picture', 'pictures'],
  recording: ['recording', 'recordings'],
  embedded: ['embedded part of another page', 'embedded parts of other pages'],
  control: ['form field', 'form fields'],
  comment: ['comment', 'comments'],
  deletion: ['passage that is marked as deleted', 'passages that are marked as deleted'],
  infobox: ['infobox', 'infoboxes'],
  navigation: ['box of navigation', 'boxes of navigation'],
  marker: ['remark of other editors', 'remarks of other editors'],
  reference: ['reference mark whose note was not copied', 'reference marks whose notes were not copied'],
  address: ['link that leads nowhere from here', 'links that lead nowhere from here'],
  flattened: ['table or list in a place that holds only text', 'tables or lists in a place that holds only text'],
};

/** These lose only their form: their words are in the text. */
const wordsKept: readonly LeftKind[] = ['address', 'flattened'];

const list = (left: Left, kinds: readonly LeftKind[]): string => {
  const parts = kinds.flatMap((kind) => {
    const count = left.get(kind) ?? 0;
    return count === 0 ? [] : [`${count} ${names[kind][count === 1 ? 0 : 1]}`];
  });
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
};

/** Sentences that say what was left out of a paste; empty when nothing was. */
export function leftWords(left: Left): string {
  const kinds = Object.keys(names) as LeftKind[];
  const gone = list(
    left,
    kinds.filter((kind) => !wordsKept.includes(kind)),
  );
  const plain = list(left, wordsKept);
  return [gone && `Left out: ${gone}.`, plain && `Kept as plain words: ${plain}.`].filter(Boolean).join(' ');
}

/** Counts what is left out. */
export class LeftOut {
  private readonly counts = new Map<LeftKind, number>();
  add(kind: LeftKind, count = 1): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + count);
  }
  get all(): Left {
    return this.counts;
  }
}
