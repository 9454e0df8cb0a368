import type { Metadata } from 'next';
import { ReportFrame } from '@/components/reports/report-frame';
import { WantedList } from '@/components/reports/wanted-list';
import { MoreRows } from '@/components/reports/work-list';
import { getWorkCounts } from '@/lib/articles/queries/work';
import { getWanted } from '@/lib/articles/queries/work-pages';
import { requireActor } from '@/lib/web/actor';
import { shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Wanted articles' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function WantedPage({ searchParams }: Props) {
  const actor = await requireActor();
  const counts = await getWorkCounts(actor);
  const { rows, next, first } = await shown(getWanted(actor, await searchParams));
  return (
    <ReportFrame counts={counts} list="wanted">
      <WantedList rows={rows} />
      <MoreRows href={next} first={first} />
    </ReportFrame>
  );
}
