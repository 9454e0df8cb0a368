import type { Metadata } from 'next';
import { ArticleActions, EndImportNotice, OpenRevision } from '@/components/desk/article-actions.client';
import { ArticleCare } from '@/components/desk/article-care.client';
import { LocalTime } from '@/components/desk/local-time.client';
import { RevisionList } from '@/components/desk/revision-list';
import { StatusPair } from '@/components/desk/status-pair';
import { VersionTable } from '@/components/desk/version-table';
import { SaidWords } from '@/components/review/talk/said';
import { count, figuresSentence, sourcedSentence, sourcedShort } from '@/components/words';
import { getCare } from '@/lib/articles/queries/care';
import { getArticleOverview, listArticles } from '@/lib/articles/queries/articles';
import { listArticleTalk } from '@/lib/reviews/talk';
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
        {article.stateReason ? (
          <p className="notice warn">
            Reason: {article.stateReason} To bring the article back, <a href="#versions">restore one of its versions</a>
            .
          </p>
        ) : null}
        <div className="row">
          {article.state === 'published' ? <OpenRevision articleId={article.id} title={article.title} /> : null}
          {article.mayEndImportNotice ? <EndImportNotice articleId={article.id} /> : null}
          {article.state === 'published' ? <a href={`/articles/${article.slug}`}>What readers see</a> : null}
        </div>
      </header>
      {article.live ? <LiveCard articleId={article.id} live={article.live} /> : null}
      <Care articleId={article.id} care={await getCare(actor, article.id)} />
      <section className="stack" aria-labelledby="open">
        <h2 id="open">Open revisions ({article.open.length})</h2>
        <RevisionList revisions={article.open} empty="No open revision." />
      </section>
      <VersionTable
        articleId={article.id}
        slug={article.slug}
        versions={article.versions}
        mayAmend={article.mayAmendNotes}
      />
      <Talk talk={await listArticleTalk(actor, article.id)} />
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

/** What was said about a revision after it had ended: it stands with the article until somebody resolves it. */
function Talk({ talk }: { readonly talk: Awaited<ReturnType<typeof listArticleTalk>> }) {
  if (talk.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="talk">
      <h2 id="talk">Comments on the article ({talk.length})</h2>
      <ul className="plain-list lines">
        {talk.map(({ id, number, by, at, quote, text }) => (
          <li key={id} className="stack-tight">
            <span className="small muted">
              <bdi>{by}</bdi> · <LocalTime at={at} />
              {quote ? (
                <>
                  {' '}
                  · on “<bdi>{quote}</bdi>”
                </>
              ) : null}
            </span>
            <SaidWords pieces={text} />
            <a href={`/desk/revisions/${number}/review#t-${id}`}>Answer it in revision {number}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Overview = Awaited<ReturnType<typeof getArticleOverview>>;

/** What readers see now, section by section. */
function LiveCard({ articleId, live }: { readonly articleId: string; readonly live: NonNullable<Overview['live']> }) {
  return (
    <section className="card stack" aria-labelledby="live">
      <h2 id="live">Live: version {live.number}</h2>
      <p>
        <LocalTime at={live.publishedAt} /> · {live.changeNote}
      </p>
      <p>
        {sourcedSentence(live.coverage)} {figuresSentence(live.coverage)}{' '}
        <a href={`/desk/reports/unsourced?article=${articleId}`}>What has no source</a>{' '}
        <a href={`/desk/articles/${articleId}/statements`}>Who wrote each statement</a>
      </p>
      <ul className="plain-list outline">
        {live.sections.map((section) => (
          <li key={section.sectionId} data-level={section.level}>
            <bdi>{section.heading || 'Summary'}</bdi>{' '}
            <span className="muted">
              {count(section.words, 'word')}, {sourcedShort(section.coverage)} sourced
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type CareProps = { readonly articleId: string; readonly care: Awaited<ReturnType<typeof getCare>> };

/** By when it is to be looked through again, and who sees to it. */
function Care({ articleId, care: { reviewBy, owner, isDue, people } }: CareProps) {
  return (
    <section className="card stack" aria-labelledby="care">
      <h2 id="care">Review date and owner</h2>
      {isDue ? <p className="notice warn">The review date of this article has come.</p> : null}
      <ArticleCare articleId={articleId} care={{ reviewBy, ownerId: owner?.id ?? null }} people={people} />
    </section>
  );
}
