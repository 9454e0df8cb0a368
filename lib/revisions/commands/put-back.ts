import { z } from 'zod';
import type { Actor } from '@/lib/domain/actor';
import { sectionOfLine } from '@/lib/domain/article';
import { p } from '@/lib/domain/prose/builder';
import type { Body } from '@/lib/domain/prose/body';
import { normalise } from '@/lib/domain/prose/normalise';
import { plainText } from '@/lib/domain/prose/text';
import { Refusal } from '@/lib/domain/refusal';
import { permit } from '@/lib/domain/workflow/can';
import { inTransaction, type Tx } from '@/lib/db/transaction';
import { assembleRevision, assembleVersion } from '@/lib/revisions/assemble';
import { writeCheckpoint } from '@/lib/revisions/checkpoint';
import { replaceWorkingCopy, storedSection } from '@/lib/revisions/commands/section';
import { editing, finishEdit, refuseNotUnderstood, writableStates } from '@/lib/revisions/edit';
import { lockArticle, lockRevision } from '@/lib/revisions/lock';
import { startRevision } from '@/lib/revisions/start';

type PutBackInput = { opId?: string | undefined; runId: string; at: number };

/** What of an import's report says where words stood. */
const reportSchema = z.object({
  file: z.string(),
  dropped: z.array(z.object({ line: z.number(), text: z.string() })),
  document: z
    .object({ sections: z.array(z.object({ line: z.number(), heading: z.string(), kind: z.string() })) })
    .nullable(),
});
type Words = { readonly text: string; readonly line: number; readonly file: string };
type Section = { readonly sectionId: string; readonly heading: string; readonly body: Body };

/**
 * Puts words that an import left out back into the text, as a paragraph at the end of the section in which they stood: in the
 * import's own revision while that is written, else in a new revision of the live version. Refuses when they stand there already.
 */
export async function putBack(actor: Actor, input: PutBackInput) {
  permit(actor, 'read_report', {});
  return inTransaction(actor, input, async (tx) => {
    const run = await tx.importRun.findUnique({
      where: { id: input.runId },
      select: { articleId: true, report: true, revision: { select: { number: true, state: true } } },
    });
    if (!run?.articleId) throw new Refusal('not_found', { message: 'There is no such import, or it made no article.' });
    const { dropped, document, file } = reportSchema.parse(run.report);
    const found = dropped[input.at];
    if (!found) throw new Refusal('not_found', { message: 'This import left nothing out at that place.' });
    const words = { ...found, file };
    const outline = document?.sections ?? [];
    return run.revision && writableStates.includes(run.revision.state)
      ? intoRevision(tx, actor, { number: run.revision.number, words, outline })
      : intoLive(tx, actor, { articleId: run.articleId, words, outline });
  });
}

type Outline = readonly { readonly line: number; readonly heading: string; readonly kind: string }[];
type Into = { readonly words: Words; readonly outline: Outline };

async function intoRevision(tx: Tx, actor: Actor, { number, words, outline }: Into & { readonly number: number }) {
  const revision = await lockRevision(tx, number);
  const allowed = editing(actor, revision);
  const { sections } = await assembleRevision(tx, revision);
  const { sectionId } = placeFor(words, outline, sections);
  const stored = await storedSection(tx, revision, sectionId);
  refuseNotUnderstood(stored);
  await writeCheckpoint(tx, actor, revision.id, { reason: 'sitting' });
  const body = withParagraph(normalise(stored.body, sectionId), words);
  await replaceWorkingCopy(tx, actor, revision, { ...stored, body });
  await finishEdit(tx, actor, revision, allowed);
  return { number, sectionId };
}

async function intoLive(tx: Tx, actor: Actor, { articleId, words, outline }: Into & { readonly articleId: string }) {
  permit(actor, 'open_revision', {});
  const { liveVersionId: baseVersionId } = await lockArticle(tx, articleId);
  if (!baseVersionId) {
    throw new Refusal('wrong_state', {
      message: 'The imported text was given up: there is nothing to put this back into.',
    });
  }
  const { article, sections } = await assembleVersion(tx, baseVersionId);
  const { sectionId } = placeFor(words, outline, sections);
  const text = {
    ...article,
    sections: article.sections.map((section) =>
      section.id === sectionId
        ? { ...section, body: normalise(withParagraph(section.body, words), sectionId) }
        : section,
    ),
  };
  const name = `Put back: ${words.text}`.slice(0, 120);
  const why = `The import of ${words.file} left this out.`;
  const { number } = await startRevision(tx, actor, { articleId, baseVersionId, name, why, text });
  return { number, sectionId };
}

/** The section that takes the words. Refuses when the text has them. */
function placeFor(words: Words, outline: Outline, sections: readonly Section[]): Section {
  const place = sections[sectionOfLine(words.line, outline, sections)];
  if (!place) throw new Refusal('wrong_state', { message: 'The text has no section to put this back into.' });
  if (sections.some(({ body }) => plainText(body).includes(words.text))) {
    throw new Refusal('wrong_state', { message: 'These words stand in the text already.' });
  }
  return place;
}

const withParagraph = ({ content }: Body, { text }: Words): Body => {
  const last = content.at(-1);
  const isEmpty = content.length === 1 && last?.type === 'paragraph' && (last.content ?? []).length === 0;
  return { type: 'doc', content: [...(isEmpty ? [] : content), p(text)] };
};
