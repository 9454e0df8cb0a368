import { beforeAll, beforeEach, afterEach, expect } from 'vitest';
import { openRevision } from '@/lib/revisions/commands/open';
import { getEditScreen, getRevision } from '@/lib/revisions/queries/screens';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publishedArticle,
  submit,
  wallIn,
  write,
} from '@/lib/revisions/testing';
import { now, setClock } from '@/lib/system/clock';
import { newId } from '@/lib/system/crypto';
import { scheduleRevision } from '@/lib/versions/commands/schedule';

/** Who there is, a published article, and a revision of it by Amal with another history: anew for each test. */
export const scene = { articleId: '', number: 0 };
export let cast: Cast;
export const hourMs = 3_600_000;

/** At the head of a file of edge cases. */
export function useScene(): void {
  beforeAll(async () => {
    cast = await people();
  });
  beforeEach(async () => {
    scene.articleId = (await publishedArticle(cast)).articleId;
    scene.number = await changed();
  });
  afterEach(() => setClock(null));
}

/** A revision by Amal with another history. */
export async function changed(text = `History ${newId()}.`): Promise<number> {
  const opened = await openRevision(cast.amal, { articleId: scene.articleId, name: 'A change', why: '' });
  await write(cast.amal, opened.number, 1, prose(text));
  return opened.number;
}

/** Takes the revision to its approval by Jonas. */
export async function approved(): Promise<void> {
  await submit(cast.amal, scene.number);
  await approve(cast.jonas, scene.number);
}

export const refused = (code: string): unknown => expect.objectContaining({ code });
export const screen = () => getRevision(cast.amal, scene.number);
/** The section at that place of the outline; 0 is the lead, 1 the history. */
export const sectionAt = async (at: number) => {
  const section = (await getEditScreen(cast.amal, scene.number)).sections[at];
  if (!section) throw new Error(`There is no section ${at}`);
  return section;
};
/** Kind and note of what is published. */
export const words = { kind: 'update', changeNote: 'What changed.', wordingReason: '' } as const;
/** Schedules the revision for an hour from now. */
export const schedule = async () => {
  const { number } = scene;
  return scheduleRevision(cast.nora, { number, headHash: await headOf(number), ...words, ...wallIn(hourMs) });
};
/** Lets so much time pass. */
export function later(ms: number): void {
  const at = new Date(now().getTime() + ms);
  setClock(() => at);
}
