import type { Metadata } from 'next';
import { MergeForm } from '@/components/sources/merge/merge-form.client';
import { count } from '@/components/words';
import { valueWords } from '@/lib/domain/citation/library/merge-records';
import { searchSources } from '@/lib/sources/queries/library';
import { compareSources, getSource } from '@/lib/sources/queries/source';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Merge sources' };

type Props = {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};
type Actor = Awaited<ReturnType<typeof requireActor>>;

export default async function MergePage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const here = idParam((await params).id);
  const asked = await searchParams;
  const other = typeof asked['with'] === 'string' ? idParam(asked['with']) : null;
  return (
    <div className="stack-wide">
      <h1>Merge two records of one work</h1>
      {other === null ? (
        <Choose actor={actor} id={here} words={typeof asked['q'] === 'string' ? asked['q'].slice(0, 300) : ''} />
      ) : (
        <Compare actor={actor} ids={asked['keep'] === 'other' ? [other, here] : [here, other]} />
      )}
    </div>
  );
}

async function Compare({
  actor,
  ids: [intoId, sourceId],
}: {
  readonly actor: Actor;
  readonly ids: readonly [string, string];
}) {
  const { kept, gone, differences, suggested } = await shown(compareSources(actor, { sourceId, intoId }));
  const rows = differences.map(({ field, ...both }) => ({
    field,
    kept: valueWords(both.kept),
    other: valueWords(both.other),
  }));
  const merged = kept.isMerged || gone.isMerged || kept.id === gone.id;
  return (
    <>
      <dl className="pairs">
        <dt>First record, kept</dt>
        <dd>
          <bdi>{kept.reference}</bdi> ({count(kept.uses, 'citation')})
        </dd>
        <dt>Second record, becomes part of it</dt>
        <dd>
          <bdi>{gone.reference}</bdi> ({count(gone.uses, 'citation')})
        </dd>
      </dl>
      {merged ? (
        <p className="notice warn">
          One of them is part of another record already. <a href={`/desk/sources/${kept.id}`}>Back to the source</a>
        </p>
      ) : (
        <MergeForm
          key={`${kept.id} ${kept.seq} ${gone.seq}`}
          kept={kept}
          gone={gone}
          differences={rows}
          suggested={suggested}
        />
      )}
    </>
  );
}

async function Choose({ actor, id, words }: { readonly actor: Actor; readonly id: string; readonly words: string }) {
  const { csl, key } = await shown(getSource(actor, id));
  const { sources } = await searchSources(actor, { q: words || (csl.title ?? '').split(/\s+/u).slice(0, 2).join(' ') });
  const others = sources.filter((source) => source.id !== id);
  return (
    <>
      <p>
        Which record is the same work as <bdi>{csl.title ?? key}</bdi>?
      </p>
      <form role="search" className="row">
        <label htmlFor="q">Title, maker or identifier</label>
        <input id="q" name="q" type="search" defaultValue={words} className="short" />
        <button type="submit">Search</button>
      </form>
      {others.length === 0 ? <p className="empty">No other source fits these words.</p> : null}
      <ul className="plain-list lines">
        {others.map((source) => (
          <li key={source.id} className="row-between">
            <bdi>{source.reference}</bdi>
            <a href={`/desk/sources/${id}/merge?with=${source.id}`}>Compare</a>
          </li>
        ))}
      </ul>
      <p>
        <a href={`/desk/sources/${id}`}>Back to the source</a>
      </p>
    </>
  );
}
