import type { Actor } from '@/lib/domain/actor';
import { blockText, plainText } from '@/lib/domain/prose/text';
import { placeOf, sideOf } from '@/lib/domain/thread/follow';
import { withMentions } from '@/lib/domain/thread/mention';
import { leavesOf } from '@/lib/domain/thread/suggestion';
import { can, permit } from '@/lib/domain/workflow/can';
import { db } from '@/lib/db/client';
import type { Assembled } from '@/lib/revisions/assemble';
import { leafHash } from '@/lib/reviews/say';

type Talked = { readonly id: string; readonly state: string; readonly contributors: readonly { userId: string }[] };
type Names = ReadonlyMap<string, string>;

/** All that is said about a revision, what this person has not sent yet, and whom a comment may name. */
export async function getTalk(actor: Actor, revision: Talked, assembled: Assembled) {
  const everyone = await db().user.findMany({
    where: { role: { not: 'system' } },
    select: { id: true, name: true, handle: true, disabledAt: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const names: Names = new Map(everyone.map(({ id, name }) => [id, name]));
  const threads = await threadsOf(actor, revision, { assembled, names });
  const outsider = { state: revision.state, contributorIds: revision.contributors.map(({ userId }) => userId) };
  return {
    threads,
    talked: threads.flatMap(({ state, sectionId, quote, now, lettersBefore }) =>
      state === 'open' && sectionId && quote !== '' ? [{ sectionId, words: now ?? quote, at: lettersBefore }] : [],
    ),
    unsent: await unsentOf(actor, revision, { assembled, names }),
    /** Writing none of it is what their approval hangs on: a suggestion of theirs that is used ends that. */
    mayStillApprove: can(actor, 'review_afterwards', outsider).ok,
    colleagues: everyone.filter((one) => one.disabledAt === null).map(({ id, name, handle }) => ({ id, name, handle })),
  };
}

type Known = { readonly assembled: Assembled; readonly names: Names };

async function threadsOf(actor: Actor, revision: Talked, { assembled, names }: Known) {
  const rows = await db().thread.findMany({
    where: { revisionId: revision.id },
    include: { suggestion: true, comments: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const wrote = revision.contributors.map(({ userId }) => userId);
  return rows.map((row) => {
    const contributorIds = [...wrote, row.createdById];
    return {
      ...standing(row, assembled),
      id: row.id,
      sectionId: row.sectionId,
      quote: row.quote,
      mustResolve: row.mustResolve,
      state: row.state,
      isOnArticle: row.articleId !== null,
      by: names.get(row.createdById) ?? 'Someone',
      byId: row.createdById,
      mayResolve: can(actor, 'resolve_thread', { state: revision.state, contributorIds }).ok,
      suggestion: row.suggestion && suggestionLine(row.suggestion, { assembled, names }),
      comments: row.comments.map((comment) => ({
        id: comment.id,
        text: piecesOf(comment.text, names),
        by: names.get(comment.authorId) ?? 'Someone',
        at: comment.createdAt.toISOString(),
      })),
    };
  });
}

type Row = Parameters<typeof placeOf>[1] & { readonly sectionId: string | null };
type Stored = Omit<Row, 'side'> & { readonly side: string };

const nowhere = { now: null, after: null, lettersBefore: null };

/** Where the words of a thread are now: the section, the state, the words that stand there, and those before the place. */
function standing(row: Stored, { sections }: Assembled) {
  const section = sections.find(({ sectionId }) => sectionId === row.sectionId);
  const heading = section?.heading ?? null;
  if (row.sectionId && !section) return { heading, place: 'removed' as const, ...nowhere };
  if (!section || row.quote === '') return { heading, place: null, ...nowhere };
  return { heading, ...placeIn(plainText(section.body), { ...row, side: sideOf(row.side) }) };
}

function placeIn(text: string, row: Row) {
  const { state, from = null, to = null } = placeOf(text, row);
  if (from === null || to === null) return { place: state, ...nowhere };
  if (state === 'removed') {
    // So much of the words before it as tells the place; no word is cut.
    const before = from <= 48 ? text.slice(0, from) : text.slice(from - 48, from).replace(/^\S*\s/u, '');
    return { place: state, ...nowhere, after: before.trim() };
  }
  return {
    ...{ place: state, now: state === 'changed' ? text.slice(from, to) : null, after: null },
    /** Letters of the section before the words; null where they are not there any more. */
    lettersBefore: text.slice(0, from).replaceAll(/\s+/gu, '').length,
  };
}

/** A comment as pieces: words, and the names of people between them. */
const piecesOf = (text: string, names: Names) =>
  withMentions(text).map((piece) =>
    'text' in piece
      ? { text: piece.text, isName: false }
      : { text: names.get(piece.personId) ?? 'Someone', isName: true },
  );

type SuggestionRow = {
  readonly blockId: string;
  readonly blockHash: string;
  readonly replacement: string;
  readonly isSpelling: boolean;
  readonly state: string;
  readonly used: string | null;
  readonly reason: string;
  readonly decidedById: string | null;
};

function suggestionLine(row: SuggestionRow, { assembled, names }: Known) {
  const leaf = assembled.sections
    .flatMap(({ body }) => leavesOf(body))
    .find((one) => one.leaf.attrs.id === row.blockId)?.leaf;
  return {
    replacement: row.replacement,
    isSpelling: row.isSpelling,
    state: row.state,
    used: row.used,
    reason: row.reason,
    decidedBy: row.decidedById && (names.get(row.decidedById) ?? 'Someone'),
    /** The paragraph is another one than it was made for: it has to be compared. */
    isStale: row.state === 'open' && (!leaf || blockText(leaf) === '' || leafHash(leaf) !== row.blockHash.trim()),
  };
}

async function unsentOf(actor: Actor, { id }: Talked, { assembled, names }: Known) {
  const rows = await db().unsentComment.findMany({
    where: { revisionId: id, authorId: actor.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    threadId: row.threadId,
    sectionId: row.sectionId,
    heading: assembled.sections.find(({ sectionId }) => sectionId === row.sectionId)?.heading ?? null,
    quote: row.quote,
    text: piecesOf(row.text, names),
    mustResolve: row.mustResolve,
    replacement: row.replacement,
  }));
}

/** Comments that were said after their revision had ended and are not settled yet: on the article itself, newest first, at most 50. */
export async function listArticleTalk(actor: Actor, articleId: string) {
  permit(actor, 'read_desk', {});
  const rows = await db().thread.findMany({
    where: { articleId, state: 'open' },
    select: {
      id: true,
      quote: true,
      createdAt: true,
      createdBy: { select: { name: true } },
      revision: { select: { number: true } },
      comments: { select: { text: true }, orderBy: { createdAt: 'asc' }, take: 1 },
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 50,
  });
  const people = await db().user.findMany({ select: { id: true, name: true } });
  const names: Names = new Map(people.map(({ id, name }) => [id, name]));
  return rows.map(({ id, quote, createdAt, createdBy, revision, comments }) => ({
    ...{ id, quote, number: revision.number, by: createdBy.name, at: createdAt.toISOString() },
    text: piecesOf(comments[0]?.text ?? '', names),
  }));
}
