import type { Metadata } from 'next';
import { ScheduleList } from '@/components/desk/schedule-list';
import { listSchedules } from '@/lib/revisions/queries/schedules';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Schedule' };

export default async function SchedulePage() {
  const { waiting, undecided, fired } = await listSchedules(await requireActor());
  return (
    <div className="stack-wide">
      <h1>Schedule</h1>
      {undecided.length > 0 ? (
        <section className="stack" aria-labelledby="undecided">
          <h2 id="undecided">Held or missed ({undecided.length})</h2>
          <p className="muted">Readers saw no change. Publish it now, or choose another time.</p>
          <ScheduleList rows={undecided} empty="" />
        </section>
      ) : null}
      <section className="stack" aria-labelledby="waiting">
        <h2 id="waiting">Waiting for their time ({waiting.length})</h2>
        <ScheduleList rows={waiting} empty="Nothing is scheduled." />
      </section>
      <section className="stack" aria-labelledby="fired">
        <h2 id="fired">Published by schedule</h2>
        <ScheduleList rows={fired} empty="Nothing yet." />
      </section>
    </div>
  );
}
