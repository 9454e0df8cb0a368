import type { Fact } from '@/lib/domain/article';
import type { Block, Mark } from '@/lib/domain/prose/body';

/**
 * What a comparison says, as JSON that the review screen, compare pages and the API render. Numbered changes are
 * called "c1", "c2" … in reading order over the whole comparison (facts and title first, then section by section);
 * a number is null where nothing is to be looked at. Both ends of a move carry the same number.
 */
type ChangeId = string;

/**
 * A run of words, or one citation (then `text` is empty). Pieces that are not `ins` give the text before, pieces that
 * are not `del` the text after. `marks` are those after (of a `del`: before). `before` is set on a `same` piece whose
 * marks, or stored form of the same words, were others.
 */
export type WordPiece = {
  readonly kind: 'same' | 'ins' | 'del';
  readonly text: string;
  readonly marks?: readonly Mark[];
  readonly citationId?: string;
  readonly before?: { readonly text: string; readonly marks?: readonly Mark[] };
};

/** Which end of a move this is; the words stand at both ends, and count once. */
type MoveSide = 'from' | 'to';

/** One sentence (of a subheading or table cell: its whole text). `cell` is the column, from 0, in rows of tables. */
export type StatementDiff = {
  readonly kind: 'kept' | 'edited' | 'new' | 'deleted' | 'moved';
  readonly changeId: ChangeId | null;
  readonly side?: MoveSide;
  /** Of a move to or from another section: the id of that section. */
  readonly elsewhere?: string;
  readonly cell?: number;
  readonly words: readonly WordPiece[];
};

export type FormattingKind =
  'mark' | 'link' | 'citation' | 'spacing' | 'block-type' | 'speaker' | 'structure' | 'stored-form';

/**
 * A change that is not one of words. `before` and `after` are for people ("bold", an address, "numbered list"), null
 * where there was or is nothing; of a citation they are its ids. One moved to another block stands in both, under one
 * number. `stored-form` (ids of blocks, equal letters in another
 * encoding) is invisible and has no number.
 */
export type FormattingChange = {
  readonly changeId: ChangeId | null;
  readonly kind: FormattingKind;
  readonly action: 'added' | 'removed' | 'changed' | 'moved';
  /** The words concerned; empty when it is the whole block. */
  readonly words: string;
  readonly before: string | null;
  readonly after: string | null;
  /** For people, e.g. `Link to https://example.org added to “the treaty”.` */
  readonly sentence: string;
  /** Of a structure: the part of the block that it is about. */
  readonly part?: number;
  /** Of a stored form: the ids of the blocks after, in document order, where these are others. */
  readonly ids?: readonly string[];
};

type ChangeKind = 'kept' | 'edited' | 'added' | 'deleted' | 'moved';

/** A paragraph of a list or quotation, or a row of a table. `depth` counts lists around it, from 0. */
export type PartDiff = {
  readonly kind: ChangeKind;
  readonly what: 'item' | 'paragraph' | 'row';
  readonly depth: number;
  /** Of a part that came: the nodes around its words (`Line.shape`). */
  readonly shape?: string;
  /** Set where the part holds no words and still is a change (an empty item put in). */
  readonly changeId: ChangeId | null;
  readonly side?: MoveSide;
  readonly statements: readonly StatementDiff[];
};

/**
 * One block. `kept` and `moved` carry the block alone (render it whole); of the others `statements` (paragraph,
 * subheading) or `parts` (list, quotation, table) hold every word of both sides. A `limited` one could not be compared
 * within the budget: it has neither, and the two texts stand one after the other.
 */
export type BlockDiff = {
  readonly kind: ChangeKind;
  /** Of the block after, or before where there is none after. */
  readonly blockId: string;
  /** Set for moves, and where a block without words came or went; else the numbers are on statements and formatting. */
  readonly changeId: ChangeId | null;
  readonly side?: MoveSide;
  /** Of a move to or from another section: the id of that section. */
  readonly elsewhere?: string;
  readonly limited?: true;
  readonly before?: Block;
  readonly after?: Block;
  readonly statements: readonly StatementDiff[];
  readonly parts: readonly PartDiff[];
  readonly formatting: readonly FormattingChange[];
};

