import type { Same } from '@/components/editor/cite/use-found';
import { type CandidateRow, referenceOf } from '@/components/sources/exchange/candidate-table';
import type { Candidate } from '@/lib/domain/citation/read/parts/candidate';

const leave = { value: 'leave', label: 'Leave it out' };

type Known = Pick<CandidateRow, 'state' | 'choices'>;

function stateOf({ csl, refused }: Candidate, same: Same | undefined): Known {
  if (csl === null || refused !== null) return { state: { words: '! Cannot be taken', tone: 'danger' }, choices: [] };
  if (!same) return { state: { words: 'New', tone: 'ok' }, choices: [leave, { value: 'new', label: '' }] };
  const where = same.number > 0 ? `source ${same.number}` : `“${same.reference}”`;
  if (same.isSure) {
    const words = `You already have this as ${where}. Use it.`;
    return { state: { words, tone: '' }, choices: [leave, { value: 'known', label: '' }] };
  }
  return {
    state: { words: `! Looks like ${where}`, tone: 'warn' },
    choices: [
      leave,
      { value: 'known', label: `It is the same: cite ${where}` },
      { value: 'new', label: 'It is another: add it' },
    ],
  };
}

/** The records of a pasted text as rows; all that can be cited are chosen unless told otherwise, but for those that only look alike. */
export function recordRows(
  candidates: readonly Candidate[],
  same: readonly Same[],
  picks: ReadonlyMap<number, string>,
): CandidateRow[] {
  return candidates.map((candidate, at) => {
    const match = same.find((one) => one.at === at);
    const { state, choices } = stateOf(candidate, match);
    const usual = choices.length === 2 ? (choices[1]?.value ?? 'leave') : 'leave';
    return {
      ...{ at, state, choices },
      where: candidate.name,
      reference: referenceOf(candidate),
      notes: [candidate.refused ?? '', ...candidate.warnings].filter(Boolean),
      value: picks.get(at) ?? usual,
    };
  });
}
