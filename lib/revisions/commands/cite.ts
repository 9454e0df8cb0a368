import type { Actor } from '@/lib/domain/actor';
import type { Locator, Supports } from '@/lib/domain/citation/citation';
import { whileCiting } from '@/lib/domain/citation/library/reliability';
import { Refusal } from '@/lib/domain/refusal';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { readHeadColumns } from '@/lib/revisions/columns';
import { editing } from '@/lib/revisions/edit';
import { lockRevision } from '@/lib/revisions/lock';
import { decisionsFor, topicsOf } from '@/lib/sources/reliability';
import { newId } from '@/lib/system/crypto';

type CiteInput = {
  opId?: string | undefined;
  number: number;
  sourceId: string;
  locators: Locator[];
  quote: string;
  note: string;
  supports: Supports;
  prefix?: string | undefined;
  suffix?: string | undefined;
  quoteLanguage?: string | undefined;
  quoteTranslation?: string | undefined;
  snapshotId?: string | undefined;
  reliabilityReason?: string | undefined;
  readByMaker?: boolean | undefined;
  replaces?: string | undefined;
};

/**
 * Makes a citation: an append-only row that pins the present state of its source. It counts from the moment that a saved
 * section carries its id; until then nothing of the article has changed. A source that was merged into another one is cited as that.
 * Throws `not_ready` for a source that is not to be cited, or that needs a reason and has none.
 */
export async function cite(actor: Actor, input: CiteInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    editing(actor, revision);
    const source = await citableSource(tx, input.sourceId);
    const replaced = await replacedCitation(tx, revision.articleId, input.replaces);
    const topics = topicsOf(readHeadColumns(revision));
    // The place in a source that stands in the text already may be mended whatever was decided about it since.
    const isSameSource = replaced !== null && (await citableSource(tx, replaced.sourceId)).id === source.id;
    if (!isSameSource) await refuseUnreliable(tx, source.id, { topics, reason: input.reliabilityReason ?? '' });
    const snapshotId = await ownSnapshot(tx, source.id, input.snapshotId);
    const id = newId();
    const reason = input.reliabilityReason ?? (isSameSource ? replaced.reliabilityReason : '');
    await tx.citation.create({
      data: {
        id,
        lineage: replaced?.lineage ?? id,
        replacesId: replaced?.id ?? null,
        articleId: revision.articleId,
        sourceId: source.id,
        sourceStateId: source.currentStateId,
        ...wordsOf(input, replaced),
        ...{ snapshotId, reliabilityReason: reason, readByMaker: input.readByMaker ?? false, createdById: actor.id },
      },
    });
    return { citationId: id };
  });
}

async function replacedCitation(tx: Tx, articleId: string, id: string | undefined) {
  const replaced = id ? await tx.citation.findUnique({ where: { id } }) : null;
  if (!id || replaced?.articleId === articleId) return replaced;
  throw new Refusal('not_found', { message: 'The citation to replace is not in this article.' });
}

/** What stands before and behind a reference stays where it is not named. A translation belongs to a quote; without one it is left out. */
function wordsOf(input: CiteInput, replaced: { prefix: string; suffix: string } | null) {
  const {
    locators,
    quote,
    note,
    supports,
    prefix = replaced?.prefix ?? '',
    suffix = replaced?.suffix ?? '',
    quoteLanguage = '',
    quoteTranslation = '',
  } = input;
  return { locators, quote, note, supports, prefix, suffix, ...(quote !== '' && { quoteLanguage, quoteTranslation }) };
}

async function citableSource(tx: Tx, sourceId: string): Promise<{ id: string; currentStateId: string }> {
  const found = await tx.source.findUnique({ where: { id: sourceId }, include: { mergedInto: true } });
  const { id, currentStateId } = found?.mergedInto ?? found ?? {};
  if (id && currentStateId) return { id, currentStateId };
  throw new Refusal('not_found', { message: 'There is no such source.' });
}

async function refuseUnreliable(tx: Tx, sourceId: string, given: { topics: readonly string[]; reason: string }) {
  const decision = (await decisionsFor(tx, [sourceId], given.topics)).get(sourceId);
  const demand = decision ? whileCiting[decision.verdict] : 'quiet';
  if (!decision || (demand !== 'refused' && (demand !== 'needs_reason' || given.reason !== ''))) return;
  const message =
    demand === 'refused'
      ? `This source is not to be cited: ${decision.reason}`
      : `This source is deprecated: ${decision.reason} Write why it is cited all the same.`;
  const where = demand === 'refused' ? 'sourceId' : 'reliabilityReason';
  throw new Refusal('not_ready', { message, issues: [{ code: decision.verdict, where, message: decision.reason }] });
}

async function ownSnapshot(tx: Tx, sourceId: string, snapshotId: string | undefined): Promise<string | null> {
  if (snapshotId === undefined) return null;
  const found = await tx.snapshot.findUnique({ where: { id: snapshotId }, include: { source: true } });
  if (found && (found.sourceId === sourceId || found.source.mergedIntoId === sourceId)) return found.id;
  throw new Refusal('not_found', { message: 'This source has no such snapshot.' });
}
