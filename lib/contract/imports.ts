import { z } from 'zod';
import { endpoint } from '@/lib/contract/endpoint';
import { line, opId, text } from '@/lib/contract/fields';
import { limits } from '@/lib/contract/limits';

/** The forms of files that can be read; without one the end of the file's name decides. */
export const importFormats = ['seed', 'markdown', 'html', 'docx', 'wikitext', 'dump'] as const;
export type Format = (typeof importFormats)[number];
/** What a person may say that a text is written in, when it is no UTF-8. */
export const importEncodings = ['utf-8', 'windows-1252', 'windows-1256', 'utf-16le'] as const;
export type Encoding = (typeof importEncodings)[number];

/** Base64 without looking at each sign in turn by a pattern that could run out of room on a long text. */
const base64 = z
  .string()
  .max(limits.importBase64, `A file may have at most ${limits.importFileBytes} bytes`)
  .refine((coded) => coded.length % 4 === 0 && !/[^A-Za-z0-9+/=]|=[^=]/u.test(coded), 'Expected base64');

const file = {
  fileName: line('a file name', 200),
  base64,
  format: z.enum(importFormats).exactOptional(),
  encoding: z.enum(importEncodings).exactOptional(),
  /** What the article is called where the file does not say, or says otherwise. */
  title: line('a title', 300).exactOptional(),
  /** `auto`: a title that exists gets a revision. `article`: a new one in any case. `revision`: of `articleId`. */
  as: z.enum(['auto', 'article', 'revision']).default('auto'),
  articleId: z.uuid().exactOptional(),
};

const outcome = z.enum(['created', 'revised', 'unchanged', 'refused']);
const issue = z.strictObject({
  ...{ file: z.string(), line: z.int(), column: z.int(), severity: z.enum(['error', 'warning']) },
  ...{ code: z.string(), message: z.string() },
});
const words = z.strictObject({ line: z.int(), text: z.string() });

export const importEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Import a file: each article in it becomes a new article or a revision with a report, never a live page',
  input: z.strictObject({ opId, ...file }),
  output: z.strictObject({
    runs: z.array(
      z.strictObject({
        ...{ runId: z.uuid(), fileName: z.string(), outcome },
        articleId: z.uuid().nullable(),
        /** Number of the revision. */
        number: z.int().nullable(),
      }),
    ),
  }),
  bodyBytes: limits.importBodyBytes,
});

export const putBackEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/imports/{runId}/put-back',
  summary: 'Put words that an import left out back into the text: into its revision, or a new one of the live version',
  input: z.strictObject({
    ...{ opId, runId: z.uuid() },
    /** Place in the list of what was left out, from 0. */
    at: z.int().min(0),
  }),
  output: z.strictObject({
    /** Number of the revision. */
    number: z.int(),
    sectionId: z.uuid(),
  }),
});

export const checkImportEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/imports/{runId}/check',
  summary: 'Say that the text of an import may be republished: somebody has checked it',
  input: z.strictObject({ opId, runId: z.uuid(), note: text(500) }),
  output: z.strictObject({ at: z.string() }),
});

export const previewImportEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/imports/preview',
  summary: 'What importing a file would do: outline, sources and report; nothing is written',
  input: z.strictObject({ opId, ...file }),
  output: z.strictObject({
    previews: z.array(
      z.strictObject({
        fileName: z.string(),
        outcome,
        /** The article that would get a revision. */
        article: z.strictObject({ id: z.uuid(), title: z.string() }).nullable(),
        report: z.strictObject({
          ...{ file: z.string(), bytes: z.int(), sha256: z.string(), issues: z.array(issue) },
          joined: z.array(z.tuple([z.int(), z.int()])),
          ...{ dropped: z.array(words), offers: z.array(words) },
        }),
        document: z
          .strictObject({
            ...{ title: z.string(), slug: z.string(), titleMarked: z.boolean(), attribution: z.string().nullable() },
            facts: z.array(z.strictObject({ key: z.string(), value: z.string() })),
            related: z.array(z.string()),
            sections: z.array(
              z.strictObject({
                ...{ level: z.int(), heading: z.string(), anchor: z.string(), line: z.int(), kind: z.string() },
                blocks: z.int(),
              }),
            ),
            sources: z.array(z.strictObject({ reference: z.string(), stub: z.boolean(), uses: z.int() })),
          })
          .nullable(),
      }),
    ),
  }),
  bodyBytes: limits.importBodyBytes,
});
