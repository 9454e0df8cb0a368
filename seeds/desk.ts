import type { Actor } from '@/lib/domain/actor';
import { countriesKey } from '@/lib/domain/article-countries';
import type { Block, Body, Inline } from '@/lib/domain/prose/body';
import { db } from '@/lib/db/client';
import { assembleRevision } from '@/lib/revisions/assemble';
import { cite } from '@/lib/revisions/commands/cite';
import { saveHead } from '@/lib/revisions/commands/head';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { openRevision } from '@/lib/revisions/commands/open';
import { saveSection } from '@/lib/revisions/commands/save';
import { submitRevision } from '@/lib/revisions/commands/lifecycle';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { pointsOfRevision } from '@/lib/reviews/points';
import { publishRevision } from '@/lib/versions/commands/publish';

/** One edit as an editor makes it: in the section that holds `find`, these words become those; a citation may follow them. */
export type Edit = { readonly find: string; readonly replace: string; readonly cite?: { readonly sourceId: string } };

type Kind = 'correction' | 'update' | 'wording';

/** Opens a revision of the article at this slug and makes the edits, one save for each. Answers its number. */
export async function revise(actor: Actor, slug: string, name: string, edits: readonly Edit[]): Promise<number> {
  const article = await db().article.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const { number } = await openRevision(actor, { articleId: article.id, name, why: '' });
  for (const edit of edits) await makeEdit(actor, number, edit);
  return number;
}

async function makeEdit(actor: Actor, number: number, edit: Edit): Promise<void> {
  const revision = await db().revision.findUniqueOrThrow({ where: { number } });
  const { sections } = await assembleRevision(db(), revision);
  const section = sections.find(({ body }) => JSON.stringify(body).includes(JSON.stringify(edit.find).slice(1, -1)));
  if (!section) throw new Error(`No section holds the words: ${edit.find}`);
  const cited = edit.cite
    ? await cite(actor, { number, ...edit.cite, locators: [], quote: '', note: '', supports: 'supports' })
    : null;
  const { sectionId, seq: expectedSeq, heading } = section;
  const body = replaceWords(section.body, edit, cited?.citationId ?? null);
  await saveSection(actor, { number, sectionId, expectedSeq, heading, body });
}

function replaceWords(body: Body, edit: Edit, citationId: string | null): Body {
  const inBlock = (block: Block): Block => {
    if (block.type !== 'paragraph') return block;
    const content = (block.content ?? []).flatMap((node): Inline[] => {
      if (node.type !== 'text' || !node.text.includes(edit.find)) return [node];
      const text = node.text.replace(edit.find, edit.replace);
      if (!citationId) return [{ ...node, text }];
      const at = text.indexOf(edit.replace) + edit.replace.length;
      const rest = text.slice(at);
      const mark: Inline = { type: 'citation', attrs: { id: citationId } };
      return [{ ...node, text: text.slice(0, at) }, mark, ...(rest ? [{ ...node, text: rest }] : [])];
    });
    return { ...block, content };
  };
  return { ...body, content: body.content.map(inBlock) };
}

/** Confirms which countries the article of a revision is about, as its title suggests. */
export async function confirmCountries(actor: Actor, number: number): Promise<void> {
  const { title, facts, related, attribution, headSeq } = await getEditScreen(actor, number);
  const confirmed = facts.map((fact) => ({
    ...fact,
    confirmed: fact.confirmed || fact.key === countriesKey,
    citations: [...fact.citations],
  }));
  const head = { title, facts: confirmed, related: [...related], attribution };
  await saveHead(actor, { number, expectedHeadSeq: headSeq, ...head });
}

/** Submits a revision with its change note. */
export async function submit(actor: Actor, number: number, kind: Kind, changeNote: string): Promise<void> {
  await submitRevision(actor, { number, headHash: await headOf(number), kind, changeNote });
}

const asImported = 'Kept as it was imported: what cites nothing here cited nothing there.';

/** Approves the text of a revision as it stands, with the reason for what is open on the reviewer's list. */
export async function approve(actor: Actor, number: number): Promise<void> {
  const points = await pointsOfRevision(actor, number);
  const open = points.filter(({ counted }) => counted && counted.holds < counted.all);
  await reviewRevision(actor, {
    ...{ number, headHash: await headOf(number), verdict: 'approve', comment: '' },
    openPoints: open.map(({ text: point }) => ({ point, reason: asImported })),
  });
}

/** Asks for changes, with what should change. */
export async function requestChanges(actor: Actor, number: number, comment: string): Promise<void> {
  await reviewRevision(actor, { number, headHash: await headOf(number), verdict: 'request_changes', comment });
}

/** Publishes an approved revision as it was proposed. */
export async function publish(actor: Actor, number: number): Promise<void> {
  const { kind, changeNote, headHash } = await db().revision.findUniqueOrThrow({ where: { number } });
  await publishRevision(actor, { number, headHash, kind: kind as Kind, changeNote, wordingReason: '' });
}

export async function headOf(number: number): Promise<string> {
  const revision = await db().revision.findUniqueOrThrow({ where: { number }, select: { headHash: true } });
  return revision.headHash;
}
