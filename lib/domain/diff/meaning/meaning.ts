import type {
  BlockDiff,
  Drift,
  FactChange,
  FormattingChange,
  LookHere,
  LookHereKind,
  RevisionDiff,
  SectionChange,
  SectionDiff,
  StatementDiff,
  TextChange,
  WordPiece,
} from '@/lib/domain/diff/change';
import { type Citations, citationName } from '@/lib/domain/diff/changes/citations';
import { sideText, statementsOfBlock } from '@/lib/domain/diff/pieces';
import { wordsOf } from '@/lib/domain/diff/words';
import { blockText } from '@/lib/domain/prose/text';
import { differing, namesIn, readerKinds } from '@/lib/domain/diff/meaning/read';
import { groupBy } from '@/lib/domain/group';
import type { Issue } from '@/lib/domain/refusal';

const kindWords: Readonly<Record<LookHereKind, string>> = {
  number: 'Number',
  date: 'Date',
  name: 'Name',
  quotation: 'Quotation',
  hedge: 'Hedge',
  negation: 'Negation',
  citation: 'Citation',
  link: 'Link',
  heading: 'Heading',
  fact: 'Fact',
  drift: 'Source',
};

function sentenceOf(kind: LookHereKind, before: string, after: string): string {
  const word = kindWords[kind];
  if (before === '') return `${word} added: ${after}`;
  if (after === '') return `${word} removed: ${before}`;
  return `${word} changed: ${before} → ${after}`;
}

type Place = { readonly changeId: string; readonly sectionId: string | null };

const look = (kind: LookHereKind, { changeId, sectionId }: Place, before: string, after: string): LookHere => ({
  kind,
  changeId,
  sectionId,
  before,
  after,
  sentence: sentenceOf(kind, before, after),
});

function looksOfWords(pieces: readonly WordPiece[], place: Place, names: ReadonlySet<string>): LookHere[] {
  const sides = [sideText(pieces, 'before'), sideText(pieces, 'after')] as const;
  return readerKinds.flatMap((kind): LookHere[] => {
    const { gone, come } = differing(kind, sides, names);
    return gone.length + come.length === 0 ? [] : [look(kind, place, gone.join(', '), come.join(', '))];
  });
}

/** Names that stand within the sentences of changed blocks: these are names at the start of one too. */
const namesOf = ({ sections }: Pick<RevisionDiff, 'sections'>): ReadonlySet<string> =>
  new Set(
    sections
      .flatMap(({ blocks }) => blocks.flatMap(statementsOfBlock))
      .flatMap(({ words }) => [...namesIn(sideText(words, 'before')), ...namesIn(sideText(words, 'after'))]),
  );

/** Citations and links that came or went with their whole sentence. */
function carriedLooks(statement: StatementDiff, place: Place, citations: Citations): LookHere[] {
  if (statement.kind !== 'new' && statement.kind !== 'deleted') return [];
  const sides = (name: string): [string, string] => (statement.kind === 'new' ? ['', name] : [name, '']);
  return statement.words.flatMap(({ citationId, marks = [] }): LookHere[] => {
    if (citationId !== undefined) return [look('citation', place, ...sides(citationName(citationId, citations)))];
    return marks.flatMap((mark): LookHere[] => {
      if (mark.type === 'link') return [look('link', place, ...sides(mark.attrs.href))];
      return mark.type === 'articleLink' ? [look('link', place, ...sides(`/articles/${mark.attrs.slug}`))] : [];
    });
  });
}

function looksOfStatement(statement: StatementDiff, block: BlockDiff, at: Context): LookHere[] {
  const { changeId, kind, words } = statement;
  if (changeId === null || kind === 'kept' || kind === 'moved') return [];
  const place = { changeId, sectionId: at.sectionId };
  const looks = [...looksOfWords(words, place, at.names), ...carriedLooks(statement, place, at.citations)];
  const type = (block.after ?? block.before)?.type;
  const extra = type === 'quotation' ? 'quotation' : type === 'subheading' ? 'heading' : null;
  if (extra === null || looks.some((one) => one.kind === extra)) return looks;
  return [...looks, look(extra, place, sideText(words, 'before').trim(), sideText(words, 'after').trim())];
}

