import { count } from '@/components/words';

type Judged = { readonly reopened: readonly number[]; readonly approved: readonly number[] };

const named = (numbers: readonly number[]) => `${count(numbers.length, 'revision')} (${numbers.join(', ')})`;

/** What became of open revisions by changed rules: "Saved. 2 revisions (48, 51) went back into review." */
export function judgedSentence({ reopened, approved }: Judged): string {
  return [
    'Saved.',
    ...(reopened.length > 0 ? [`${named(reopened)} went back into review.`] : []),
    ...(approved.length > 0 ? [`${named(approved)} ${approved.length === 1 ? 'is' : 'are'} approved by it.`] : []),
  ].join(' ');
}
