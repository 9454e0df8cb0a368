import type { FormattingChange, FormattingKind, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { unnumbered } from '@/lib/domain/diff/sentences';
import type { Block, Mark } from '@/lib/domain/prose/body';

type Shown = { kind: FormattingKind; words?: string; before: string | null; after: string | null; sentence: string };

/** A change of its own, still without a number. */
function formattingChange({ kind, words = '', before, after, sentence }: Shown): FormattingChange {
  const action = before === null ? 'added' : after === null ? 'removed' : 'changed';
  return { changeId: kind === 'stored-form' ? null : unnumbered, kind, action, words, before, after, sentence };
}

const markWords = {
  bold: 'bold',
  italic: 'italics',
  subscript: 'subscript',
  superscript: 'superscript',
} as const;

/** The target of a link mark as people read it; null for other marks. */
const targetOf = (mark: Mark): string | null =>
  mark.type === 'link' ? mark.attrs.href : mark.type === 'articleLink' ? `/articles/${mark.attrs.slug}` : null;

const linkOf = (marks: readonly Mark[] = []): string | null => {
  for (const mark of marks) if (targetOf(mark) !== null) return targetOf(mark);
  return null;
};
const looksOf = (marks: readonly Mark[] = []): string | null => {
  const looks = marks.flatMap((mark) =>
    mark.type === 'link' || mark.type === 'articleLink' ? [] : [markWords[mark.type]],
  );
  return looks.length === 0 ? null : looks.join(' and ');
};

const linkSentence = (before: string | null, after: string | null, words: string) =>
  before === null
    ? `Link to ${after} added to “${words}”.`
    : after === null
      ? `Link to ${before} removed from “${words}”.`
      : `Link of “${words}” changed from ${before} to ${after}.`;

const lookSentence = (before: string | null, after: string | null, words: string) =>
  before === null
    ? `“${words}” set in ${after}.`
    : after === null
      ? `“${words}” no longer in ${before}.`
      : `“${words}” changed from ${before} to ${after}.`;

type Stretch = { before: string | null; after: string | null; words: string };

/** Joins neighbouring pieces that changed in the same way: a link over bold and plain words is one link. */
function stretchesBy(pieces: readonly WordPiece[], read: (marks?: readonly Mark[]) => string | null): Stretch[] {
  const stretches: (Stretch & { end: number })[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'same' || piece.before === undefined) continue;
    const [before, after] = [read(piece.before.marks), read(piece.marks)];
    if (before === after) continue;
    const last = stretches.at(-1);
    if (last?.end === index - 1 && last.before === before && last.after === after) {
      last.words += piece.text;
      last.end = index;
    } else stretches.push({ before, after, words: piece.text, end: index });
  }
  return stretches;
}

/** Links among words that came or went, as far as the other side does not have them too. */
function linksOfEdits(pieces: readonly WordPiece[]): Stretch[] {
  const targets = (kind: WordPiece['kind']) =>
    pieces.flatMap((piece) => {
      const target = piece.kind === kind ? linkOf(piece.marks) : null;
      return target === null ? [] : [{ target, words: piece.text }];
    });
  const [gone, come] = [targets('del'), targets('ins')];
  const only = (own: typeof gone, other: typeof gone) =>
    own.filter(
      ({ target }, index) =>
        own.findIndex((one) => one.target === target) === index && !other.some((one) => one.target === target),
    );
  return [
    ...only(gone, come).map(({ target, words }) => ({ before: target, after: null, words })),
    ...only(come, gone).map(({ target, words }) => ({ before: null, after: target, words })),
  ];
}

const spacing = (): FormattingChange =>
  formattingChange({ kind: 'spacing', before: 'blank', after: 'blank', sentence: 'Blanks between sentences changed.' });

/** A blank between two sentences that both stayed became another one. */
const isSpacing = (piece: WordPiece) =>
  piece.kind === 'same' &&
  piece.before !== undefined &&
  piece.before.text !== piece.text &&
  piece.text.trim() === '' &&
  piece.before.text !== '' &&
  piece.text !== '';

/** Equal letters in another encoding, a blank at the end, the look of a blank. */
const isInvisible = (piece: WordPiece) =>
  piece.kind === 'same' &&
  piece.before !== undefined &&
  !isSpacing(piece) &&
  (piece.before.text !== piece.text ||
    (piece.text.trim() === '' && looksOf(piece.before.marks) !== looksOf(piece.marks)));

/** Changes of marks, links and blanks in statements that stand on both sides. Words are never repeated here. */
export function formattingOf(statements: readonly StatementDiff[]): FormattingChange[] {
  return statements.flatMap(({ kind, words }): FormattingChange[] => {
    if (kind !== 'kept' && kind !== 'edited') return [];
    const looks = stretchesBy(words, looksOf)
      .filter((stretch) => stretch.words.trim() !== '')
      .map((stretch) =>
        formattingChange({
          kind: 'mark',
          ...stretch,
          sentence: lookSentence(stretch.before, stretch.after, stretch.words.trim()),
        }),
      );
    const links = [...stretchesBy(words, linkOf), ...linksOfEdits(words)].map((stretch) =>
      formattingChange({
        kind: 'link',
        ...stretch,
        sentence: linkSentence(stretch.before, stretch.after, stretch.words.trim()),
      }),
    );
    const blanks = words.some(isSpacing) ? [spacing()] : [];
    return [...looks, ...links, ...blanks, ...(words.some(isInvisible) ? [storedForm()] : [])];
  });
}

/** Something that nobody can see: ids of blocks, the encoding of equal letters. */
export const storedForm = (ids?: readonly string[]): FormattingChange => ({
  ...formattingChange({
    kind: 'stored-form',
    before: 'stored',
    after: 'stored',
    sentence: 'Stored differently; nothing that can be seen changed.',
  }),
  ...(ids ? { ids } : {}),
});

/** A difference that no other change explains. */
export const unexplained = (): FormattingChange => spacing();

export const blockWords: Readonly<Record<Block['type'], string>> = {
  paragraph: 'paragraph',
  subheading: 'subheading',
  bulletList: 'bulleted list',
  orderedList: 'numbered list',
  quotation: 'quotation',
  table: 'table',
};

/** What changed around the words of a block: its kind and, of a quotation, who said it. */
export function frameChanges(before: Block, after: Block): FormattingChange[] {
  const changes: FormattingChange[] = [];
  if (before.type !== after.type) {
    const [own, other] = [blockWords[before.type], blockWords[after.type]];
    changes.push(
      formattingChange({ kind: 'block-type', before: own, after: other, sentence: `The ${own} became a ${other}.` }),
    );
  }
  if (before.type === 'quotation' && after.type === 'quotation' && before.attrs.speaker !== after.attrs.speaker) {
    const [own, other] = [before.attrs.speaker, after.attrs.speaker];
    const sentence = `Speaker of the quotation changed from “${own}” to “${other}”.`;
    changes.push(formattingChange({ kind: 'speaker', before: own || null, after: other || null, sentence }));
  }
  return changes;
}

/** The nodes around the words of a part changed: an item became a nested one, a cell a header, a column came. */
export const structureChange = (before: string, after: string, words: string, part: number): FormattingChange => ({
  ...formattingChange({
    kind: 'structure',
    words,
    before,
    after,
    sentence: words === '' ? 'The structure changed.' : `The structure changed at “${words}”.`,
  }),
  part,
});
