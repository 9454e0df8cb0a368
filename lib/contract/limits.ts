const minute = 60;

/** The one table of sizes; the decoder, the tests and SECURITY.md read it. Bytes and counts. */
export const limits = {
  /** Body of a request. */
  bodyBytes: 1024 * 1024,
  /** A file to import: a document of Word is the largest. Texts have at most 4 MiB of it. */
  importFileBytes: 20 * 1024 * 1024,
  /** The same in base64, as signs. */
  importBase64: 28 * 1000 * 1000,
  /** Body of an import: such a file with its envelope. */
  importBodyBytes: 28 * 1024 * 1024,
  /** A file kept as the snapshot of a source. */
  snapshotBytes: 8 * 1024 * 1024,
  /** Body that carries one: in base64, with its envelope. */
  snapshotBodyBytes: 11 * 1024 * 1024,
  /** Words of a snapshot, pasted or read out of it. */
  snapshotCharacters: 1_000_000,
  /** Form of sign-in or of an error report. */
  formBytes: 16 * 1024,
  /** Query string of an address. */
  queryBytes: 4096,
  /** Whole address with its query. */
  urlBytes: 8192,
  /** Nesting of a JSON body; zod recurses, so this is checked before it (a depth of 1,000 breaks it). */
  jsonDepth: 64,
  /** Values in a JSON body. */
  jsonNodes: 20_000,
  sourcesPerArticle: 500,
  openRevisions: 200,
  passwordMin: 12,
  passwordMax: 256,
  nameLength: 120,
  emailLength: 254,
} as const;

/** A fixed window: at most `count` in `seconds`. */
export type Rate = { readonly count: number; readonly seconds: number };

/** The one table of rates, kept in PostgreSQL. */
export const rates = {
  signInAccount: { count: 5, seconds: 15 * minute },
  signInAddress: { count: 20, seconds: minute },
  /** Cards of the demo: no password to guess, loopback only. */
  demoAddress: { count: 600, seconds: minute },
  oneTimeLink: { count: 20, seconds: 60 * minute },
  search: { count: 60, seconds: minute },
  write: { count: 120, seconds: minute },
  /** Pages that say that they are open, each every 15 seconds. */
  presence: { count: 240, seconds: minute },
  report: { count: 5, seconds: 60 * minute },
} as const satisfies Record<string, Rate>;

/** Life of things that end by themselves, in seconds. */
export const lifetimes = {
  session: 7 * 24 * 3600,
  sessionIdle: 8 * 3600,
  invitation: 7 * 24 * 3600,
  reset: 24 * 3600,
  firstAdmin: 24 * 3600,
} as const;
