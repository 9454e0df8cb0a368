import { z } from 'zod';

const changeId = z.string().nullable().describe('Numbered in reading order; both ends of a move carry the same one.');
const changeKind = z.enum(['kept', 'edited', 'added', 'deleted', 'moved']);
const side = z.enum(['from', 'to']).optional().describe('Which end of a move this is.');
const elsewhere = z.uuid().optional().describe('Of a move to or from another section: its key.');

const mark = z.object({
  type: z.enum(['bold', 'italic', 'subscript', 'superscript', 'link', 'articleLink']),
  attrs: z.object({ href: z.string().optional(), slug: z.string().optional() }).optional(),
});
const marks = z.array(mark).optional();

/** Pieces that are not `ins` give the text before, pieces that are not `del` the text after. */
const words = z.array(
  z.object({
    kind: z.enum(['same', 'ins', 'del']),
    text: z.string(),
    marks,
    citationId: z.uuid().optional(),
    before: z.object({ text: z.string(), marks }).optional(),
  }),
);

const statement = z.object({
  kind: z.enum(['kept', 'edited', 'new', 'deleted', 'moved']),
  changeId,
  side,
  elsewhere,
  cell: z.int().optional().describe('Column, from 0, in rows of tables.'),
  words,
});

const formatting = z.object({
  changeId,
  kind: z.enum(['mark', 'link', 'citation', 'spacing', 'block-type', 'speaker', 'structure', 'stored-form']),
  action: z.enum(['added', 'removed', 'changed', 'moved']),
  words: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  sentence: z.string(),
});

const part = z.object({
  kind: changeKind,
  what: z.enum(['item', 'paragraph', 'row']),
  depth: z.int(),
  changeId,
  side,
  statements: z.array(statement),
});

const block = z.object({
  kind: changeKind,
  blockId: z.string(),
  type: z.enum(['paragraph', 'subheading', 'bulletList', 'orderedList', 'quotation', 'table']),
  changeId,
  side,
  elsewhere,
  limited: z.literal(true).optional().describe('Too much to compare sentence by sentence: both texts as they are.'),
  before: z.string().nullable().describe('Its words; null where it did not exist.'),
  after: z.string().nullable(),
  statements: z.array(statement).describe('Of paragraphs and subheadings that changed.'),
  parts: z.array(part).describe('Of lists, quotations and tables that changed.'),
  formatting: z.array(formatting),
});

const counts = z.object({
  edited: z.int(),
  added: z.int(),
  deleted: z.int(),
  moved: z.int(),
  citations: z.int(),
  links: z.int(),
  formatting: z.int(),
  structure: z.int(),
  sections: z.int(),
  head: z.int(),
  total: z.int(),
});

const place = z.object({ before: z.int().nullable(), after: z.int().nullable() });

const section = z.object({
  sectionKey: z.uuid(),
  kind: z.enum(['lead', 'section']),
  flags: z
    .array(z.enum(['added', 'removed', 'changed', 'moved', 'renamed', 'relevelled']))
    .describe('None: unchanged.'),
  heading: z.object({ before: z.string().nullable(), after: z.string().nullable(), words }),
  level: place,
  position: place.describe('From 0.'),
  blocks: z.array(block),
  counts,
  limited: z.boolean().describe('Too large to compare in full: some blocks are compared as a whole.'),
});

const text = z.object({ changeId, before: z.string(), after: z.string(), words });
const fact = z.object({ key: z.string(), value: z.string(), citations: z.array(z.uuid()) }).nullable();

/** What differs between two versions: title, facts, related titles, attribution, then section by section. */
export const comparison = z.object({
  title: text,
  facts: z.array(
    z.object({
      kind: z.enum(['added', 'removed', 'edited', 'moved']),
      changeId: z.string(),
      before: fact,
      after: fact,
      position: place.describe('From 0.'),
      fields: z.array(z.enum(['key', 'value', 'confirmed', 'citations'])).describe('What of an edited row is another.'),
      key: words,
      value: words,
      formatting: z.array(formatting).describe('What became of which citation; numbered as the row.'),
    }),
  ),
  related: z.array(
    z.object({ kind: z.enum(['added', 'removed', 'moved']), changeId: z.string(), title: z.string(), position: place }),
  ),
  attribution: text,
  sections: z.array(section),
  counts,
  drift: z
    .array(
      z.object({
        kind: z.enum(['text-changed', 'citation-removed', 'citation-moved', 'source-changed', 'verification-lapsed']),
        citationId: z.uuid(),
        changeId,
        sectionKey: z.uuid().nullable(),
        before: z.string(),
        after: z.string(),
        sentence: z.string(),
      }),
    )
    .describe('Citations that may not support any more what they stand at.'),
  lookHere: z
    .array(
      z.object({
        kind: z.enum([
          'number',
          'date',
          'name',
          'quotation',
          'hedge',
          'negation',
          'citation',
          'link',
          'heading',
          'fact',
          'drift',
        ]),
        changeId: z.string(),
        sectionKey: z.uuid().nullable(),
        before: z.string(),
        after: z.string(),
        sentence: z.string(),
      }),
    )
    .describe('What to look at first, as found by rules: with false alarms.'),
});
