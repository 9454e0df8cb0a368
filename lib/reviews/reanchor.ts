import type { Body } from '@/lib/domain/prose/body';
import { plainText } from '@/lib/domain/prose/text';
import { follow, sideOf } from '@/lib/domain/thread/follow';
import type { Tx } from '@/lib/db/transaction';
import { readOutline } from '@/lib/revisions/columns';
import { bodyOfCopy } from '@/lib/revisions/content';

/**
 * Lets comments follow their words, after whatever changed the text: each thread on words belongs to the section that holds
 * them, and keeps the neighbours of today. One whose words are nowhere stays where it was, so that taking the change back
 * finds it again. Call it under the revision's lock.
 */
export async function reanchor(tx: Tx, revisionId: string): Promise<void> {
  const threads = await tx.thread.findMany({
    where: { revisionId, sectionId: { not: null }, quote: { not: '' } },
    select: { id: true, sectionId: true, quote: true, prefix: true, suffix: true, side: true, standing: true },
  });
  if (threads.length === 0) return;
  const texts = await wordsOf(tx, revisionId);
  for (const { id, ...row } of threads) {
    const was = { ...row, sectionId: row.sectionId ?? '', side: sideOf(row.side) };
    const { sectionId, prefix, suffix, standing } = follow(texts, was);
    const data = { sectionId, prefix, suffix, standing };
    const isSame = sectionId === was.sectionId && prefix === was.prefix && suffix === was.suffix;
    if (!isSame || standing !== was.standing) await tx.thread.update({ where: { id }, data });
  }
}

/** The words of every section of a revision as it stands, in the order of its outline. */
async function wordsOf(tx: Tx, revisionId: string): Promise<ReadonlyMap<string, string>> {
  const { outline, baseVersionId } = await tx.revision.findUniqueOrThrow({
    where: { id: revisionId },
    select: { outline: true, baseVersionId: true },
  });
  const copies = await tx.workingCopy.findMany({
    where: { revisionId },
    select: { sectionId: true, body: true, contentHash: true },
  });
  const inBase = baseVersionId
    ? await tx.versionSection.findMany({
        where: { versionId: baseVersionId, sectionId: { notIn: copies.map(({ sectionId }) => sectionId) } },
        select: { sectionId: true, content: { select: { body: true } } },
      })
    : [];
  // Stored bodies have the closed schema.
  const words = new Map(
    inBase.map(({ sectionId, content }) => [sectionId, plainText(content.body as unknown as Body)]),
  );
  for (const copy of copies) {
    words.set(copy.sectionId, plainText((await bodyOfCopy(tx, copy)) as Body));
  }
  return new Map(readOutline(outline).map(({ sectionId }) => [sectionId, words.get(sectionId) ?? '']));
}
