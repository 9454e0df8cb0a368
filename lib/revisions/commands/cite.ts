import type { Actor } from '@/lib/domain/actor';
import type { Locator, Supports } from '@/lib/domain/citation/citation';
import { Refusal } from '@/lib/domain/refusal';
import { inTransaction } from '@/lib/db/transaction';
import { editing } from '@/lib/revisions/edit';
import { lockRevision } from '@/lib/revisions/lock';
import { newId } from '@/lib/system/crypto';

type CiteInput = {
  opId?: string | undefined;
  number: number;
  sourceId: string;
  locators: Locator[];
  quote: string;
  note: string;
  supports: Supports;
  replaces?: string | undefined;
};

/**
 * Makes a citation: an append-only row that pins the present state of its source. It counts from the moment that a saved
 * section carries its id; until then nothing of the article has changed.
 */
export async function cite(actor: Actor, input: CiteInput) {
  return inTransaction(actor, input, async (tx) => {
    const revision = await lockRevision(tx, input.number);
    editing(actor, revision);
    const source = await tx.source.findUnique({ where: { id: input.sourceId } });
    if (!source?.currentStateId) throw new Refusal('not_found', { message: 'There is no such source.' });
    const replaced = input.replaces ? await tx.citation.findUnique({ where: { id: input.replaces } }) : null;
    if (input.replaces && replaced?.articleId !== revision.articleId) {
      throw new Refusal('not_found', { message: 'The citation to replace is not in this article.' });
    }
    const id = newId();
    const { locators, quote, note, supports } = input;
    await tx.citation.create({
      data: {
        id,
        lineage: replaced?.lineage ?? id,
        replacesId: replaced?.id ?? null,
        articleId: revision.articleId,
        sourceId: source.id,
        sourceStateId: source.currentStateId,
        locators,
        quote,
        note,
        supports,
        createdById: actor.id,
      },
    });
    return { citationId: id };
  });
}
