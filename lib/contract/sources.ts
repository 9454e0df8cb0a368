import { z } from 'zod';
import { endpoint, fileAnswer } from '@/lib/contract/endpoint';
import { hash, line, numberParam, opId, seq, text } from '@/lib/contract/fields';
import { limits } from '@/lib/contract/limits';
import type { CslItem } from '@/lib/domain/citation/citation';
import { flagKinds } from '@/lib/domain/citation/library/flags';
import { scopes, verdicts } from '@/lib/domain/citation/library/reliability';
import { verificationVerdicts } from '@/lib/domain/citation/library/verification';
import { linkStates } from '@/lib/domain/citation/links';

/** Parts of the library: what still has to be described, what no link leads to, what nobody uses, what is doubted, what looks double. */
export const libraryShows = ['stub', 'dead', 'unused', 'flagged', 'alike'] as const;

/** What was decided about a source, with the sentence that whoever cites it reads; null where nothing was. */
const reliability = z.strictObject({ verdict: z.enum(verdicts), reason: z.string(), about: z.string() }).nullable();

/** A source as lists and the cite dialog show it. */
const sourceLine = z.strictObject({
  id: z.uuid(),
  key: z.string(),
  type: z.string(),
  reference: z.string(),
  stub: z.boolean(),
  uses: z.int(),
  hasAddress: z.boolean(),
  linkState: z.enum(linkStates),
  checkedAt: z.iso.datetime().nullable(),
  retracted: z.boolean(),
  snapshots: z.int(),
  reliability,
});

export const searchSourcesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/sources/library',
  summary: 'Search the library of sources, whether or not anything cites them yet',
  input: z.strictObject({
    q: z.string().max(300).optional(),
    show: z.enum(libraryShows).optional(),
    /** A revision: what was decided for the countries of its article counts first. */
    number: z.coerce.number().int().positive().max(2_147_483_647).optional(),
    page: z.coerce.number().int().min(1).max(1000).optional(),
  }),
  output: z.strictObject({ sources: z.array(sourceLine) }),
});

export const createSourceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources',
  summary: 'Describe a new source (CSL-JSON without id)',
  input: z.strictObject({ opId, csl: z.unknown(), stub: z.boolean() }),
  output: z.strictObject({ sourceId: z.uuid(), key: z.string() }),
});

const one = '/api/v1/sources/{sourceId}';
const sourceId = z.uuid();

export const saveSourceEndpoint = endpoint({
  method: 'PUT',
  path: one,
  summary: 'Correct the record of a source; published versions keep what they showed',
  input: z.strictObject({ opId, sourceId, expectedSeq: seq, csl: z.unknown(), stub: z.boolean() }),
  output: z.strictObject({ seq }),
});

const paths = { changedPaths: z.array(z.string()) };

export const mergeSourcesEndpoint = endpoint({
  method: 'POST',
  path: `${one}/merge`,
  summary: 'Make a source part of another record of the same work; citations are not rewritten',
  input: z.strictObject({
    opId,
    sourceId,
    expectedSeq: seq,
    /** The record that is kept, and the fields that it takes over (`DOI`, `custom.archiveUrl`). */
    intoId: z.uuid(),
    intoSeq: seq,
    take: z.array(z.string().max(100)).max(100),
  }),
  output: z.strictObject({ mergeId: z.uuid(), ...paths }),
});

export const undoMergeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources/merges/{mergeId}/undo',
  summary: 'Take a merge of two sources back, within 30 days',
  input: z.strictObject({ opId, mergeId: z.uuid() }),
  output: z.strictObject({ sourceId: z.uuid(), ...paths }),
});

const address = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/u, error: 'Enter the whole address, starting with https://' }).max(2000),
]);

