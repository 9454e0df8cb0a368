import type { Actor } from '@/lib/domain/actor';
import { startThread, reply } from '@/lib/reviews/commands/thread';
import { rejectRevision } from '@/lib/reviews/commands/review';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { createSource } from '@/lib/sources/commands/record';
import { wallTimeAt } from '@/lib/domain/workflow/wall-time';
import { scheduleRevision } from '@/lib/versions/commands/schedule';
import { db } from '@/lib/db/client';
import { now } from '@/lib/system/clock';
import { approve, headOf, publish, requestChanges, revise, submit } from '@/seeds/desk';
import type { Handle } from '@/seeds/people';
import { type NamedSource, namedSources } from '@/seeds/sources';

type Cast = Readonly<Record<Handle, Actor>>;
const day = 24 * 60 * 60 * 1000;

/** A history that has been lived in: revisions in every state, comments, one published correction. All through the commands. */
export async function tellStory(cast: Cast): Promise<void> {
  const sources = await describeSources(cast.amal);
  await publishCorrection(cast);
  await leaveDraft(cast);
  await putInReview(cast, sources);
  await requestChangesOf(cast, sources);
  await approveOne(cast);
  await scheduleOne(cast);
  await discardAndReject(cast);
}

async function describeSources(amal: Actor): Promise<Record<NamedSource, string>> {
  const ids: Partial<Record<NamedSource, string>> = {};
  for (const [name, csl] of Object.entries(namedSources)) {
    ids[name as NamedSource] = (await createSource(amal, { csl, stub: true })).sourceId;
  }
  return ids as Record<NamedSource, string>;
}

async function publishCorrection({ amal, jonas }: Cast): Promise<void> {
  const number = await revise(amal, 'iran-syria-relations', 'Bashar Assad is not the current president', [
    {
      find: 'including the current president Bashar Assad himself',
      replace: 'including the former president Bashar Assad himself',
    },
  ]);
  await submit(
    amal,
    number,
    'correction',
    'Bashar Assad was called the current president. His rule ended in December 2024, as the article itself says.',
  );
  await approve(jonas, number);
  await publish(jonas, number);
}

async function leaveDraft({ amal }: Cast): Promise<void> {
  await revise(amal, 'prospects-in-a-new-era-of-azerbaijan-syria-relations', 'Two slips of the pen', [
    { find: 'provided provided a spark', replace: 'provided a spark' },
    { find: 'able to expandits economic', replace: 'able to expand its economic' },
  ]);
}

async function putInReview({ amal, jonas }: Cast, sources: Record<NamedSource, string>): Promise<void> {
  const number = await revise(amal, 'iran-syria-relations', 'Oil paragraph, and who said what', [
    {
      find: 'In January 2023, Iranian officials reportedly told Syria they would no longer be able to buy Iranian oil at below market prices.',
      replace:
        'In January 2023, Iranian officials told Syria it could no longer buy Iranian oil at below market prices.',
    },
    {
      find: 'according to one diplomat in Damascus.',
      replace: 'according to one diplomat in Damascus.',
      cite: { sourceId: sources.guardian },
    },
    {
      find: 'to assist in the crackdown on protests.',
      replace: 'to assist in the crackdown on protests.',
      cite: { sourceId: sources.telegraph },
    },
  ]);
  await submit(
    amal,
    number,
    'update',
    'The oil paragraph says what Iran told Syria in January 2023; two newspaper reports are cited.',
  );
  const sectionId = await sectionNamed('iran-syria-relations', 'Syrian Civil War (2011–2024)');
  const anchor = {
    sectionId,
    prefix: 'In January 2023, ',
    suffix: ' Syria it could no longer buy',
    quote: 'Iranian officials told',
  };
  const { threadId } = await startThread(jonas, {
    number,
    ...anchor,
    text: 'The live text says "reportedly". Do we know more now, or should the word stay?',
    mustResolve: false,
  });
  await reply(amal, { threadId, text: 'I have no other source. I would leave that to you.' });
  await startThread(jonas, {
    number,
    sectionId: null,
    quote: '',
    prefix: '',
    suffix: '',
    text: 'Both newspapers are described only as far as our text names them. Can you add title and date?',
    mustResolve: false,
  });
}

