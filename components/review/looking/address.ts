import type { DiffMode } from '@/lib/domain/actor';

type View = {
  readonly number: number;
  readonly mode?: DiffMode;
  /** What the text is compared with; what readers see unless told. */
  readonly from?: string;
  /** The hash of the text that the address is of. */
  readonly text?: string;
};

/** The address of a review screen. It says all that is shown, so that it can be kept, opened twice and passed on. */
export function reviewAddress({ number, mode, from = 'live', text }: View): string {
  const query = new URLSearchParams([
    ...(from === 'live' ? [] : [['with', from]]),
    ...(mode ? [['mode', mode]] : []),
    ...(text ? [['text', text]] : []),
  ]);
  const asked = query.size > 0 ? `?${query.toString()}` : '';
  return `/desk/revisions/${number}/review${asked}`;
}