export const addSnapshotEndpoint = endpoint({
  method: 'POST',
  path: `${one}/snapshots`,
  summary: 'Keep what was seen of a source: pasted words, or a file (HTML, text, PDF, PNG, JPEG) in base64',
  input: z.strictObject({
    opId,
    sourceId,
    url: address,
    archiveUrl: address,
    capturedOn: z.iso.date('Enter a day').optional(),
    text: z
      .string()
      .max(limits.snapshotCharacters, `Use at most ${limits.snapshotCharacters.toLocaleString('en')} characters`)
      .optional(),
    base64: z.base64('This file cannot be read').optional(),
  }),
  output: z.strictObject({ snapshotId: z.uuid(), known: z.boolean() }),
  bodyBytes: limits.snapshotBodyBytes,
});

export const checkQuoteEndpoint = endpoint({
  method: 'POST',
  path: `${one}/quote-checks`,
  summary: 'Look quoted words up in the snapshots of a source',
  // It changes nothing: a POST only because a quote may be longer than an address.
  input: z.strictObject({ opId, sourceId, quote: line('the quoted words', 1000), snapshotId: z.uuid().optional() }),
  output: z.strictObject({
    is: z.enum(['found', 'near', 'not_found', 'no_text']),
    /** With `near`: `del` are words of the source that the quote lacks, `ins` words that only the quote has. */
    words: z.array(z.strictObject({ kind: z.enum(['same', 'ins', 'del']), text: z.string() })),
    snapshot: z.strictObject({ id: z.uuid(), capturedAt: z.iso.datetime() }).nullable(),
  }),
});

export const askLinkCheckEndpoint = endpoint({
  method: 'POST',
  path: `${one}/link-checks`,
  summary: 'Have the address of a source looked at next',
  input: z.strictObject({ opId, sourceId }),
  output: z.strictObject({ asked: z.boolean() }),
});

export const assessSourceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources/assessments',
  summary: 'Decide how far a work, a domain or a publisher can be relied on',
  input: z.strictObject({
    opId,
    scope: z.enum(scopes),
    /** Id of a source, a domain, or the name of a publisher. */
    about: line('what it is about', 300),
    topic: text(100),
    verdict: z.enum(verdicts),
    reason: line('the reason', 500),
    link: address,
    reviewBy: z.iso.date('Enter a day').optional(),
  }),
  output: z.strictObject({ assessmentId: z.uuid() }),
});

const article = '/api/v1/articles/{articleId}';
const articleId = z.uuid();
/** A revision whose text was read; what readers see, where it is left out. */
const number = z.int().positive().optional();

const verifications = `${article}/citations/{citationId}/verifications`;

export const verifyCitationEndpoint = endpoint({
  method: 'POST',
  path: verifications,
  summary: 'Say whether a source says what a statement says; bound to these words and this use',
  input: z.strictObject({
    opId,
    articleId,
    citationId: z.uuid(),
    number,
    /** SHA-256 of the words that were read: NFC, blanks folded, trimmed. */
    statementHash: hash,
    verdict: z.enum(verificationVerdicts),
    comment: text(500),
    snapshotId: z.uuid().optional(),
  }),
  output: z.strictObject({ verificationId: z.uuid() }),
});

const verification = z.strictObject({
  id: z.uuid(),
  verdict: z.enum(verificationVerdicts),
  comment: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
  statementText: z.string(),
});

export const readVerificationsEndpoint = endpoint({
  method: 'GET',
  path: verifications,
  summary: 'Read each use of a citation in a text, with the verification in force or the one that has lapsed',
  input: z.strictObject({ articleId, citationId: z.uuid(), number: numberParam.optional() }),
  output: z.strictObject({
    uses: z.array(
      z.strictObject({
        sectionId: z.uuid().nullable(),
        statement: z.string(),
        statementHash: hash,
        current: verification.nullable(),
        lapsed: verification.nullable(),
        mayVerify: z.boolean(),
      }),
    ),
  }),
});

