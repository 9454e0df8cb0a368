import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { diffSentence } from '@/components/prose/change-words';
import { ProseDiff } from '@/components/prose/diff';
import { compareStates } from '@/lib/revisions/queries/history';
import { requireActor } from '@/lib/web/actor';
import { idParam, numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Compare kept texts' };

type Props = {
  readonly params: Promise<{ number: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Screen = Awaited<ReturnType<typeof compareStates>>;

/** A state from the address; without one `fallback`. */
const pointOf = (value: string | string[] | undefined, fallback: 'base' | 'now') => {
  if (value === undefined || value === 'base' || value === 'now') return value ?? fallback;
  return idParam(typeof value === 'string' ? value : '');
};

export default async function CompareStatesPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { from, to, section: of } = await searchParams;
  const section = typeof of === 'string' ? idParam(of) : undefined;
  const points = { from: pointOf(from, 'base'), to: pointOf(to, 'now'), section };
  const screen = await shown(compareStates(actor, numberParam((await params).number), points));
  const { number, diff, citationIds } = screen;
  const numbers = new Map(citationIds.map((id, at) => [id, String(at + 1)]));
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <section className="stack" aria-labelledby="compared">
        <h2 id="compared">What differs</h2>
        <p>
          {screen.section ? (
            <>
              Only “<bdi>{screen.section.heading || 'Summary'}</bdi>”.{' '}
            </>
          ) : null}
          From <StateName screen={screen} side="from" /> to <StateName screen={screen} side="to" />.
        </p>
        <p className="row">
          {screen.section ? (
            <a href={`/desk/revisions/${number}/history?section=${screen.section.id}`}>Kept texts of this section</a>
          ) : null}
          <a href={`/desk/revisions/${number}/history`}>All kept texts</a>
        </p>
        {diff ? (
          <>
            <p>{diffSentence(diff)}</p>
            <ProseDiff diff={diff} mode="inline" label={(id) => numbers.get(id) ?? '?'} />
          </>
        ) : (
          <p className="empty">These two texts are the same.</p>
        )}
      </section>
    </div>
  );
}

function StateName({ screen, side }: { readonly screen: Screen; readonly side: 'from' | 'to' }) {
  const { point, at, label } = screen[side];
  if (point === 'now') return 'the present text';
  if (point === 'base') return screen.baseNumber === null ? 'nothing' : `version ${screen.baseNumber}`;
  return (
    <>
      {label ? (
        <>
          “<bdi>{label}</bdi>”,{' '}
        </>
      ) : null}
      the text of {at ? <LocalTime at={at} /> : null}
    </>
  );
}
