import { findAnchor } from '@/lib/domain/anchor';
import { plainText } from '@/lib/domain/prose/text';
import type { Tx } from '@/lib/db/transaction';
import { assembleRevision } from '@/lib/revisions/assemble';

/**
 * Lets comments follow their words: a thread of these sections whose words are not in its section any more, and stand in another
 * of them, belongs to that one from now on. Where the words are nowhere it stays, so that taking the change back finds it again.
 */
export async function reanchor(tx: Tx, revisionId: string, sectionIds: readonly string[]): Promise<void> {
  const threads = await tx.thread.findMany({
    where: { revisionId, sectionId: { in: [...sectionIds] }, quote: { not: '' } },
  });
  if (threads.length === 0) return;
  const { sections } = await assembleRevision(tx, await tx.revision.findUniqueOrThrow({ where: { id: revisionId } }));
  const texts = new Map(
    sections
      .filter(({ sectionId }) => sectionIds.includes(sectionId))
      .map(({ sectionId, body }) => [sectionId, plainText(body)]),
  );
  for (const { id, sectionId, quote, prefix, suffix } of threads) {
    const holds = (text: string | undefined) => {
      const { state } = findAnchor(text ?? '', { quote, prefix, suffix });
      return state === 'exact' || state === 'moved';
    };
    if (holds(texts.get(sectionId ?? ''))) continue;
    const target = [...texts].find(([, text]) => holds(text))?.[0];
    if (target) await tx.thread.update({ where: { id }, data: { sectionId: target } });
  }
}