type Known = { readonly citations: Citations; readonly names: ReadonlySet<string> };
type Context = Known & { readonly sectionId: string };

function looksOfFormatting(change: FormattingChange, at: Context): LookHere[] {
  const { changeId, kind, sentence } = change;
  if (changeId === null) return [];
  const looked = { citation: 'citation', link: 'link', speaker: 'quotation' } as const;
  const as = kind === 'citation' || kind === 'link' || kind === 'speaker' ? looked[kind] : null;
  if (as === null) return [];
  const name = (value: string | null) =>
    value === null ? '' : kind === 'citation' ? citationName(value, at.citations) : value;
  const [before, after] = [name(change.before), name(change.after)];
  return [{ kind: as, changeId, sectionId: at.sectionId, before, after, sentence }];
}

function looksOfHeading({ flag, changeId }: SectionChange, section: SectionDiff): LookHere {
  const { sectionId, heading, level } = section;
  const name = heading.after || heading.before || 'Lead';
  const [before, after] = [heading.before ?? '', heading.after ?? ''];
  const sentence = {
    added: `Section added: ${name}`,
    removed: `Section removed: ${name}`,
    moved: `Section moved: ${name}`,
    renamed: sentenceOf('heading', before, after),
    relevelled: `Level of “${name}” changed from ${level.before} to ${level.after}`,
  }[flag];
  return { kind: 'heading', changeId, sectionId, before, after, sentence };
}

/** The statements of a block; one that could not be compared counts as a single one, written anew. */
function statementsOf(block: BlockDiff): StatementDiff[] {
  if (!block.limited) return statementsOfBlock(block);
  const { changeId, kind, before, after } = block;
  const words = [
    ...(before ? [{ kind: 'del' as const, text: blockText(before) }] : []),
    ...(after ? [{ kind: 'ins' as const, text: blockText(after) }] : []),
  ];
  return [{ kind: kind === 'added' ? 'new' : kind === 'deleted' ? 'deleted' : 'edited', changeId, words }];
}

function looksOfSection(section: SectionDiff, known: Known): LookHere[] {
  const at = { sectionId: section.sectionId, ...known };
  const headings = section.changes.map((change) => looksOfHeading(change, section));
  // What stands in a new section is new as a whole, and one entry is enough to lead there.
  if (section.flags.includes('added') || section.flags.includes('removed')) return headings;
  const blocks = section.blocks.flatMap((block) => [
    ...statementsOf(block).flatMap((statement) => looksOfStatement(statement, block, at)),
    ...block.formatting.flatMap((change) => looksOfFormatting(change, at)),
  ]);
  return [...headings, ...withoutDoubles(blocks)];
}

