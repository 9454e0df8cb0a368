/** The closed list of expected errors; the wire maps each to one HTTP status (architecture 1.4). */
export type RefusalCode =
  | 'signed_out'
  | 'forbidden'
  | 'own_work'
  | 'not_found'
  | 'wrong_state'
  | 'stale'
  | 'invalid'
  | 'not_ready'
  | 'rate_limited'
  | 'unavailable';

/** One thing that stands in the way: a stable code, where it is, and a sentence for people. */
export type Issue = { readonly code: string; readonly where: string; readonly message: string };

/** What a refusal carries besides its code: a sentence, the issues found, and what is there now (for `stale`). */
export type RefusalDetail = {
  readonly message?: string;
  readonly issues?: readonly Issue[];
  readonly current?: unknown;
  /** Seconds until the request may be repeated (`rate_limited`, `unavailable`). */
  readonly retryAfter?: number;
};

/** The one expected error: a rule said no. Everything else that is thrown is a mistake of ours. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly detail: RefusalDetail = {},
  ) {
    super(detail.message ?? code);
  }
}