async function requestChangesOf({ yusuf, nora }: Cast, sources: Record<NamedSource, string>): Promise<void> {
  const number = await revise(yusuf, 'pakistan-syria-relations', 'Deutsche Welle and Middle East Eye as sources', [
    {
      find: 'Pakistan attempts at maintaining bilateral relations',
      replace: 'Pakistan attempts to maintain bilateral relations',
    },
    {
      find: 'According to Deutsche Welle, experts were claiming',
      replace: 'According to Deutsche Welle, experts claimed',
    },
    {
      find: 'particularly in diplomatic, educational, and bilateral ties.',
      replace: 'particularly in diplomatic, educational, and bilateral ties.',
      cite: { sourceId: sources.middleEastEye },
    },
  ]);
  await submit(
    yusuf,
    number,
    'update',
    'Middle East Eye is cited for the growth of Pakistani influence since the war began.',
  );
  await requestChanges(
    nora,
    number,
    'Please name the experts that Deutsche Welle quotes, or say that they are not named.',
  );
}

async function approveOne({ amal, nora }: Cast): Promise<void> {
  const number = await revise(amal, 'afghanistan-palestine-relations', 'A stray quotation mark', [
    { find: "solidarity with the Palestinian people.'", replace: 'solidarity with the Palestinian people.' },
  ]);
  await submit(amal, number, 'wording', 'A stray quotation mark at the end of the history section is gone.');
  await approve(nora, number);
}

async function scheduleOne({ yusuf, jonas }: Cast): Promise<void> {
  const number = await revise(yusuf, 'afghanistan-syria-relations', 'Grammar of the second paragraph', [
    {
      find: "on 18 November 1951 when has been accredited Chargé d'Affaires ad interim",
      replace: "on 18 November 1951, when the Chargé d'Affaires ad interim",
    },
    { find: 'Mr. Mir Amanullah Rahimi.', replace: 'Mr. Mir Amanullah Rahimi, was accredited.' },
  ]);
  await submit(yusuf, number, 'update', 'The sentence on the first accredited envoy reads as a sentence.');
  await approve(jonas, number);
  const { kind, changeNote } = await db().revision.findUniqueOrThrow({ where: { number } });
  const date = wallTimeAt(now().getTime() + 30 * day, 'Europe/Berlin').slice(0, 10);
  await scheduleRevision(jonas, {
    number,
    headHash: await headOf(number),
    kind: kind as 'update',
    changeNote,
    wall: `${date}T09:00`,
    wordingReason: '',
    zone: 'Europe/Berlin',
  });
}

async function discardAndReject({ amal, yusuf, jonas }: Cast): Promise<void> {
  const given = await revise(amal, 'pakistan-syria-relations', 'Shorter summary (trial)', [
    { find: 'and staying out of the disputes between them', replace: 'and staying out of their disputes' },
  ]);
  await discardRevision(amal, { number: given, reason: 'The other revision of this article comes first.' });
  const refused = await revise(yusuf, 'iran-syria-relations', 'Only ally', [
    { find: 'Syria was usually called Iran\'s "closest ally".', replace: "Syria was Iran's only ally." },
  ]);
  await submit(yusuf, refused, 'update', 'Syria was the only ally of Iran under Baathist rule.');
  await rejectRevision(jonas, {
    number: refused,
    reason: 'The text quotes "closest ally". Nothing in it says "only", and no source is given.',
  });
}

async function sectionNamed(slug: string, heading: string): Promise<string> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.section_id as id from article a join version_section s on s.version_id = a.live_version_id
    join section_content c on c.hash = s.content_hash where a.slug = ${slug} and c.heading = ${heading}`;
  const [row] = rows;
  if (!row) throw new Error(`No section is named ${heading}`);
  return row.id;
}
