import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '@/lib/db/testing';
import { articleLink, cite as mark, doc, p, sub } from '@/lib/domain/prose/builder';
import type { Body } from '@/lib/domain/prose/body';
import { citationIds, plainText } from '@/lib/domain/prose/text';
import type { RefusalCode } from '@/lib/domain/refusal';
import { getReviewScreen } from '@/lib/reviews/queries';
import { startThread } from '@/lib/reviews/commands/thread';
import { cite } from '@/lib/revisions/commands/cite';
import { saveOutline } from '@/lib/revisions/commands/head';
import { openRevision } from '@/lib/revisions/commands/open';
import { saveSection } from '@/lib/revisions/commands/save';
import { addSection, revertSection } from '@/lib/revisions/commands/section';
import { joinSections, splitSection, undoStructure } from '@/lib/revisions/commands/structure';
import { getHistory } from '@/lib/revisions/queries/history';
import { getEditScreen } from '@/lib/revisions/queries/screens';
import {
  approve,
  type Cast,
  headOf,
  people,
  prose,
  publish,
  publishedArticle,
  submit,
  write,
} from '@/lib/revisions/testing';
import { createSource } from '@/lib/sources/commands/record';
import { newId } from '@/lib/system/crypto';

useDatabase();

const refused = (code: RefusalCode) => expect.objectContaining({ name: 'Refusal', code });

/** A revision of a live article; its section "History" has this text. */
async function scene(body: Body = prose('One two three.', 'Four five.', 'Six.')) {
  const cast = await people();
  const { articleId } = await publishedArticle(cast);
  const { number } = await openRevision(cast.amal, { articleId, name: 'A change', why: '' });
  await write(cast.amal, number, 1, body);
  return { cast, articleId, number };
}

/** What an editor sees: per section its heading, level and words. */
async function seen({ amal }: Cast, number: number) {
  const { sections, headSeq } = await getEditScreen(amal, number);
  const texts = sections.map(({ heading, level, body }) => [heading, level, plainText(body)]);
  return { sections, headSeq, texts, section: (at: number) => sections[at] ?? sections[0] ?? never() };
}
const never = () => {
  throw new Error('No such section');
};

type Seen = Awaited<ReturnType<typeof seen>>;

type Place = readonly [block: number, offset?: number, heading?: string];

const split = (
  cast: Cast,
  number: number,
  { headSeq, section }: Seen,
  [block, offset = 0, heading = 'Later']: Place,
) => {
  const { sectionId, seq, body } = section(1);
  const at = { blockId: body.content[block]?.attrs.id ?? '', offset };
  return splitSection(cast.amal, { number, sectionId, expectedSeq: seq, expectedHeadSeq: headSeq, at, heading });
};
const join = (cast: Cast, number: number, { headSeq, section }: Seen, at = 1) => {
  const [first, second] = [section(at - 1), section(at)];
  const previous = { sectionId: first.sectionId, expectedSeq: first.seq };
  const { sectionId, seq } = second;
  return joinSections(cast.amal, { number, sectionId, expectedSeq: seq, previous, expectedHeadSeq: headSeq });
};
type Change = {
  readonly headSeq: number;
  readonly checkpointId: string;
  readonly sections: readonly { sectionId: string; seq: number }[];
};
const undo = (cast: Cast, number: number, { headSeq, checkpointId, sections }: Change) =>
  undoStructure(cast.amal, {
    ...{ number, checkpointId, expectedHeadSeq: headSeq },
    sections: sections.map(({ sectionId, seq }) => ({ sectionId, expectedSeq: seq })),
  });

