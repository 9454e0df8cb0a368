import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionFrame } from '@/components/desk/revision-frame';
import { ReadBody } from '@/components/prose/read-body';
import { getCheckpoint } from '@/lib/revisions/queries/screens';
import { requireActor } from '@/lib/web/actor';
import { idParam, numberParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Kept text' };

type Props = { readonly params: Promise<{ number: string; checkpoint: string }> };

export default async function CheckpointPage({ params }: Props) {
  const actor = await requireActor();
  const { number, checkpoint } = await params;
  const screen = await shown(getCheckpoint(actor, numberParam(number), idParam(checkpoint)));
  return (
    <div className="stack-wide">
      <RevisionFrame frame={screen} tab="history" />
      <div className="notice info stack-tight">
        <p>
          {screen.label ? `“${screen.label}”, the` : 'The'} text as it was on <LocalTime at={screen.at} />. To read and
          to copy from.
        </p>
        <a href={`/desk/revisions/${screen.number}/history`}>All kept texts</a>
      </div>
      {screen.sections.map((section) => (
        <section key={section.sectionId} className="stack" aria-labelledby={`h-${section.sectionId}`}>
          <h2 id={`h-${section.sectionId}`} dir="auto">
            {section.heading || 'Summary'}
          </h2>
          <ReadBody body={section.body} label={() => 'source'} />
        </section>
      ))}
    </div>
  );
}
