import { z } from 'zod';
import { endpoint, fileAnswer } from '@/lib/contract/endpoint';
import {
  changeNote,
  fact,
  hash,
  heading,
  kind,
  languageCode,
  line,
  locator,
  numberParam,
  opId,
  outlineEntry,
  revisionHead,
  revisionRef,
  seenSection,
  seq,
  structureChange,
  text,
} from '@/lib/contract/fields';
import { headFields } from '@/lib/domain/merge/head';
import { supportKinds } from '@/lib/domain/citation/citation';
import { promptKinds, promptReasons } from '@/lib/domain/prose/prompts/prompt';

const number = numberParam;
const one = '/api/v1/revisions/{number}';

/** Who typed it, if the page knows: another person's session must not save it under their name. */
const writtenBy = z.uuid().optional();

export const describeRevisionEndpoint = endpoint({
  method: 'PATCH',
  path: one,
  summary: 'Change the name of a revision and why it is made',
  input: z.strictObject({ opId, number, name: line('a name for the revision', 200), why: text(500) }),
  output: revisionRef,
});

/** The forms that a revision can be taken out in, with their media types. */
export const revisionForms = {
  md: 'text/markdown; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  epub: 'application/epub+zip',
  txt: 'text/plain; charset=utf-8',
} as const;

export const exportRevisionEndpoint = endpoint({
  method: 'GET',
  path: `${one}/export/{format}`,
  summary: 'Take the text of a revision out as a file: Markdown, Word, EPUB or plain text',
  input: z.strictObject({ number, format: z.enum(['md', 'docx', 'epub', 'txt']) }),
  output: fileAnswer,
  files: Object.values(revisionForms),
});

export const saveSectionEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/sections/{sectionId}`,
  summary: 'Save one section of a revision',
  input: z.strictObject({ opId, number, sectionId: z.uuid(), expectedSeq: seq, writtenBy, heading, body: z.unknown() }),
  output: z.strictObject({ seq, headHash: hash, state: z.string(), savedAt: z.string(), body: z.unknown() }),
});

export const addSectionEndpoint = endpoint({
  method: 'POST',
  path: `${one}/sections`,
  summary: 'Add a section behind another',
  input: z.strictObject({
    opId,
    number,
    expectedHeadSeq: seq,
    heading: line('a heading', 300),
    level: z.int().min(2).max(6),
    after: z.uuid(),
  }),
  output: structureChange.extend({ sectionId: z.uuid() }),
});

export const revertSectionEndpoint = endpoint({
  method: 'POST',
  path: `${one}/sections/{sectionId}/revert`,
  summary: 'Discard the changes of a revision to one section',
  input: z.strictObject({ opId, number, sectionId: z.uuid(), expectedSeq: seq }),
  output: structureChange,
});

export const splitSectionEndpoint = endpoint({
  method: 'POST',
  path: `${one}/sections/{sectionId}/split`,
  summary: 'Cut a section in two; the first part keeps the id',
  input: z.strictObject({
    opId,
    number,
    sectionId: z.uuid(),
    expectedSeq: seq,
    expectedHeadSeq: seq,
    /** Before this block or list item, or inside this paragraph, so many units behind its beginning. */
    at: z.strictObject({ blockId: z.string().min(1).max(64), offset: z.int().min(0).max(2_000_000) }),
    heading,
  }),
  output: structureChange.extend({ sectionId: z.uuid() }),
});

export const joinSectionsEndpoint = endpoint({
  method: 'POST',
  path: `${one}/sections/{sectionId}/join`,
  summary: 'Put a section behind the text of the section before it',
  input: z.strictObject({
    opId,
    number,
    sectionId: z.uuid(),
    expectedSeq: seq,
    previous: seenSection,
    expectedHeadSeq: seq,
  }),
  output: structureChange,
});

export const undoStructureEndpoint = endpoint({
  method: 'POST',
  path: `${one}/structure/undo`,
  summary: 'Take a change of the structure back',
  input: z.strictObject({
    opId,
    number,
    expectedHeadSeq: seq,
    checkpointId: z.uuid(),
    sections: z.array(seenSection).max(500),
  }),
  output: revisionHead.extend({ sections: structureChange.shape.sections }),
});

export const saveOutlineEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/outline`,
  summary: 'Move, re-level or remove sections',
  input: z.strictObject({ opId, number, expectedHeadSeq: seq, outline: z.array(outlineEntry).min(1).max(500) }),
  output: structureChange,
});

export const saveHeadEndpoint = endpoint({
  method: 'PUT',
  path: `${one}/head`,
  summary: 'Save title, facts, related titles and attribution',
  input: z.strictObject({
    opId,
    number,
    expectedHeadSeq: seq,
    writtenBy,
    title: line('a title', 300),
    facts: z.array(fact).max(200),
    related: z.array(line('a title', 300)).max(200),
    attribution: text(1000),
  }),
  output: revisionHead,
});

export const checkpointEndpoint = endpoint({
  method: 'POST',
  path: `${one}/checkpoints`,
  summary: 'Keep the present text of a revision under a name',
  input: z.strictObject({
    opId,
    number,
    label: line('a name', 120),
    /** A text of one section that was never saved, to be kept in its place. */
    instead: z.strictObject({ sectionId: z.uuid(), heading, body: z.unknown() }).optional(),
  }),
  output: z.strictObject({ checkpointId: z.uuid() }),
});

