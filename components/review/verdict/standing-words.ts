import { count } from '@/components/words';

type Person = { readonly name: string; readonly isYours: boolean };

/** How a part of a revision stands: who approves it as it is, which owners still have to, and whose approval was of an earlier text. */
export type PartLine = {
  readonly part: string;
  readonly hash: string;
  readonly isApproved: boolean;
  readonly isYours: boolean;
  readonly approvers: readonly Person[];
  readonly awaits: readonly string[];
  readonly earlier: readonly { readonly reviewer: string; readonly isYours: boolean; readonly by: string | null }[];
};

type Sentence = { readonly words: string; readonly tone: 'ok' | 'warn' | '' };

const list = new Intl.ListFormat('en', { type: 'conjunction' });

/** "you and Jonas" */
const names = (people: readonly Person[]) =>
  list.format(
    people
      .toSorted((a, b) => Number(b.isYours) - Number(a.isYours))
      .map(({ name, isYours }) => (isYours ? 'you' : name)),
  );

/** How the parts of one section stand, for the head of the section: by whom it is approved, what is missing, and what an edit took. */
export function standingSentences(parts: readonly PartLine[], quorum: number): Sentence[] {
  const [worst] = parts.toSorted((a, b) => a.approvers.length - b.approvers.length);
  if (!worst) return [];
  const isApproved = parts.every((part) => part.isApproved);
  const by = worst.approvers.length > 0 ? `Approved by ${names(worst.approvers)}` : '';
  const missing = quorum - worst.approvers.length;
  const awaits = [...new Set(parts.flatMap((part) => part.awaits))];
  const earlier = new Map(parts.flatMap((part) => part.earlier).map((one) => [one.reviewer, one]));
  return [
    ...(by ? [{ words: by, tone: isApproved ? ('ok' as const) : ('' as const) }] : []),
    ...(by && missing > 0 ? [{ words: `${count(missing, 'approval')} more needed`, tone: '' as const }] : []),
    ...(awaits.length > 0 ? [{ words: `${list.format(awaits)} has to approve it`, tone: '' as const }] : []),
    ...[...earlier.values()].map(earlierSentence),
  ];
}

function earlierSentence({ reviewer, isYours, by }: PartLine['earlier'][number]): Sentence {
  const who = by ?? 'Somebody';
  if (isYours) return { words: `${who} edited it after you approved. Look at what is new.`, tone: 'warn' };
  return { words: `${reviewer} approved an earlier text; ${who} edited it after that`, tone: '' };
}

/** "2 sections still to approve": nothing where all are. */
export function stillToApprove(
  parts: readonly (Pick<PartLine, 'part' | 'isApproved'> & { readonly name: string })[],
): string {
  const open = parts.filter(({ isApproved }) => !isApproved);
  // The order is approved with a section that came, went or moved, and title and facts stand together.
  const others = open.filter(({ part }) => part !== 'order');
  const left = new Set((others.length > 0 ? others : open).map(({ name }) => name)).size;
  if (left > 0) return `${count(left, 'section')} still to approve`;
  return parts.length > 0 ? 'All sections are approved' : '';
}

type Given = {
  readonly reviewer: string;
  readonly isYours: boolean;
  readonly scope: string;
  readonly parts: readonly string[];
  readonly lost: readonly { readonly part: string }[];
  readonly ago: string;
};

/** "Nora approved this 1 minute ago": of an approval that still says something. */
export function approvalSentence({ reviewer, isYours, scope, parts, lost, ago }: Given): string {
  const who = isYours ? 'You' : reviewer;
  const gone = new Set(lost.map(({ part }) => part));
  if (scope === 'whole' && !gone.has('whole')) return `${who} approved this ${ago}.`;
  const left = parts.filter((part) => !gone.has(part)).length;
  return `${who} approved ${count(left, 'section')} ${ago}${gone.size > 0 ? '; others were edited since' : ''}.`;
}

type Standing = Pick<Given, 'scope' | 'parts' | 'lost'> & {
  readonly verdict: string;
  readonly dismissed: string | null;
};

/** How many approvals an edit of this part dismisses: those of the whole that stands, and those that name it. */
export function approvalsLostBy(reviews: readonly Standing[], part: string): number {
  return reviews.filter(({ verdict, dismissed, scope, parts, lost }) => {
    if (verdict !== 'approve' || dismissed !== null) return false;
    const gone = new Set(lost.map((one) => one.part));
    return (scope === 'whole' && !gone.has('whole')) || (parts.includes(part) && !gone.has(part));
  }).length;
}
