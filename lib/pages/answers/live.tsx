import { ArticlePage } from '@/components/reader/article/article-page';
import { versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { page, type Answer } from '@/lib/pages/answer';

/** An article at its own address: what is stored at publish, and made on demand by the same function. */
export async function liveAnswer(view: ArticleView, site: Site): Promise<Answer> {
  const address = site.origin + versionPath(view.slug, view.version.number);
  return page(<ArticlePage view={view} site={site} />, { headers: { link: `<${address}>; rel="cite-as"` } });
}
