import type { BlockDiff, Drift, FactChange, RevisionDiff, StatementDiff, WordPiece } from '@/lib/domain/diff/change';
import { type Citations, citationName } from '@/lib/domain/diff/changes/citations';
import { saysOtherwise } from '@/lib/domain/diff/meaning/otherwise';
import { sideText, statementsOfBlock } from '@/lib/domain/diff/pieces';
import { bagOf } from '@/lib/domain/diff/words';
import { groupBy } from '@/lib/domain/group';

/** One statement with its citations on both sides; `block` tells statements of one block from others. */
type Cited = {
  readonly statement: StatementDiff;
  readonly block: BlockDiff;
  readonly sectionId: string;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
};

const idsOn = (words: readonly WordPiece[], without: 'ins' | 'del'): ReadonlySet<string> =>
  new Set(words.flatMap(({ kind, citationId }) => (kind === without ? [] : (citationId ?? []))));

const citedIn = ({ sections }: Pick<RevisionDiff, 'sections'>): Cited[] =>
  sections.flatMap(({ sectionId, blocks }) =>
    blocks.flatMap((block) =>
      statementsOfBlock(block)
        .filter(({ kind }) => kind !== 'moved')
        .map((statement) => ({
          ...{ statement, block, sectionId },
          before: idsOn(statement.words, 'ins'),
          after: idsOn(statement.words, 'del'),
        })),
    ),
  );

const stands = ({ statement: { kind } }: Cited) => kind === 'kept' || kind === 'edited';
const wordsOn = ({ statement }: Cited, side: 'before' | 'after') => sideText(statement.words, side).trim();

