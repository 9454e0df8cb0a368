import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DueArticles } from '@/components/reports/due-articles';
import { DueDecisions } from '@/components/reports/due-decisions';
import { ReportFrame } from '@/components/reports/report-frame';
import { WorkFilterForm } from '@/components/reports/work-filter';
import { MoreRows, WorkList } from '@/components/reports/work-list';
import { reportNames } from '@/components/words';
import { listDueArticles } from '@/lib/articles/queries/care';
import { getWorkCounts } from '@/lib/articles/queries/work';
import { getWorkList, type WorkListName, workLists } from '@/lib/articles/queries/work-pages';
import { listDueDecisions } from '@/lib/sources/queries/due';
import { requireActor } from '@/lib/web/actor';
import { shown } from '@/lib/web/page';

type Props = {
  readonly params: Promise<{ list: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const nameOf = (list: string): WorkListName => workLists.find((one) => one === list) ?? notFound();

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: reportNames[nameOf((await params).list)].name };
}

/** What is done about a row, what an empty list says, and the kinds that it can be narrowed to. */
const about: Readonly<
  Record<WorkListName, { verb: string; empty: string; kinds: readonly { value: string; label: string }[] }>
> = {
  unsourced: {
    ...{ verb: 'Cite', empty: 'Every statement here has a source, or needs none.' },
    kinds: [
      { value: 'figures', label: 'With a number or a date' },
      { value: 'quotations', label: 'With a quotation' },
    ],
  },
  stale: {
    ...{ verb: 'Reword', empty: 'No wording here goes out of date by itself.' },
    kinds: [{ value: 'year', label: 'Stands for more than a year' }],
  },
  dates: { verb: 'Add the year', empty: 'Every date here has its year.', kinds: [] },
  links: { verb: 'Mend', empty: 'No link of a source here is known to be broken.', kinds: [] },
};

export default async function WorkListPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const list = nameOf((await params).list);
  const counts = await getWorkCounts(actor);
  const page = await shown(getWorkList(actor, list, await searchParams));
  const { verb, empty, kinds } = about[list];
  return (
    <ReportFrame counts={counts} list={list}>
      {list === 'stale' && page.first === null ? <DueArticles articles={await listDueArticles(actor)} /> : null}
      <WorkFilterForm list={list} title={page.title} only={page.only} kinds={kinds} article={page.article} />
      <WorkList rows={page.rows} verb={verb} empty={page.isNarrow ? `${empty} Show all to see the others.` : empty} />
      <MoreRows href={page.next} first={page.first} />
      {list === 'stale' && page.first === null ? <DueDecisions decisions={await listDueDecisions(actor)} /> : null}
    </ReportFrame>
  );
}
