import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { recordEvent } from '@/lib/db/audit';
import { inTransaction } from '@/lib/db/transaction';
import { now } from '@/lib/system/clock';

type CheckInput = { opId?: string | undefined; runId: string; note: string };

const attributed = z.object({ document: z.object({ attribution: z.string().min(1) }) });

/**
 * Keeps that this person has checked whether the text of an import may be republished: its file says that it was published
 * elsewhere first. Once for each import; refuses one whose file says nothing of the kind.
 */
export async function checkImport(actor: Actor, input: CheckInput) {
  permit(actor, 'import', {});
  return inTransaction(actor, input, async (tx) => {
    const { runId, note } = input;
    const run = await tx.importRun.findUnique({ where: { id: runId }, select: { articleId: true, report: true } });
    if (!run?.articleId) throw new Refusal('not_found', { message: 'There is no such import, or it made no article.' });
    if (!attributed.safeParse(run.report).success) {
      throw new Refusal('wrong_state', { message: 'This file does not say that it was published elsewhere.' });
    }
    const at = now();
    const data = { runId, note, checkedById: actor.id, createdAt: at };
    const { count } = await tx.importCheck.createMany({ data, skipDuplicates: true });
    if (count === 0) throw new Refusal('wrong_state', { message: 'Somebody has checked this already.' });
    await recordEvent(tx, actor, {
      ...{ action: 'check_import', subjectType: 'import_run', subjectId: runId },
      payload: { note },
    });
    return { at: at.toISOString() };
  });
}
