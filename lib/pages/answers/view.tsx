import { ArticlePage } from '@/components/reader/article/article-page';
import { articlePath, versionPath, type ArticleView, type Site } from '@/components/reader/view';
import { page, type Answer } from '@/lib/pages/answer';

/** An article in one version, with its Link header: what is stored at publish, and made on demand by the same function. */
export async function viewAnswer(view: ArticleView, site: Site): Promise<Answer> {
  return page(<ArticlePage view={view} site={site} />, { headers: { link: linkHeader(view, site) } });
}

/**
 * Links for programs (RFC 8288): the address to cite (RFC 8574), the manifest that describes the version, the licence, and
 * where it stands among the versions (RFC 5829). What is withdrawn has no latest version.
 */
function linkHeader({ slug, version: { number }, standing }: ArticleView, { origin, licenceUrl }: Site): string {
  const at = (path: string) => origin + path;
  const of = (other: number) => at(versionPath(slug, other));
  const latest = standing.is === 'old' ? standing.current : number;
  const hasNext = standing.is === 'old' && standing.followers > 0;
  const links: readonly (readonly [rel: string, href: string | null])[] = [
    ['cite-as', of(number)],
    ['describedby', `${of(number)}/manifest.json`],
    ['license', URL.canParse(licenceUrl) ? new URL(licenceUrl).href : null],
    ['version-history', at(`${articlePath(slug)}/versions`)],
    ['latest-version', latest === null ? null : of(latest)],
    ['predecessor-version', number > 1 ? of(number - 1) : null],
    ['successor-version', hasNext ? of(number + 1) : null],
  ];
  return links.flatMap(([rel, href]) => (href === null ? [] : [`<${href}>; rel="${rel}"`])).join(', ');
}
