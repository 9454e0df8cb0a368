import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ReviseHere } from '@/components/reports/revise-here.client';
import { spotQuery } from '@/components/reports/spot';
import { getSpot } from '@/lib/articles/queries/work';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Edit' };

type Props = {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const textOf = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

/** Leads to a place in an article: through the one revision of this person that is open, else they choose one or begin another. */
export default async function EditPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { id, title, isLive, revisions, mine } = await shown(getSpot(actor, idParam((await params).id)));
  const { section, block, words } = await searchParams;
  const query = spotQuery({ sectionId: textOf(section) || null, blockId: textOf(block), text: textOf(words) });
  const [only, ...others] = mine;
  if (only && others.length === 0) redirect(`/desk/revisions/${only.number}/edit${query}`);
  return (
    <div className="stack-wide">
      <header className="stack">
        <nav aria-label="Path" className="small">
          <a href="/desk">Desk</a> / <a href="/desk/articles">Articles</a> /{' '}
          <a href={`/desk/articles/${id}`}>
            <bdi>{title}</bdi>
          </a>
        </nav>
        <h1>
          Edit <bdi>{title}</bdi>
        </h1>
      </header>
      {textOf(words) === '' ? null : (
        <blockquote dir="auto" className="as-written">
          {textOf(words)}
        </blockquote>
      )}
      {isLive ? <ReviseHere articleId={id} title={title} query={query} /> : null}
      <section className="stack" aria-labelledby="open">
        <h2 id="open">Go on with an open revision ({revisions.length})</h2>
        <ul className="plain-list">
          {revisions.map(({ number, name }) => (
            <li key={number}>
              <a href={`/desk/revisions/${number}/edit${query}`}>
                Write in revision {number}: <bdi>{name}</bdi>
              </a>
            </li>
          ))}
        </ul>
        {revisions.length === 0 ? <p className="empty">Nobody is working on this article.</p> : null}
      </section>
    </div>
  );
}
