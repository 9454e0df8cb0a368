import type { Metadata } from 'next';
import { LocalTime } from '@/components/desk/local-time.client';
import { SourceForm } from '@/components/desk/source-form.client';
import { getSource } from '@/lib/sources/queries';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Source' };

type Props = { readonly params: Promise<{ id: string }> };

export default async function SourcePage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const { reference, stub, seq, csl, uses, states, key } = await shown(getSource(actor, idParam(id)));
  return (
    <div className="stack-wide">
      <header className="stack">
        <h1>
          <bdi>{csl.title ?? key}</bdi>
        </h1>
        <p>
          <bdi>{reference}</bdi>
        </p>
        {stub ? <p className="notice warn">Named in the text, details missing. Add what you know.</p> : null}
      </header>
      <section className="stack" aria-labelledby="uses">
        <h2 id="uses">Where it is used in live text</h2>
        {uses.length === 0 ? <p className="empty">No live text cites it.</p> : null}
        <ul>
          {uses.map((use) => (
            <li key={use.citationId}>
              <a href={`/desk/articles/${use.articleId}`}>
                <bdi>{use.title}</bdi>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <section className="stack" aria-labelledby="record">
        <h2 id="record">Record</h2>
        <SourceForm key={seq} source={{ id, seq, csl, stub }} />
      </section>
      <section className="stack" aria-labelledby="history">
        <h2 id="history">History</h2>
        <ul>
          {states.map((state) => (
            <li key={state.id}>
              <LocalTime at={state.createdAt.toISOString()} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
