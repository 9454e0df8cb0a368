import { z } from 'zod';

const flag = z
  .enum(['', '0', '1', 'false', 'true'])
  .default('')
  .transform((value) => value === '1' || value === 'true');

const envSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** PostgreSQL as the application's own role (stet_app). */
  DATABASE_URL: z.string().default(''),
  /** PostgreSQL as the owner of the tables: for migrations only; DATABASE_URL when empty. */
  DATABASE_OWNER_URL: z.string().default(''),
  /** Connections per process. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(8),
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  /** Origin as readers type it; the only origin that may write. */
  NEXTAUTH_URL: z.string().default(''),
  NEXTAUTH_SECRET: z.string().default(''),
  AUTH_SECRET: z.string().default(''),
  OIDC_ISSUER: z.string().default(''),
  OIDC_CLIENT_ID: z.string().default(''),
  OIDC_CLIENT_SECRET: z.string().default(''),
  OIDC_NAME: z.string().default('Single sign-on'),
  /** Demo people and story; loopback only. */
  DEMO: flag,
  /** Set by the start: the database is the one that came with the packages. */
  STET_EMBEDDED: flag,
  /** Where this machine keeps what it can lose: the embedded database, copies of live pages. */
  STET_DATA_DIR: z.string().default('.data'),
  /** Folder of kept files (snapshots of sources); `files` in STET_DATA_DIR when empty. Unused where a bucket is set. */
  STORAGE_DIR: z.string().default(''),
  /** An S3-compatible service for kept files, without the bucket; several machines need one. */
  STORAGE_S3_ENDPOINT: z.union([z.literal(''), z.url({ protocol: /^https?$/u })]).default(''),
  STORAGE_S3_BUCKET: z.string().default(''),
  STORAGE_S3_REGION: z.string().default('us-east-1'),
  STORAGE_S3_ACCESS_KEY_ID: z.string().default(''),
  STORAGE_S3_SECRET_ACCESS_KEY: z.string().default(''),
  /** The worker asks the addresses of sources whether they still answer. Off unless "on": nothing leaves the house by itself. */
  LINK_CHECKER: z.enum(['', 'on', 'off']).default('off'),
  /** "yes" lets demo people sign in although the server listens beyond loopback. */
  STET_DEMO_ON_PUBLIC_ADDRESS: z.string().default(''),
  /** How many reverse proxies stand in front: the visitor's address is read from their header; 0 ignores it. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  /** Who is asked about a source while citing: any of crossref, pubmed, openlibrary, page, with commas; nobody when empty. */
  RESOLVERS: z
    .string()
    .default('')
    .transform((value) =>
      value
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.enum(['crossref', 'pubmed', 'openlibrary', 'page']))),
  CROSSREF_URL: z.string().default('https://api.crossref.org'),
  PUBMED_URL: z.string().default('https://eutils.ncbi.nlm.nih.gov'),
  OPEN_LIBRARY_URL: z.string().default('https://openlibrary.org'),
  /** The mail server, such as smtp://user:password@mail.example.org:587, and who writes. Nothing is mailed unless both are set. */
  SMTP_URL: z.union([z.literal(''), z.url({ protocol: /^smtps?$/u })]).default(''),
  MAIL_FROM: z.string().default(''),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** Every setting of the program, checked. */
export type Env = z.infer<typeof envSchema>;

let known: Env | null = null;

/** The settings; throws a sentence that names each wrong one. Nobody else reads `process.env`. */
export function env(): Env {
  if (known) return known;
  const parsed = envSchema.safeParse(process.env);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Wrong configuration. ${wrong.join('; ')}`);
  }
  known = parsed.data;
  return known;
}

/** Forgets what was read, so that a test or the start may change `process.env` and read again. */
export function forgetEnv(): void {
  known = null;
}
