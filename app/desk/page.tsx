import type { Metadata } from 'next';
import { RevisionList } from '@/components/desk/revision-list';
import { count } from '@/components/words';
import { countOpenReports } from '@/lib/articles/queries/reports';
import { getYourTurn } from '@/lib/revisions/queries/lists';
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
      <p>
        <a className="button" href="/desk/articles">
          All articles
        </a>
      </p>
    </div>
  );
}
