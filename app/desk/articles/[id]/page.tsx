import type { Metadata } from 'next';
import { ArticleActions, EndImportNotice, OpenRevision } from '@/components/desk/article-actions.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionList } from '@/components/desk/revision-list';
import { StatusPair } from '@/components/desk/status-pair';
import { VersionTable } from '@/components/desk/version-table';
import { count, figuresSentence, sourcedSentence, sourcedShort } from '@/components/words';
import { getArticleOverview, listArticles } from '@/lib/articles/queries/articles';
import { requireActor } from '@/lib/web/actor';
import { idParam, shown } from '@/lib/web/page';

export const metadata: Metadata = { title: 'Article' };

type Props = { readonly params: Promise<{ id: string }> };

export default async function ArticlePage({ params }: Props) {
  const actor = await requireActor();
  const { id } = await params;
  const article = await shown(getArticleOverview(actor, idParam(id)));
  const all = await listArticles(actor);
  const others = all.filter((other) => other.id !== article.id && other.state === 'published');
  return (
    <div className="stack-wide">
      <header className="stack">
        <h1>
          <bdi>{article.title}</bdi>
        </h1>
        <StatusPair articleState={article.state} liveNumber={article.live?.number ?? null} open={article.open} />
        {article.stateReason ? <p className="notice warn">Reason: {article.stateReason}</p> : null}
        <div className="row">
          {article.live ? <OpenRevision articleId={article.id} title={article.title} /> : null}
          {article.mayEndImportNotice ? <EndImportNotice articleId={article.id} /> : null}
          {article.state === 'published' ? <a href={`/articles/${article.slug}`}>What readers see</a> : null}
        </div>
      </header>
      {article.live ? (
        <section className="card stack" aria-labelledby="live">
          <h2 id="live">Live: version {article.live.number}</h2>
          <p>
            <LocalTime at={article.live.publishedAt} /> · {article.live.changeNote}
          </p>
          <p>
            {sourcedSentence(article.live.coverage)} {figuresSentence(article.live.coverage)}{' '}
            <a href={`/desk/reports/unsourced?article=${article.id}`}>What has no source</a>
          </p>
          <ul className="plain-list outline">
            {article.live.sections.map((section) => (
              <li key={section.sectionId} data-level={section.level}>
                <bdi>{section.heading || 'Summary'}</bdi>{' '}
                <span className="muted">
                  {count(section.words, 'word')}, {sourcedShort(section.coverage)} sourced
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section className="stack" aria-labelledby="open">
        <h2 id="open">Open revisions ({article.open.length})</h2>
        <RevisionList revisions={article.open} empty="No open revision." />
      </section>
      <VersionTable articleId={article.id} slug={article.slug} versions={article.versions} />
      <section className="stack" aria-labelledby="ended">
        <h2 id="ended">Ended revisions ({article.ended.length})</h2>
        <RevisionList revisions={article.ended} empty="None has ended yet." />
      </section>
      <section className="stack" aria-labelledby="whole">
        <h2 id="whole">The article as a whole</h2>
        <ArticleActions
          articleId={article.id}
          slug={article.slug}
          title={article.title}
          actions={article.actions}
          others={others.map((other) => ({ id: other.id, title: other.title }))}
        />
      </section>
    </div>
  );
}
