import type { FrozenCitation, Supports } from '@/lib/domain/citation/citation';
import { equalPairs, gapsOf } from '@/lib/domain/diff/align';
import { groupBy } from '@/lib/domain/group';
import { within } from '@/lib/domain/diff/budget';
import type { BlockDiff, FormattingChange, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { isReplaced, statementsOfBlock } from '@/lib/domain/diff/pieces';
import { unnumbered } from '@/lib/domain/diff/sentences';

/** Records of citations by id; those that are not in it are called "a source". */
export type Citations = ReadonlyMap<string, FrozenCitation>;

/** A citation that stands on one side only. `carried`: its whole sentence came or went with it. */
type Loose = {
  readonly id: string;
  readonly side: 'del' | 'ins';
  readonly block: number;
  readonly statement: StatementDiff;
  readonly carried: boolean;
};

function looseOf(statement: StatementDiff, block: number): Loose[] {
  if (statement.kind === 'moved') return [];
  const carried = statement.kind === 'new' || statement.kind === 'deleted';
  return statement.words.flatMap(({ kind, citationId }) =>
    kind === 'same' || citationId === undefined ? [] : [{ id: citationId, side: kind, block, statement, carried }],
  );
}

/** A citation for people: the title of its source and the place in it. */
export function citationName(id: string, citations: Citations): string {
  const citation = citations.get(id);
  if (!citation) return 'a source';
  const title = citation.csl.title ?? citation.csl.URL ?? citation.sourceKey;
  const places = citation.locators.map(({ label, value }) => `${label} ${value}`).join(', ');
  return places === '' ? `“${title}”` : `“${title}”, ${places}`;
}

/**
 * The citations of something that has a list of them, as a fact: one piece for each, in order, and what became of those
 * that changed, still without a number.
 */
export function listedCitations(before: readonly string[], after: readonly string[], citations: Citations) {
  const pairs = within(() => equalPairs(before, after)) ?? [];
  const piece = (kind: WordPiece['kind'], id: string | undefined): WordPiece[] =>
    id === undefined ? [] : [{ kind, text: '', citationId: id }];
  const pieces = gapsOf(pairs, before.length, after.length).flatMap(({ before: b, after: a, pair }) => [
    ...before.slice(...b).flatMap((id) => piece('del', id)),
    ...after.slice(...a).flatMap((id) => piece('ins', id)),
    ...(pair === null ? [] : piece('same', after[pair[1]])),
  ]);
  const statement: StatementDiff = { kind: 'kept', changeId: null, words: pieces };
  const loose = looseOf(statement, 0);
  const changes = changesOfLoose(loose, citations).map(({ change }) => ({
    ...change,
    ...(change.action === 'moved' ? { sentence: movedInList(change.before ?? '', citations) } : {}),
  }));
  return { pieces, changes };
}

const movedInList = (id: string, citations: Citations) =>
  `Citation of ${citationName(id, citations)} stands at another place.`;

const wordsAfter = ({ words }: StatementDiff, side: Loose['side']) =>
  words
    .filter(({ kind }) => kind === 'same' || kind === side)
    .map(({ text }) => text)
    .join('')
    .trim();

type Found = { readonly block: number; readonly change: FormattingChange };

const actionOf = (from: Loose | null, to: Loose | null): FormattingChange['action'] => {
  if (from === null) return 'added';
  if (to === null) return 'removed';
  return from.id === to.id ? 'moved' : 'changed';
};

const bearings: Readonly<Record<Supports, string>> = {
  supports: 'the source says this',
  partly: 'the source says part of this',
  background: 'the source gives the background',
  disputes: 'the source says otherwise',
};

/** What became of a citation that keeps its source and its place. */
function changedWithin(from: FrozenCitation, to: FrozenCitation): string {
  if (from.supports !== to.supports) return bearings[to.supports];
  if (from.quote !== to.quote) return to.quote === '' ? 'without quoted words' : `the words “${to.quote}”`;
  if (from.sourceState !== to.sourceState) return 'the corrected record of the source';
  return 'its note';
}

function changedSentence(fromId: string, toId: string, citations: Citations): string {
  const [from, to] = [citations.get(fromId), citations.get(toId)];
  const [before, after] = [citationName(fromId, citations), citationName(toId, citations)];
  const isWithin = from && to && from.sourceId === to.sourceId && before === after;
  return `Citation of ${before} changed to ${isWithin ? changedWithin(from, to) : after}.`;
}

function changeOf(from: Loose | null, to: Loose | null, citations: Citations): Found | null {
  const place = to ?? from;
  if (!place) return null;
  const action = actionOf(from, to);
  const name = citationName(place.id, citations);
  const sentence = {
    added: `Citation of ${name} added.`,
    removed: `Citation of ${name} removed.`,
    moved: `Citation of ${name} moved to other words.`,
    changed: changedSentence(from?.id ?? place.id, place.id, citations),
  }[action];
  const words = wordsAfter(place.statement, place.side);
  const [before, after] = [from?.id ?? null, to?.id ?? null];
  return {
    block: place.block,
    change: { changeId: unnumbered, kind: 'citation', action, words, before, after, sentence },
  };
}

/** A move from one block to another stands in both, under one number; within a block once. */
function bothEnds(
  from: Loose,
  to: Loose,
  { name, citations }: { name: string; citations: Citations },
): (Found | null)[] {
  const found = changeOf(from, to, citations);
  if (!found || from.block === to.block) return [found];
  const change = { ...found.change, changeId: name };
  return [
    { block: from.block, change: { ...change, words: wordsAfter(from.statement, 'del') } },
    { block: to.block, change },
  ];
}

/** Takes pairs of one key out of two lists, in order. */
function takePairs(gone: Set<Loose>, come: Set<Loose>, keyOf: (one: Loose) => string | null): [Loose, Loose][] {
  const waiting = groupBy([...come], keyOf);
  return [...gone].flatMap((from): [Loose, Loose][] => {
    const key = keyOf(from);
    const to = key === null ? undefined : waiting.get(key)?.shift();
    if (to === undefined) return [];
    gone.delete(from);
    come.delete(to);
    return [[from, to]];
  });
}

function changesOfLoose(loose: readonly Loose[], citations: Citations): Found[] {
  const sideOf = (side: Loose['side']) => new Set(loose.filter((one) => one.side === side));
  const [gone, come] = [sideOf('del'), sideOf('ins')];
  const statements = new Map([...new Set(loose.map(({ statement }) => statement))].map((one, nth) => [one, nth]));
  const inStatement = (one: Loose, key: string) => `${statements.get(one.statement)} ${key}`;
  const stayed = takePairs(gone, come, (one) => inStatement(one, one.id));
  const exchanged = takePairs(gone, come, (one) => {
    const source = citations.get(one.id)?.sourceId;
    return source === undefined ? null : inStatement(one, source);
  });
  const moved = takePairs(gone, come, ({ id }) => id);
  return [
    // A sentence replaced as a whole keeps its citation where it was: at its words.
    ...stayed.filter(([from]) => !isReplaced(from.statement)).map(([from, to]) => changeOf(from, to, citations)),
    ...exchanged.map(([from, to]) => changeOf(from, to, citations)),
    ...moved.flatMap(([from, to], index) => bothEnds(from, to, { name: `citation ${index}`, citations })),
    ...[...gone].filter(({ carried }) => !carried).map((one) => changeOf(one, null, citations)),
    ...[...come].filter(({ carried }) => !carried).map((one) => changeOf(null, one, citations)),
  ].filter((one) => one !== null);
}

/**
 * The citations that changed, as changes of their own: added, removed, moved to other words, or exchanged for another
 * citation of the same source. What came or went with its whole sentence is part of that sentence's change.
 */
export function addCitationChanges(blocks: readonly BlockDiff[], citations: Citations): BlockDiff[] {
  const loose = blocks.flatMap((block, index) =>
    statementsOfBlock(block).flatMap((statement) => looseOf(statement, index)),
  );
  if (loose.length === 0) return [...blocks];
  const found = groupBy(changesOfLoose(loose, citations), ({ block }) => block);
  return blocks.map((block, index) => ({
    ...block,
    formatting: [...block.formatting, ...(found.get(index) ?? []).map(({ change }) => change)],
  }));
}