describe('splitting a section', () => {
  it('leaves the id to the first part; undo brings everything back as it was', async () => {
    const { cast, number } = await scene();
    const before = await seen(cast, number);
    const change = await split(cast, number, before, [0, 4]);
    const now = await seen(cast, number);
    expect(now.texts.slice(1)).toEqual([
      ['History', 2, 'One '],
      ['Later', 2, 'two three.\n\nFour five.\n\nSix.'],
    ]);
    expect(now.section(1).sectionId).toBe(before.section(1).sectionId);
    expect(now.section(2).sectionId).toBe(change.sectionId);
    const head = await headOf(number);
    expect(change.headHash).toBe(head);
    await undo(cast, number, change);
    const again = await seen(cast, number);
    expect(again.sections.map(({ body, heading, sectionId, level }) => ({ body, heading, sectionId, level }))).toEqual(
      before.sections.map(({ body, heading, sectionId, level }) => ({ body, heading, sectionId, level })),
    );
  });

  it('makes a heading of the subheading at the place, and joining makes a subheading of it again', async () => {
    const { cast, number } = await scene(doc(p('One.'), sub('After 1979'), p('Two.')));
    const before = await seen(cast, number);
    await split(cast, number, before, [1, 0, 'After 1979']);
    expect((await seen(cast, number)).texts.slice(1)).toEqual([
      ['History', 2, 'One.'],
      ['After 1979', 2, 'Two.'],
    ]);
    await join(cast, number, await seen(cast, number), 2);
    const joined = await seen(cast, number);
    expect(joined.texts).toEqual(before.texts);
    expect(joined.section(1).body.content.map(({ type }) => type)).toEqual(['paragraph', 'subheading', 'paragraph']);
  });

  it('parts the summary, too: what follows it stands at level 2', async () => {
    const { cast, number } = await scene();
    const before = await seen(cast, number);
    const { sectionId, seq, body } = before.section(0);
    const at = { blockId: body.content[0]?.attrs.id ?? '', offset: 24 };
    const input = { number, sectionId, expectedSeq: seq, expectedHeadSeq: before.headSeq, at, heading: 'More' };
    await splitSection(cast.amal, input);
    expect((await seen(cast, number)).texts.slice(0, 2)).toEqual([
      ['', 1, 'The lead says one thing.'],
      ['More', 2, ' It says another thing too.'],
    ]);
  });

  it('is refused at a place that is not there, on another text than was seen, and to those who may not write', async () => {
    const { cast, number } = await scene();
    const before = await seen(cast, number);
    await expect(split(cast, number, before, [9])).rejects.toEqual(refused('invalid'));
    await write(cast.yusuf, number, 1, prose('One two three.', 'Written meanwhile.'));
    await expect(split(cast, number, before, [0])).rejects.toEqual(refused('stale'));
    expect((await seen(cast, number)).texts[1]).toEqual(['History', 2, 'One two three.\n\nWritten meanwhile.']);
    await submit(cast.amal, number);
    await approve(cast.jonas, number);
    await publish(cast.jonas, number);
    await expect(split(cast, number, await seen(cast, number), [0])).rejects.toEqual(refused('wrong_state'));
  });
});

describe('joining a section with the one before', () => {
  it('leaves the id to the earlier one and keeps the words of the heading', async () => {
    const { cast, number } = await scene();
    const before = await seen(cast, number);
    const change = await join(cast, number, before);
    const now = await seen(cast, number);
    expect(now.texts).toHaveLength(1);
    expect(now.texts[0]?.[2]).toBe(
      'The lead says one thing. It says another thing too.\n\nHistory\n\nOne two three.\n\nFour five.\n\nSix.',
    );
    expect(now.section(0).sectionId).toBe(before.section(0).sectionId);
    await undo(cast, number, change);
    expect((await seen(cast, number)).texts).toEqual(before.texts);
    // Back again, the section can be written as ever: its number has gone on.
    await write(cast.amal, number, 1, prose('Written after it.'));
    expect((await seen(cast, number)).texts[1]).toEqual(['History', 2, 'Written after it.']);
  });

  it('is refused when the two are no neighbours, and for the summary', async () => {
    const { cast, number } = await scene();
    const before = await seen(cast, number);
    const { sectionId, seq } = before.section(1);
    const alone = { number, sectionId, expectedSeq: seq, expectedHeadSeq: before.headSeq };
    const itself = { sectionId, expectedSeq: seq };
    await expect(joinSections(cast.amal, { ...alone, previous: itself })).rejects.toEqual(refused('invalid'));
    const lead = { sectionId: before.section(0).sectionId, expectedSeq: 0 };
    const first = { ...alone, sectionId: lead.sectionId, expectedSeq: 0, previous: lead };
    await expect(joinSections(cast.amal, first)).rejects.toEqual(refused('invalid'));
  });
});