/** A citation moved to another block stands in both, under one number: one entry is enough. */
function withoutDoubles(looks: readonly LookHere[]): LookHere[] {
  const seen = new Set<string>();
  return looks.filter(({ kind, changeId, sentence }) => {
    const key = `${kind} ${changeId} ${sentence}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function looksOfFact({ kind, changeId, before, after }: FactChange): LookHere {
  const show = (fact: typeof before) =>
    fact === null ? '' : `${fact.key}: ${fact.value}${fact.confirmed ? '' : ' (not confirmed)'}`;
  const [own, other] = [show(before), show(after)];
  const key = after?.key ?? before?.key ?? '';
  const place = { changeId, sectionId: null };
  if (kind === 'moved') return { ...look('fact', place, own, other), sentence: `Fact moved: ${key}` };
  if (own === other) return { ...look('fact', place, own, other), sentence: `Citations of the fact “${key}” changed` };
  return look('fact', place, own, other);
}

const looksOfTitle = ({ changeId, before, after }: TextChange): LookHere[] =>
  changeId === null ? [] : [look('heading', { changeId, sectionId: null }, before, after)];

/**
 * What a reviewer should look at first: numbers, dates, names, quotations, hedges, negations, citations, links,
 * headings and facts that changed (ux.md 10.2). Read from the words alone, so it has false alarms. `citations` name
 * the sources; without them they are "a source".
 */
export function lookHere(diff: Omit<RevisionDiff, 'lookHere'>, citations: Citations = new Map()): LookHere[] {
  const known = { citations, names: namesOf(diff) };
  const drifts = groupBy(looksOfDrift(diff.drift), ({ sectionId }) => sectionId);
  // What drift says of a citation says more than that it went or moved.
  const told = new Set(
    [...drifts.values()].flat().flatMap(({ kind, changeId }) => (kind === 'citation' ? changeId : [])),
  );
  const plain = (looks: readonly LookHere[]) =>
    looks.filter(({ kind, changeId }) => kind !== 'citation' || !told.has(changeId));
  return [
    ...looksOfTitle(diff.title),
    ...diff.facts.map(looksOfFact),
    ...(drifts.get(null) ?? []),
    ...diff.sections.flatMap((section) => [
      ...plain(looksOfSection(section, known)),
      ...(drifts.get(section.sectionId) ?? []),
    ]),
  ];
}

/** Drift of citations as something to look at, as far as it stands at a change. */
export const looksOfDrift = (all: readonly Drift[]): LookHere[] =>
  all.flatMap(({ kind: of, changeId, sectionId, before, after, sentence }): LookHere[] => {
    const kind = of === 'citation-removed' || of === 'citation-moved' ? 'citation' : 'drift';
    return changeId === null ? [] : [{ kind, changeId, sectionId, before, after, sentence }];
  });

/** From this share of a section's words on a change is more than one of wording (ux.md 11.2). */
const wordingShare = 0.15;

const countWords = (text: string) => wordsOf(text).length;

function changedWords(block: BlockDiff): { came: number; went: number } {
  const statements = statementsOfBlock(block);
  if (block.kind === 'moved' || (statements.length === 0 && block.kind === 'kept')) return { came: 0, went: 0 };
  if (statements.length === 0) {
    const size = (side: BlockDiff['before']) => (side ? countWords(blockText(side)) : 0);
    return { came: size(block.after), went: size(block.before) };
  }
  const count = (kind: WordPiece['kind']) =>
    statements
      .filter((statement) => statement.kind !== 'moved')
      .flatMap(({ words }) => words)
      .reduce((sum, piece) => sum + (piece.kind === kind ? countWords(piece.text) : 0), 0);
  return { came: count('ins'), went: count('del') };
}

/** How much of a section's words changed, 0 to 1: the greater of words that came and went, by the longer text. */
function changedShare(section: SectionDiff): number {
  let [came, went, before, after] = [0, 0, 0, 0];
  for (const block of section.blocks) {
    const changed = changedWords(block);
    came += changed.came;
    went += changed.went;
    before += block.before ? countWords(blockText(block.before)) : 0;
    after += block.after ? countWords(blockText(block.after)) : 0;
  }
  return Math.max(came, went) / Math.max(before, after, 1);
}

const wordingKinds: ReadonlySet<LookHereKind> = new Set(['number', 'date', 'name', 'negation', 'citation', 'fact']);

function shareIssue(section: SectionDiff): Issue[] {
  const where = section.sectionId;
  const name = section.heading.after || section.heading.before || 'the lead';
  if (section.flags.includes('added')) return [{ code: 'section', where, message: `Section added: ${name}` }];
  if (section.flags.includes('removed')) return [{ code: 'section', where, message: `Section removed: ${name}` }];
  const share = section.limited ? 1 : changedShare(section);
  if (share <= wordingShare) return [];
  return [{ code: 'words', where, message: `${Math.round(share * 100)} % of the words of ${name} changed` }];
}

/**
 * Why a change is more than one of wording: numbers, dates, names, negations, citations or facts changed, the title, a
 * section came or went, or more than 15 % of a section's words (ux.md 11.2). `where` is a section id, `title` or
 * `facts`. Empty where "Wording only" may be said.
 */
export function isMoreThanWording(diff: RevisionDiff): Issue[] {
  const title: Issue[] =
    diff.title.changeId === null ? [] : [{ code: 'title', where: 'title', message: 'The title changed' }];
  const looks = diff.lookHere
    .filter(({ kind }) => wordingKinds.has(kind))
    .map(({ kind, sectionId, sentence }): Issue => ({ code: kind, where: sectionId ?? 'facts', message: sentence }));
  return [...title, ...looks, ...diff.sections.flatMap(shareIssue)];
}
