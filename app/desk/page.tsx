import type { Metadata } from 'next';
import { RevisionList } from '@/components/desk/revision-list';
import { count } from '@/components/words';
import { countOpenReports } from '@/lib/articles/queries/reports';
import { getYourTurn } from '@/lib/revisions/queries/lists';
import { getWorkCounts } from '@/lib/articles/queries/work';
import { requireActor } from '@/lib/web/actor';

export const metadata: Metadata = { title: 'Your turn' };

export default async function YourTurnPage() {
  const actor = await requireActor();
  const { yourTurn, waiting, mine } = await getYourTurn(actor);
  const reports = await countOpenReports(actor);
  const isQuiet = yourTurn.length === 0;
  return (
    <div className="stack-wide">
      <h1>Your turn ({yourTurn.length})</h1>
      <RevisionList
        revisions={yourTurn}
        empty={
          isQuiet && waiting.length > 0
            ? `Nothing is waiting for you. ${count(waiting.length, 'revision')} of yours wait on others.`
            : 'Nothing is waiting for you.'
        }
      />
      {reports > 0 ? (
        <p className="notice">
          <a href="/desk/reports/errors">{count(reports, 'report')} from readers</a> {reports === 1 ? 'waits' : 'wait'}{' '}
          for an answer.
        </p>
      ) : null}
      <section className="stack" aria-labelledby="waiting">
        <h2 id="waiting">Waiting on others ({waiting.length})</h2>
        <RevisionList revisions={waiting} empty="None of your revisions waits on someone else." />
      </section>
      <section className="stack" aria-labelledby="mine">
        <h2 id="mine">My revisions ({mine.length})</h2>
        <RevisionList revisions={mine} empty="You have no open revision. Open one from an article." />
      </section>
      <Care counts={await getWorkCounts(actor)} />
      <p>
        <a className="button" href="/desk/articles">
          All articles
        </a>
      </p>
    </div>
  );
}

type Counts = Awaited<ReturnType<typeof getWorkCounts>>;

/** What live articles want, as ways to the work lists. */
function Care({ counts }: { readonly counts: Counts }) {
  const lines = [
    { list: 'unsourced', words: `${count(counts.unsourced, 'statement')} without a source` },
    { list: 'dates', words: `${count(counts.dates, 'statement')} with a date without a year` },
    { list: 'stale', words: `${count(counts.stale - counts.dueArticles, 'statement')} with stale wording` },
    { list: 'stale', words: `${count(counts.dueArticles, 'article')} past the review date` },
    { list: 'links', words: count(counts.links, 'broken link') },
    { list: 'wanted', words: count(counts.wanted, 'wanted article') },
  ];
  return (
    <section className="stack" aria-labelledby="care">
      <h2 id="care">Live articles need care</h2>
      <ul className="plain-list row">
        {lines.map(({ list, words }) => (
          <li key={words}>
            <a href={`/desk/reports/${list}`}>{words}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
