import { CopyLink } from '@/components/review/looking/copy-link.client';
import { reviewAddress } from '@/components/review/looking/address';
import { checkpointWords } from '@/components/words';
import type { DiffMode } from '@/lib/domain/actor';

/** A text to compare with, as the query of the screen names it. */
export type CompareChoice = {
  readonly key: string;
  readonly kind: 'live' | 'version' | 'kept' | 'seen' | 'screen';
  readonly number: number | null;
  readonly at: string | null;
  readonly by: string;
  readonly reason: string;
  readonly label: string;
};

type Props = {
  readonly number: number;
  readonly mode: DiffMode;
  readonly compared: CompareChoice;
  readonly choices: readonly CompareChoice[];
  readonly isPublished: boolean;
  /** Version that the revision was made from; null for a new article. */
  readonly baseNumber: number | null;
  /** Of the text that is compared. */
  readonly headHash: string;
};

const instant = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  ...{ timeZone: 'UTC', timeZoneName: 'short' },
});
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const when = (at: string | null, format: Intl.DateTimeFormat) => (at === null ? '' : format.format(new Date(at)));

type Known = Pick<Props, 'isPublished' | 'baseNumber'>;

function nameOf({ kind, number, at, by, reason, label }: CompareChoice, { isPublished, baseNumber }: Known): string {
  if (kind === 'seen') return `What you last looked at (${when(at, instant)})`;
  if (kind === 'screen') return `What was on your screen (${when(at, instant)})`;
  if (kind === 'version') {
    return `Version ${number} (${when(at, day)}${number === baseNumber ? ', where this revision started' : ''})`;
  }
  if (kind === 'kept') return `${label || (checkpointWords[reason] ?? reason)}, ${by}, ${when(at, instant)}`;
  if (number === null) return 'Nothing: a new article';
  return isPublished ? `Version ${number}, before it` : `Live version ${number}`;
}

const groups = [
  { label: 'What readers see, and you', kinds: ['live', 'seen'] },
  { label: 'Versions', kinds: ['version'] },
  { label: 'Kept texts of this revision', kinds: ['kept'] },
] as const;

/** What the text is compared with, as a form that works without script, and the address of exactly this comparison. */
export function CompareWith({ number, mode, compared, choices, headHash, ...known }: Props) {
  const shown = choices.some(({ key }) => key === compared.key) ? choices : [...choices, compared];
  return (
    <div className="row">
      <form action={`/desk/revisions/${number}/review`} className="row">
        <label htmlFor="compare-with">Compare with</label>
        <select id="compare-with" name="with" defaultValue={compared.key} key={compared.key}>
          {groups.map(({ label, kinds }) => {
            const own = shown.filter(
              ({ kind }) => kinds.some((one) => one === kind) || (kind === 'screen' && kinds[0] === 'live'),
            );
            return own.length === 0 ? null : (
              <optgroup key={label} label={label}>
                {own.map((choice) => (
                  <option key={choice.key} value={choice.key}>
                    {nameOf(choice, known)}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </select>
        <input type="hidden" name="mode" value={mode} />
        <button type="submit">Compare</button>
      </form>
      <CopyLink {...linkOf({ number, mode, compared, headHash })} />
    </div>
  );
}

type LinkProps = Pick<Props, 'number' | 'mode' | 'compared' | 'headHash'>;

/** Both texts are named in the address. What only one person has seen cannot be named to another, and the button says so. */
function linkOf({ number, mode, compared, headHash }: LinkProps) {
  const isOwn = compared.kind === 'seen' || compared.kind === 'screen';
  const from = compared.kind === 'live' && compared.number !== null ? `v${compared.number}` : compared.key;
  const because = isOwn
    ? 'What you looked at is yours alone. Compare with a version or a kept text to pass it on.'
    : '';
  return { path: reviewAddress({ number, mode, from, text: headHash }), because };
}
