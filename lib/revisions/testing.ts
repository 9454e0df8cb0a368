import { createArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import type { Actor, Role } from '@/lib/domain/actor';
import { doc, p } from '@/lib/domain/prose/builder';
import type { Body, Inline } from '@/lib/domain/prose/body';
import { countedPoints } from '@/lib/domain/workflow/policy';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { submitRevision } from '@/lib/revisions/commands/lifecycle';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection } from '@/lib/revisions/commands/section';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import { wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { now } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { publishRevision } from '@/lib/versions/commands/publish';

/** A person with that role, made with the bare row: for tests. */
export async function person(name: string, role: Exclude<Role, 'system'>): Promise<Actor> {
  const id = newId();
  const email = `${name}-${id}@example.org`.toLowerCase();
  await db().user.create({ data: { id, handle: `${name}-${id}`.toLowerCase(), name, email, emailKey: email, role } });
  return { id, name, role };
}

export type Cast = {
  readonly amal: Actor;
  readonly yusuf: Actor;
  readonly jonas: Actor;
  readonly nora: Actor;
  readonly rosa: Actor;
};

/** Two editors, two reviewers and an admin. */
export async function people(): Promise<Cast> {
  return {
    amal: await person('Amal', 'editor'),
    yusuf: await person('Yusuf', 'editor'),
    jonas: await person('Jonas', 'reviewer'),
    nora: await person('Nora', 'reviewer'),
    rosa: await person('Rosa', 'admin'),
  };
}

/** A body of plain paragraphs. */
export const prose = (...paragraphs: (string | (string | Inline)[])[]): Body =>
  doc(...paragraphs.map((text) => (typeof text === 'string' ? p(text) : p(...text))));

/** Saves the section at that place of the outline (0 is the lead) from what is stored now. */
export async function write(actor: Actor, number: number, at: number, body: Body) {
  const { sections } = await getEditScreen(actor, number);
  const section = sections[at];
  if (!section) throw new Error(`No section ${at}`);
  const { sectionId, seq: expectedSeq } = section;
  return saveSection(actor, { number, sectionId, expectedSeq, heading: section.heading, body });
}

/** The head hash of a revision as a person would see it now. */
export async function headOf(number: number): Promise<string> {
  const row = await db().revision.findUniqueOrThrow({ where: { number }, select: { headHash: true } });
  return row.headHash;
}

export const submit = async (actor: Actor, number: number) =>
  submitRevision(actor, { number, headHash: await headOf(number), kind: 'update', changeNote: 'What changed.' });

/** The points that count themselves, open with a reason: the texts of tests have no sources. */
export const openInTests = Object.values(countedPoints).map((point) => ({ point, reason: 'A text of a test.' }));

export const approve = async (actor: Actor, number: number) =>
  reviewRevision(actor, {
    ...{ number, headHash: await headOf(number), verdict: 'approve', comment: '', openPoints: openInTests },
  });

export const publish = async (actor: Actor, number: number, opId?: string) =>
  publishRevision(actor, {
    opId,
    number,
    headHash: await headOf(number),
    kind: 'update',
    changeNote: 'What changed.',
    wordingReason: '',
  });

/** The time that a clock in the zone shows that long from now. */
export const wallIn = (ms: number, zone = 'UTC') => ({ wall: wallTimeAt(now().getTime() + ms, zone), zone });

/** An article with a lead and one section, live as version 1: written by Amal, approved and published by Jonas. */
export async function publishedArticle({ amal, jonas }: Cast, title = `Article ${newId()}`) {
  const { articleId, number } = await createArticle(amal, { title });
  await write(amal, number, 0, prose('The lead says one thing. It says another thing too.'));
  const { sections, headSeq } = await getEditScreen(amal, number);
  const after = sections[0]?.sectionId ?? '';
  await addSection(amal, { number, expectedHeadSeq: headSeq, heading: 'History', level: 2, after });
  await write(amal, number, 1, prose('First paragraph of the history.', 'Second paragraph of the history.'));
  await submit(amal, number);
  await approve(jonas, number);
  await publish(jonas, number);
  return { articleId, number };
}
