'use client';

import { diffModeWords } from '@/components/prose/change-words';
import { reviewAddress } from '@/components/review/looking/address';
import { send } from '@/components/send';
import { saveSettingsEndpoint } from '@/lib/contract/accounts';
import { type DiffMode, diffModes } from '@/lib/domain/actor';

type Props = {
  readonly number: number;
  readonly mode: DiffMode;
  readonly from: string;
  /** The text that a link has pinned. */
  readonly text?: string;
};

/** Is for the next screen; where it does not arrive, this one shows what was asked all the same. */
const remember = (diffMode: DiffMode) =>
  void send(saveSettingsEndpoint, { diffMode }, { keepalive: true, retries: 0 }).catch(() => undefined);

/** The ways to show a comparison, as links; the chosen one is remembered for this person. */
export function Modes({ number, mode, from, text }: Props) {
  return diffModes.map((one) => (
    <a
      key={one}
      className="button"
      href={reviewAddress({ number, mode: one, from, ...(text ? { text } : {}) })}
      data-mode={one}
      aria-current={one === mode ? 'true' : undefined}
      onClick={() => remember(one)}
    >
      {diffModeWords[one]}
    </a>
  ));
}
