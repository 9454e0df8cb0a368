import type { Back, Done, Way } from '@/components/editor/sections/undo-stack';
import type { RevisionText } from '@/components/editor/writing/use-revision-text';
import { send, SendError } from '@/components/send';
import {
  addSectionEndpoint,
  joinSectionsEndpoint,
  revertSectionEndpoint,
  saveOutlineEndpoint,
  saveSectionEndpoint,
  splitSectionEndpoint,
  undoStructureEndpoint,
} from '@/lib/contract/revisions';
import type { OutlineEntry } from '@/lib/domain/article';
import type { CutPlace } from '@/lib/domain/merge/cut';

/** What every change needs: the revision, who writes, and the text with its numbers as this page knows them. */
export type Ground = { readonly number: number; readonly me: string; readonly text: RevisionText };

/** A change of the structure: sent by `make`, which answers what was done. */
export type Change = {
  /** Sections whose texts are concerned: they are saved and closed before. */
  readonly touches: readonly string[];
  readonly make: () => Promise<Omit<Done, 'from'>>;
};

const nameOf = (heading: string) => `“${heading || 'Summary'}”`;

type Arranged = { readonly next: readonly OutlineEntry[]; readonly how: string; readonly control?: string | undefined };

/** Another order, other levels, or a section less. The focus stays on `control`, or goes to the menu of the section. */
export function arrange({ number, text }: Ground, at: number, { next, how, control }: Arranged): Change {
  return {
    touches: [],
    make: async () => {
      const answer = await send(saveOutlineEndpoint, {
        number,
        expectedHeadSeq: text.headSeqNow(),
        outline: [...next],
      });
      const { sectionId = '', heading = '' } = text.sections[at] ?? {};
      text.saveOutline(next, answer.headSeq);
      const isThere = next.some((entry) => entry.sectionId === sectionId);
      const id = isThere ? sectionId : (next[Math.max(0, at - 1)]?.sectionId ?? '');
      const said = `${nameOf(heading)} ${how}.`;
      return { said, way: { kind: 'structure', ...answer }, focus: control ?? `more-${id}` };
    },
  };
}

/** An empty section behind another. */
export function add({ number, text }: Ground, after: string, section: { heading: string; level: number }): Change {
  return {
    touches: [],
    make: async () => {
      const request = { number, expectedHeadSeq: text.headSeqNow(), after, ...section };
      const answer = await send(addSectionEndpoint, request);
      const { sectionId } = answer;
      text.add(after, { sectionId, ...section }, answer.headSeq);
      const said = `${nameOf(section.heading)} added.`;
      return { said, way: { kind: 'structure', ...answer }, focus: `edit-${sectionId}` };
    },
  };
}

type Cut = { readonly at: CutPlace; readonly heading: string };

/** One section made two. */
export function split({ number, text }: Ground, sectionId: string, cut: Cut): Change {
  const before = nameOf(text.headingOf(sectionId));
  return {
    touches: [sectionId],
    make: async () => {
      const seen = { expectedSeq: text.seqNow(sectionId), expectedHeadSeq: text.headSeqNow() };
      const answer = await send(splitSectionEndpoint, { number, sectionId, ...cut, ...seen });
      text.learn(answer);
      const said = `${before} is two sections now; the second is ${nameOf(cut.heading)}.`;
      return { said, way: { kind: 'structure', ...answer }, focus: `edit-${answer.sectionId}` };
    },
  };
}

/** A section put behind the text of the one before it. Null for the first. */
export function join({ number, text }: Ground, at: number): Change | null {
  const [first, second] = [text.sections[at - 1], text.sections[at]];
  if (!first || !second) return null;
  const { sectionId } = second;
  return {
    touches: [first.sectionId, sectionId],
    make: async () => {
      const previous = { sectionId: first.sectionId, expectedSeq: text.seqNow(first.sectionId) };
      const seen = { expectedSeq: text.seqNow(sectionId), expectedHeadSeq: text.headSeqNow(), previous };
      const answer = await send(joinSectionsEndpoint, { number, sectionId, ...seen });
      text.learn(answer);
      const said = `${nameOf(second.heading)} is part of ${nameOf(first.heading)} now.`;
      return { said, way: { kind: 'structure', ...answer }, focus: `more-${first.sectionId}` };
    },
  };
}

/** The text of the base version again. */
export function revert({ number, text }: Ground, sectionId: string): Change {
  const said = `Your changes to ${nameOf(text.headingOf(sectionId))} are discarded.`;
  return {
    touches: [sectionId],
    make: async () => {
      const answer = await send(revertSectionEndpoint, { number, sectionId, expectedSeq: text.seqNow(sectionId) });
      text.learn(answer);
      return { said, way: { kind: 'structure', ...answer }, focus: `more-${sectionId}` };
    },
  };
}

/** Another heading. */
export function rename(ground: Ground, sectionId: string, heading: string): Change {
  const before = ground.text.headingOf(sectionId);
  return {
    touches: [sectionId],
    make: async () => {
      await setHeading(ground, sectionId, heading);
      const said = `${nameOf(before)} is called ${nameOf(heading)} now.`;
      return { said, way: { kind: 'rename', sectionId, heading: before }, focus: `more-${sectionId}` };
    },
  };
}

async function setHeading({ number, me, text }: Ground, sectionId: string, heading: string): Promise<Back> {
  const { body, seq } = text.textOf(sectionId);
  // The text goes along: an older one than the server has must not.
  if (seq !== text.seqNow(sectionId)) throw new SendError('stale', 'The page is being brought up to date. Try again.');
  const request = { number, sectionId, writtenBy: me, expectedSeq: text.seqNow(sectionId), heading, body };
  const saved = await send(saveSectionEndpoint, request);
  text.saveText(sectionId, { heading, body }, saved);
  return { headSeq: text.headSeqNow(), sections: [{ sectionId, seq: saved.seq }] };
}

/** Which sections taking a change back concerns. */
export const touchedBy = (way: Way): readonly string[] =>
  way.kind === 'rename' ? [way.sectionId] : way.sections.map(({ sectionId }) => sectionId);

/** Takes a change back; answers the numbers that the text has then. */
export async function takeBack(ground: Ground, way: Way): Promise<Back> {
  if (way.kind === 'rename') return setHeading(ground, way.sectionId, way.heading);
  const sections = way.sections.map(({ sectionId, seq }) => ({ sectionId, expectedSeq: seq }));
  const { headSeq: expectedHeadSeq, checkpointId } = way;
  const answer = await send(undoStructureEndpoint, { number: ground.number, expectedHeadSeq, checkpointId, sections });
  ground.text.learn(answer);
  return answer;
}