const longest = 60;
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest).trimEnd()}…` : text);

/** The words that came or went, for people. */
const changedWords = (words: readonly WordPiece[], kind: 'ins' | 'del') =>
  short(
    words.flatMap((piece) => (piece.kind === kind && piece.text.trim() !== '' ? [piece.text.trim()] : [])).join(' … '),
  );

const arrow = (before: string, after: string) =>
  before === '' ? `“${after}” came` : after === '' ? `“${before}” went` : `“${before}” became “${after}”`;

/** Where the change of a citation stands, else that of its statement. */
const changeOf = ({ block, statement }: Cited, id: string) =>
  block.formatting.find(({ kind, before, after }) => kind === 'citation' && (before === id || after === id))
    ?.changeId ?? statement.changeId;

type Found = Pick<Drift, 'kind' | 'before' | 'after' | 'sentence'>;

const drift = (at: Cited, citationId: string, found: Found): Drift => ({
  ...found,
  citationId,
  sectionId: at.sectionId,
  changeId: found.kind === 'text-changed' ? at.statement.changeId : changeOf(at, citationId),
});

function textChanged(at: Cited, name: string): Found {
  const { words } = at.statement;
  const change = arrow(changedWords(words, 'del'), changedWords(words, 'ins'));
  const [before, after] = [wordsOn(at, 'before'), wordsOn(at, 'after')];
  return {
    kind: 'text-changed',
    before,
    after,
    sentence: `The citation of ${name} stayed, its text did not: ${change}.`,
  };
}

/** Nearly all words of one text stand in another: two sentences became one. */
function holds(whole: string, part: string): boolean {
  const [all, own] = [bagOf(whole).counts, bagOf(part)];
  let shared = 0;
  for (const [word, count] of own.counts) shared += Math.min(count, all.get(word) ?? 0);
  return own.size > 0 && shared / own.size >= 0.8;
}

/** What became of a citation that is gone from a statement and stands at another. */
function carriedOver(from: Cited, to: Cited, name: string): Found | null {
  const [before, after] = [wordsOn(from, 'before'), wordsOn(to, 'after')];
  if (!stands(from) && holds(after, before)) return null;
  const isRewritten = !stands(from) && !stands(to) && from.block === to.block;
  if (isRewritten && !saysOtherwise(before, after)) return null;
  const sentence = isRewritten
    ? `The citation of ${name} stayed, its sentence was written anew: ${arrow(short(before), short(after))}.`
    : `The citation of ${name} moved from “${short(before)}” to “${short(after)}”.`;
  return { kind: isRewritten ? 'text-changed' : 'citation-moved', before, after, sentence };
}

const sourceOf = (id: string, citations: Citations) => citations.get(id)?.sourceId;

/** Whether another citation of the same source took its place: that is a change of the citation, not of what it supports. */
const isExchanged = ({ before, after }: Cited, id: string, citations: Citations) =>
  [...after].some(
    (other) =>
      !before.has(other) &&
      sourceOf(id, citations) !== undefined &&
      sourceOf(other, citations) === sourceOf(id, citations),
  );

function driftOfGone(from: Cited, id: string, to: Cited | undefined, citations: Citations): Drift[] {
  const name = citationName(id, citations);
  if (to) {
    const found = carriedOver(from, to, name);
    return found ? [drift(found.kind === 'text-changed' ? to : from, id, found)] : [];
  }
  if (!stands(from) || isExchanged(from, id, citations)) return [];
  const text = wordsOn(from, 'after');
  const sentence = `The citation of ${name} was removed, its text stayed: “${short(text)}”.`;
  return [drift(from, id, { kind: 'citation-removed', before: text, after: text, sentence })];
}

function driftOfFact({ changeId, before, after, citations: cited }: FactChange, citations: Citations): Drift[] {
  if (!before || !after) return [];
  const [own, other] = [`${before.key}: ${before.value}`, `${after.key}: ${after.value}`];
  return cited.flatMap(({ kind, citationId: id = '' }): Drift[] => {
    const at = { changeId, sectionId: null, citationId: id, before: own, after: other };
    const name = citationName(id, citations);
    if (kind === 'same' && own !== other) {
      return [
        {
          ...at,
          kind: 'text-changed',
          sentence: `The citation of ${name} stayed, its fact did not: ${arrow(own, other)}.`,
        },
      ];
    }
    if (kind !== 'del' || after.citations.includes(id)) return [];
    return [
      {
        ...at,
        kind: 'citation-removed',
        sentence: `The citation of ${name} was removed, its fact stayed: “${other}”.`,
      },
    ];
  });
}

/**
 * Where a true citation may stand under a text that it does not support any more (workflow.md 3, feature 6): the text
 * changed and its citation stayed, a citation went and its text stayed, or it moved to other words. Changes of spelling
 * and small words, sentences that moved as they are, and two that became one are none. With false alarms.
 */
export function driftOf(diff: Pick<RevisionDiff, 'sections' | 'facts'>, citations: Citations = new Map()): Drift[] {
  const all = citedIn(diff);
  const comes = groupBy(
    all.flatMap((at) => [...at.after].filter((id) => !at.before.has(id)).map((id) => ({ id, at }))),
    ({ id }) => id,
  );
  const found = all.flatMap((at): Drift[] => {
    const stayed = [...at.before].filter((id) => at.after.has(id));
    const isOther = at.statement.kind === 'edited' && saysOtherwise(wordsOn(at, 'before'), wordsOn(at, 'after'));
    const changed = isOther ? stayed.map((id) => drift(at, id, textChanged(at, citationName(id, citations)))) : [];
    const gone = [...at.before].filter((id) => !at.after.has(id));
    return [...changed, ...gone.flatMap((id) => driftOfGone(at, id, comes.get(id)?.shift()?.at, citations))];
  });
  return [...diff.facts.flatMap((fact) => driftOfFact(fact, citations)), ...found];
}

/** How one use of a citation in the text after stands, as whoever knows the library tells it. */
export type Standing = {
  readonly citationId: string;
  readonly sectionId: string | null;
  readonly statement: string;
  /** The record of the source was corrected since it was cited. */
  readonly isOlderRecord: boolean;
  /** The last check was of other words, or of another place in the source. */
  readonly lapsed: { readonly by: string; readonly because: 'words' | 'use' } | null;
};

/** What became doubtful beside the text: the source is another than the one that was cited, or a check counts no more. */
export function driftBeside(
  diff: Pick<RevisionDiff, 'sections'>,
  uses: readonly Standing[],
  citations: Citations = new Map(),
): Drift[] {
  const changeIds = new Map(
    citedIn(diff).flatMap((at) =>
      [...at.after].map((id) => [`${at.sectionId} ${id}`, at.statement.changeId ?? changeOf(at, id)]),
    ),
  );
  return uses.flatMap(({ citationId, sectionId, statement, isOlderRecord, lapsed }): Drift[] => {
    const changeId = changeIds.get(`${sectionId} ${citationId}`) ?? null;
    const at = { changeId, sectionId, citationId, before: statement, after: statement };
    const name = citationName(citationId, citations);
    const what = lapsed?.because === 'use' ? 'another place or quote of the source' : 'other words';
    return [
      ...(isOlderRecord
        ? [
            {
              ...at,
              kind: 'source-changed' as const,
              sentence: `The record of ${name} was corrected since it was cited.`,
            },
          ]
        : []),
      ...(lapsed
        ? [
            {
              ...at,
              kind: 'verification-lapsed' as const,
              sentence: `${lapsed.by} checked ${name} for ${what}: it has to be looked up again.`,
            },
          ]
        : []),
    ];
  });
}