export const restoreCheckpointEndpoint = endpoint({
  method: 'POST',
  path: `${one}/checkpoints/{checkpointId}/restore`,
  summary: 'Give a revision, or one section, the text of one of its checkpoints again; the present text is kept first',
  input: z.strictObject({
    ...{ opId, number, checkpointId: z.uuid(), headHash: hash },
    /** Only this section, which the revision holds; everything without it. */
    sectionId: z.uuid().optional(),
  }),
  output: revisionHead,
});

export const presenceEndpoint = endpoint({
  method: 'POST',
  path: `${one}/presence`,
  summary: 'Say that a page of this revision is open, and hear who else has one',
  rate: 'presence',
  input: z.strictObject({
    opId,
    number,
    /** Made up by the page. */
    tab: z.uuid(),
    /** The section that is open for writing. */
    sectionId: z.uuid().nullable(),
    isUnsaved: z.boolean(),
    isLeaving: z.boolean(),
  }),
  output: z.strictObject({
    people: z.array(
      z.strictObject({
        personId: z.uuid(),
        name: z.string(),
        sectionId: z.uuid().nullable(),
        /** What the section is called; empty for the summary. */
        heading: z.string(),
        isAway: z.boolean(),
        isUnsaved: z.boolean(),
      }),
    ),
    /** Sequence number of the section that is open here. */
    seq: z.int().nullable(),
  }),
});

export const citeEndpoint = endpoint({
  method: 'POST',
  path: `${one}/citations`,
  summary: 'Make a citation of a source, to be put into a section',
  input: z.strictObject({
    opId,
    number,
    sourceId: z.uuid(),
    locators: z.array(locator).max(5),
    quote: text(1000),
    note: text(500),
    supports: z.enum(supportKinds),
    prefix: text(200).optional(),
    suffix: text(200).optional(),
    /** Language of the quoted words (BCP 47) when it is another one, and what they say. */
    quoteLanguage: languageCode.optional(),
    quoteTranslation: text(1000).optional(),
    /** What was seen of the source. */
    snapshotId: z.uuid().optional(),
    /** Why a deprecated source is cited all the same; readers see it. */
    reliabilityReason: text(500).optional(),
    /** Whoever cites it says that they have read the source. */
    readByMaker: z.boolean().optional(),
    /** The citation whose place or words this one replaces. */
    replaces: z.uuid().optional(),
  }),
  output: z.strictObject({ citationId: z.uuid() }),
});

export const answerPromptEndpoint = endpoint({
  method: 'POST',
  path: `${one}/prompts`,
  summary: 'Answer a prompt about a statement with a reason, or take the answer back',
  input: z.strictObject({
    opId,
    number,
    sectionId: z.uuid(),
    kind: z.enum(promptKinds),
    /** The words that the answer is bound to: other words are asked about again. */
    statement: z.string().trim().min(1, 'Name the statement').max(20_000, 'Use at most 20,000 characters'),
    reason: z.enum(promptReasons).nullable(),
  }),
  output: z.strictObject({ at: z.string(), until: z.string().nullable() }),
});

export const submitEndpoint = endpoint({
  method: 'POST',
  path: `${one}/submit`,
  summary: 'Submit a revision for review',
  input: z.strictObject({ opId, number, headHash: hash, changeNote, kind }),
  output: z.strictObject({ state: z.string() }),
});

export const recallEndpoint = endpoint({
  method: 'POST',
  path: `${one}/recall`,
  summary: 'Take a revision back to draft',
  input: z.strictObject({ opId, number }),
  output: z.strictObject({ state: z.string() }),
});

export const discardEndpoint = endpoint({
  method: 'POST',
  path: `${one}/discard`,
  summary: 'Give a revision up; its text stays in the record',
  input: z.strictObject({ opId, number, reason: text(500) }),
  output: z.strictObject({ state: z.string() }),
});

export const rebaseEndpoint = endpoint({
  method: 'POST',
  path: `${one}/rebase`,
  summary: 'Bring a revision up to date with the live version',
  input: z.strictObject({
    opId,
    number,
    /** What was on the screen when the choices were made: head of the revision, and the live version. */
    headHash: hash,
    liveNumber: z.int().positive(),
    /** Per section that both sides changed: the text that shall stand. */
    resolutions: z.array(z.strictObject({ sectionId: z.uuid(), heading, body: z.unknown() })).max(500),
    /** Per part of the head that both sides changed: whose stands. */
    head: z.partialRecord(z.enum(headFields), z.enum(['ours', 'theirs'])),
  }),
  output: revisionHead,
});

export const copyRevisionEndpoint = endpoint({
  method: 'POST',
  path: `${one}/copy`,
  summary: 'Start a new revision from the text of a discarded or rejected one',
  input: z.strictObject({ opId, number }),
  output: revisionRef,
});

export const sharePreviewEndpoint = endpoint({
  method: 'POST',
  path: `${one}/previews`,
  summary: 'Make a link by which somebody without an account reads a revision as readers would; it is answered once',
  input: z.strictObject({ opId, number, reader: line('whom the link is for', 100), days: z.int().min(1).max(90) }),
  output: z.strictObject({ previewId: z.uuid(), path: z.string(), expiresAt: z.string() }),
});

export const revokePreviewEndpoint = endpoint({
  method: 'POST',
  path: `${one}/previews/{previewId}/revoke`,
  summary: 'End a preview link at once',
  input: z.strictObject({ opId, number, previewId: z.uuid() }),
  output: z.strictObject({ previewId: z.uuid() }),
});
