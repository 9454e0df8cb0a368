import { changeRole, createPerson } from '@/lib/accounts/commands';
import { createArticle } from '@/lib/articles/commands/article';
import { db } from '@/lib/db/client';
import { systemActor } from '@/lib/db/transaction';
import type { Actor } from '@/lib/domain/actor';
import { people, type Person, type Role } from '@/lib/proof/histories/model';
import { type Cast, observe, seenNow, type Stage } from '@/lib/proof/histories/observe';
import { bodyOf, headingOf } from '@/lib/proof/histories/words';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { readOutline } from '@/lib/revisions/columns';
import { submitRevision } from '@/lib/revisions/commands/lifecycle';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection } from '@/lib/revisions/commands/section';
import { openInTests } from '@/lib/revisions/testing';
import { newId } from '@/lib/system/crypto';
import { publishRevision } from '@/lib/versions/commands/publish';

/** The roles that every run begins with. */
export const roles: Record<Person, Role> = {
  amal: 'editor',
  yusuf: 'editor',
  jonas: 'reviewer',
  nora: 'reviewer',
  rosa: 'admin',
};

/** Makes the five people. */
export async function makeCast(): Promise<Cast> {
  const made = await Promise.all(
    people.map(async (handle) => {
      const input = { handle, name: handle, email: `${handle}@example.org`, role: roles[handle] };
      return [handle, (await createPerson(systemActor, input)).id] as const;
    }),
  );
  const ids = new Map<string, string>(made);
  const idOf = (person: Person) => ids.get(person) ?? '';
  return { amal: idOf('amal'), yusuf: idOf('yusuf'), jonas: idOf('jonas'), nora: idOf('nora'), rosa: idOf('rosa') };
}

/** A person with the role that the database knows at this moment, as for each request. */
export async function actorOf(cast: Cast, person: Person): Promise<Actor> {
  const { id, name, role } = await db().user.findUniqueOrThrow({ where: { id: cast[person] } });
  return { id, name, role: role === 'reviewer' || role === 'admin' ? role : 'editor' };
}

/** Kind and note that every proposal carries. */
export const note = { kind: 'update', changeNote: 'Says it better.' } as const;

/** Sets roles and quorum as at the beginning, and takes an article to version 1 through the commands. */
export async function setStage(cast: Cast, quorum: number): Promise<Stage> {
  await db().policy.update({ where: { id: 1 }, data: { quorum: 1 } });
  const rosa = { id: cast.rosa, name: 'rosa', role: 'admin' } as const;
  for (const person of people) await changeRole(rosa, { personId: cast[person], role: roles[person], opId: newId() });
  const [amal, jonas] = [await actorOf(cast, 'amal'), await actorOf(cast, 'jonas')];
  const { articleId, number } = await createArticle(amal, { title: 'Pakistan–Syria relations' });
  const { outline, headSeq } = await db().revision.findUniqueOrThrow({ where: { number } });
  const [first] = readOutline(outline);
  const lead = first?.sectionId ?? '';
  const heading = { expectedHeadSeq: headSeq, heading: 'History', level: 2, after: lead };
  const { sectionId: history } = await addSection(amal, { number, ...heading });
  const stage = { cast, articleId, sectionIds: { lead, history } };
  for (const [section, text] of [
    ['lead', 'One'],
    ['history', 'Two'],
  ] as const) {
    const body = bodyOf(text, undefined);
    const { seqs } = seenNow(await observe(stage), 0);
    const expectedSeq = seqs[section];
    const saved = { number, sectionId: stage.sectionIds[section], expectedSeq, heading: headingOf(section), body };
    await saveSection(amal, saved);
  }
  const { headHash } = seenNow(await observe(stage), 0);
  await submitRevision(amal, { number, headHash, ...note });
  await reviewRevision(jonas, { number, headHash, verdict: 'approve', comment: '', openPoints: openInTests });
  await publishRevision(jonas, { number, headHash, wordingReason: '', ...note });
  await db().policy.update({ where: { id: 1 }, data: { quorum } });
  return stage;
}