export const raiseFlagEndpoint = endpoint({
  method: 'POST',
  path: `${article}/flags`,
  summary: 'Raise a doubt about a statement, or about one of its citations',
  input: z.strictObject({
    opId,
    articleId,
    number,
    sectionId: z.uuid(),
    statementHash: hash,
    kind: z.enum(flagKinds),
    citationId: z.uuid().optional(),
    why: line('the reason', 500),
  }),
  output: z.strictObject({ flagId: z.uuid() }),
});

export const clearFlagEndpoint = endpoint({
  method: 'POST',
  path: `${article}/flags/{flagId}/clear`,
  summary: 'End a doubt, with a reason',
  input: z.strictObject({ opId, articleId, flagId: z.uuid(), why: line('the reason', 500) }),
  output: z.strictObject({ flagId: z.uuid() }),
});

export const listFlagsEndpoint = endpoint({
  method: 'GET',
  path: `${article}/flags`,
  summary: 'List the doubts that stand about an article',
  input: z.strictObject({ articleId }),
  output: z.strictObject({
    flags: z.array(
      z.strictObject({
        id: z.uuid(),
        kind: z.enum(flagKinds),
        sectionId: z.uuid(),
        lineage: z.uuid().nullable(),
        statementHash: hash,
        statementText: z.string(),
        why: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
      }),
    ),
  }),
});

/** Text of a bibliography: at most 2 MiB, read in whichever notation it is written. */
const bibliography = z
  .string()
  .min(1, 'Paste something, or choose a file')
  .max(2 * 1024 * 1024, 'Use at most 2 MiB');
const index = z.int().min(0).max(2000);

export const checkSourcesEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources/check',
  summary: 'Look which sources of a BibTeX, RIS, CSL-JSON or wikitext text the library has already; writes nothing',
  input: z.strictObject({ opId, text: bibliography }),
  output: z.strictObject({
    matches: z.array(
      z.strictObject({
        /** Which record of the text, from 0. */
        at: z.int(),
        source: z.strictObject({ id: z.uuid(), key: z.string(), reference: z.string() }),
        /** The same number or address; else they only look alike. */
        isSure: z.boolean(),
        /** Fields that the text has and the library’s record lacks. */
        adds: z.array(z.string()),
      }),
    ),
  }),
  bodyBytes: limits.importBodyBytes,
});

export const importSourcesEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources/import',
  summary: 'Import sources of a text: those in `take` are added, those in `fill` complete the records that they are',
  input: z.strictObject({
    opId,
    fileName: text(200),
    text: bibliography,
    take: z.array(index).max(2001),
    fill: z.array(index).max(2001),
  }),
  output: z.strictObject({
    importId: z.uuid(),
    taken: z.int(),
    merged: z.int(),
    known: z.int(),
    refused: z.int(),
    left: z.int(),
  }),
  bodyBytes: limits.importBodyBytes,
});

export const lookUpSourceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/sources/lookup',
  summary:
    'Ask the network about a work that is named by a number or an address, if the settings allow it; writes nothing',
  input: z.strictObject({ opId, csl: z.record(z.string().max(100), z.unknown()) }),
  output: z.strictObject({
    /** Who knew it; null when nobody was asked, or nobody knew. */
    from: z.string().nullable(),
    csl: z.custom<CslItem>().nullable(),
    warnings: z.array(z.string()),
    problem: z.string().nullable(),
  }),
});

/** The notations that sources are written in, with their media types. */
export const sourceForms = {
  bib: 'application/x-bibtex; charset=utf-8',
  ris: 'application/x-research-info-systems; charset=utf-8',
  'csl.json': 'application/vnd.citationstyles.csl+json; charset=utf-8',
} as const;

export const exportSourcesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/sources/export/{format}',
  summary:
    'Take sources out as a file: of the library (at most 2,000, by key, behind `after`), of an article’s live version, or of a revision',
  input: z.strictObject({
    format: z.enum(['bib', 'ris', 'csl.json']),
    article: z.uuid().optional(),
    revision: numberParam.optional(),
    after: z.string().max(100).optional(),
  }),
  output: fileAnswer,
  files: Object.values(sourceForms),
});
