import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { changeNoteLimit } from '@/lib/domain/workflow/readiness';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import { storeLive } from '@/lib/pages/store';
import { lockArticle } from '@/lib/revisions/lock';
import { newId } from '@/lib/system/crypto';
import { now } from '@/lib/system/clock';

type AmendInput = {
  opId?: string | undefined;
  articleId: string;
  number: number;
  /** The note as it was on screen. */
  seen: string;
  changeNote: string;
};

/**
 * Amends the change note of a version (ux.md 11.2). The version and its hash keep the first words, and readers see the old
 * ones too. Refuses `stale` when somebody amended it meanwhile, `invalid` for an empty, an unchanged or a long one.
 */
export async function amendNote(actor: Actor, input: AmendInput) {
  permit(actor, 'amend_note');
  const note = input.changeNote.trim();
  refuseUnfit(note);
  return inTransaction(actor, input, async (tx) => {
    const article = await lockArticle(tx, input.articleId);
    const version = await tx.version.findUnique({
      where: { articleId_number: { articleId: article.id, number: input.number } },
      select: { id: true, changeNote: true, noteEdits: { orderBy: { createdAt: 'desc' }, take: 1 } },
    });
    if (!version) throw new Refusal('not_found', { message: `There is no version ${input.number}.` });
    const present = version.noteEdits[0]?.note ?? version.changeNote;
    if (present !== input.seen) {
      const message = 'Somebody else amended this note. Look at what it says now.';
      throw new Refusal('stale', { message, current: { changeNote: present } });
    }
    if (note === present) throw new Refusal('invalid', { message: 'The note says this already.' });
    await tx.changeNoteEdit.create({
      data: { id: newId(), versionId: version.id, note, editedById: actor.id, createdAt: now() },
    });
    const payload = { version: input.number };
    await recordEvent(tx, actor, { action: 'amend_note', subjectType: 'article', subjectId: article.id, payload });
    return { changeNote: note, changedPaths: await storeLive(tx, article.id) };
  });
}

function refuseUnfit(note: string): void {
  if (note === '') throw new Refusal('invalid', { message: 'Tell readers what changed.' });
  const over = Array.from(note).length - changeNoteLimit;
  if (over > 0) throw new Refusal('invalid', { message: `The change note is ${over} characters too long.` });
}