/** Numbers of changes by kind; edited to moved count sentences, both ends of a move once. */
export type ChangeCounts = {
  readonly edited: number;
  readonly added: number;
  readonly deleted: number;
  readonly moved: number;
  readonly citations: number;
  readonly links: number;
  readonly formatting: number;
  readonly structure: number;
  /** Sections added, removed, moved, renamed or set to another level. */
  readonly sections: number;
  /** Title, facts, related articles, attribution. */
  readonly head: number;
  /** Numbered changes in all. */
  readonly total: number;
};

export type SectionFlag = 'added' | 'removed' | 'changed' | 'moved' | 'renamed' | 'relevelled';

/** What happened to the section as a whole; an added section's sentences share its number. */
export type SectionChange = { readonly flag: Exclude<SectionFlag, 'changed'>; readonly changeId: ChangeId };

/** Before and after, null on the side where the thing does not exist. */
type Sides<T> = { readonly before: T | null; readonly after: T | null };

/** One section by its id. Unchanged: no flags and no blocks. Positions count from 0. */
export type SectionDiff = {
  readonly sectionId: string;
  /** The lead is what stands under the title, without a heading of its own. */
  readonly kind: 'lead' | 'section';
  readonly flags: readonly SectionFlag[];
  readonly changes: readonly SectionChange[];
  readonly heading: Sides<string> & { readonly words: readonly WordPiece[] };
  readonly level: Sides<number>;
  readonly position: Sides<number>;
  readonly blocks: readonly BlockDiff[];
  readonly counts: ChangeCounts;
  /** True where lining up would have cost too much: equal blocks are found, others are `limited`, without sentences. */
  readonly limited: boolean;
};

/** A change of plain text outside the sections; `changeId` is null where nothing changed. */
export type TextChange = {
  readonly changeId: ChangeId | null;
  readonly before: string;
  readonly after: string;
  readonly words: readonly WordPiece[];
};

export type FactField = keyof Fact;

/** One row of the facts card that changed. `moved`: the same row at another place. Positions count from 0. */
export type FactChange = {
  readonly kind: 'added' | 'removed' | 'edited' | 'moved';
  readonly changeId: ChangeId;
  readonly before: Fact | null;
  readonly after: Fact | null;
  readonly position: Sides<number>;
  /** What of an edited row is another now; empty for rows that came, went or moved. */
  readonly fields: readonly FactField[];
  readonly key: readonly WordPiece[];
  readonly value: readonly WordPiece[];
  /** Its citations on both sides, in order: each piece is one. */
  readonly citations: readonly WordPiece[];
  /** What became of which citation; these share the number of the row. */
  readonly formatting: readonly FormattingChange[];
};

export type RelatedChange = {
  readonly kind: 'added' | 'removed' | 'moved';
  readonly changeId: ChangeId;
  readonly title: string;
  readonly position: Sides<number>;
};

export type LookHereKind =
  'number' | 'date' | 'name' | 'quotation' | 'hedge' | 'negation' | 'citation' | 'link' | 'heading' | 'fact' | 'drift';

/** Something worth a look first: never an error, and with false alarms. `sectionId` is null for title and facts. */
export type LookHere = {
  readonly kind: LookHereKind;
  readonly changeId: ChangeId;
  readonly sectionId: string | null;
  readonly before: string;
  readonly after: string;
  readonly sentence: string;
};

type DriftKind = 'text-changed' | 'citation-removed' | 'citation-moved' | 'source-changed' | 'verification-lapsed';

/**
 * A citation that may not support any more what it stands at. `before` and `after` are the text that it stood and stands
 * at; `changeId` is null where that did not change, `sectionId` for facts.
 */
export type Drift = {
  readonly kind: DriftKind;
  readonly citationId: string;
  readonly changeId: ChangeId | null;
  readonly sectionId: string | null;
  readonly before: string;
  readonly after: string;
  readonly sentence: string;
};

/** The whole comparison of two states of an article. Sections stand in the order after, removed ones where they were. */
export type RevisionDiff = {
  readonly title: TextChange;
  readonly facts: readonly FactChange[];
  readonly related: readonly RelatedChange[];
  readonly attribution: TextChange;
  readonly sections: readonly SectionDiff[];
  readonly counts: ChangeCounts;
  readonly drift: readonly Drift[];
  readonly lookHere: readonly LookHere[];
};

/** No change of any kind. */
export const noChanges: ChangeCounts = {
  edited: 0,
  added: 0,
  deleted: 0,
  moved: 0,
  citations: 0,
  links: 0,
  formatting: 0,
  structure: 0,
  sections: 0,
  head: 0,
  total: 0,
};