describe('what stands in the text or hangs on it', () => {
  it('citations and links travel whole, comments follow their words there and back', async () => {
    const { cast, number } = await scene();
    const csl = { type: 'book', title: `A book ${newId()}` };
    const { sourceId } = await createSource(cast.amal, { csl, stub: false });
    const place = { locators: [], quote: '', note: '', supports: 'supports' as const };
    const { citationId } = await cite(cast.amal, { number, sourceId, ...place });
    const linked = p('Embassies opened', mark(citationId), ' with ', articleLink('iran', 'Iran'), '.');
    await write(cast.amal, number, 1, doc(p('One two three.'), linked));
    const before = await seen(cast, number);
    const thread = { prefix: '', suffix: '', mustResolve: false, text: 'Sure?' };
    const { sectionId } = before.section(1);
    await startThread(cast.jonas, { number, sectionId, quote: 'Embassies opened', ...thread });
    await startThread(cast.jonas, { number, sectionId, quote: 'One two', ...thread });
    await startThread(cast.jonas, { number, sectionId, quote: '', ...thread });
    const change = await split(cast, number, before, [1]);
    const now = await seen(cast, number);
    expect(citationIds(now.section(2).body)).toEqual([citationId]);
    expect(JSON.stringify(now.section(2).body)).toContain('"slug":"iran"');
    const threads = async () =>
      (await getReviewScreen(cast.jonas, number)).threads.map((one) => [one.quote, one.sectionId, one.place]);
    expect(await threads()).toEqual([
      ['Embassies opened', change.sectionId, 'exact'],
      ['One two', sectionId, 'exact'],
      ['', sectionId, null],
    ]);
    await undo(cast, number, change);
    expect((await threads()).map(([, at]) => at)).toEqual([sectionId, sectionId, sectionId]);
    const lead = before.section(0).sectionId;
    const joined = await join(cast, number, await seen(cast, number));
    expect((await threads()).map(([, at]) => at)).toEqual([lead, lead, sectionId]);
    await undo(cast, number, joined);
    expect((await threads()).map(([, at]) => at)).toEqual([sectionId, sectionId, sectionId]);
  });
});

describe('taking a change back', () => {
  it('moves, levels, removals, additions and discarded changes', async () => {
    const { cast, number } = await scene();
    await split(cast, number, await seen(cast, number), [1]);
    const before = await seen(cast, number);
    const outline = before.sections.map(({ sectionId, level }) => ({ sectionId, level }));
    const [lead, history, later] = outline;
    if (!lead || !history || !later) throw new Error('three sections');
    const arranged = async (next: typeof outline) =>
      saveOutline(cast.amal, { number, expectedHeadSeq: (await seen(cast, number)).headSeq, outline: next });
    for (const next of [
      [lead, later, history],
      [lead, history, { ...later, level: 3 }],
      [lead, history],
    ]) {
      const change = await arranged(next);
      expect((await seen(cast, number)).texts).not.toEqual(before.texts);
      await undo(cast, number, change);
      expect((await seen(cast, number)).texts).toEqual(before.texts);
    }
    const { headSeq } = await seen(cast, number);
    const place = { number, heading: 'New', level: 2, after: lead.sectionId };
    await undo(cast, number, await addSection(cast.amal, { ...place, expectedHeadSeq: headSeq }));
    const { sectionId, seq } = (await seen(cast, number)).section(1);
    const reverted = await revertSection(cast.amal, { number, sectionId, expectedSeq: seq });
    expect((await seen(cast, number)).texts[1]?.[2]).toContain('First paragraph');
    await undo(cast, number, reverted);
    expect((await seen(cast, number)).texts).toEqual(before.texts);
  });

  it('is refused when somebody wrote in one of the texts since; other texts stay as they are now', async () => {
    const { cast, number } = await scene();
    const change = await split(cast, number, await seen(cast, number), [1]);
    await write(cast.yusuf, number, 0, prose('Another summary.'));
    await write(cast.yusuf, number, 2, prose('Yusuf wrote this.'));
    await expect(undo(cast, number, change)).rejects.toEqual(refused('stale'));
    const now = await seen(cast, number);
    expect(now.texts.map(([, , text]) => text)).toEqual(['Another summary.', 'One two three.', 'Yusuf wrote this.']);
    const joined = await join(cast, number, now, 2);
    await write(cast.yusuf, number, 0, prose('A third summary.'));
    await undo(cast, number, joined);
    expect((await seen(cast, number)).texts.map(([, , text]) => text)).toEqual([
      'A third summary.',
      'One two three.',
      'Yusuf wrote this.',
    ]);
  });

  it('is refused for a state of another revision, and keeps what it replaces in History', async () => {
    const [here, there] = [await scene(), await scene()];
    const change = await split(here.cast, here.number, await seen(here.cast, here.number), [1]);
    const other = await split(there.cast, there.number, await seen(there.cast, there.number), [1]);
    const foreign = { ...change, checkpointId: other.checkpointId };
    await expect(undo(here.cast, here.number, foreign)).rejects.toEqual(refused('not_found'));
    await undo(here.cast, here.number, change);
    const { checkpoints } = await getHistory(here.cast.amal, here.number);
    expect(checkpoints.map(({ reason }) => reason)).toContain('restore');
  });
});

describe('while another saves', () => {
  it('no order of a save and a split, join or undo loses a word', async () => {
    const act = fc.constantFrom('split', 'join', 'undo');
    const words = ({ texts }: Seen) =>
      texts
        .map(([heading, , text]) => `${heading} ${text}`)
        .join(' ')
        .match(/\S+/gu) ?? [];
    await fc.assert(
      fc.asyncProperty(act, fc.nat(2), fc.boolean(), async (what, at, isLate) => {
        const { cast, number } = await scene();
        const made = what === 'undo' ? await split(cast, number, await seen(cast, number), [1]) : null;
        const before = await seen(cast, number);
        const typed = `Word${newId()}`;
        const { sectionId, seq, heading, body } = before.section(Math.min(at, before.sections.length - 1));
        const text = doc(...body.content, p(typed));
        const save = () => saveSection(cast.yusuf, { number, sectionId, expectedSeq: seq, heading, body: text });
        const change = () =>
          made
            ? undo(cast, number, made)
            : what === 'split'
              ? split(cast, number, before, [0, 4])
              : join(cast, number, before);
        const acts = isLate ? [save, change] : [change, save];
        const done = await Promise.allSettled(acts.map((one) => one()));
        const [saved, changed] = isLate ? done : done.toReversed();
        const now = words(await seen(cast, number));
        // Whoever was refused has been told, and has the text still; whatever was taken stands there, once.
        expect(now.filter((word) => word === typed)).toHaveLength(saved?.status === 'fulfilled' ? 1 : 0);
        expect([saved?.status, changed?.status]).toContain('fulfilled');
        const isHeading = (word: string) => word === 'Later';
        const others = (all: readonly string[]) => all.filter((word) => word !== typed && !isHeading(word)).toSorted();
        expect(others(now)).toEqual(others(words(before)));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
