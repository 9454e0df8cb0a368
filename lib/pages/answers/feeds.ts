import { articlePath } from '@/components/reader/view';
import { data, type AnswerMaker } from '@/lib/pages/answer';
import { articleAt, isAnswer } from '@/lib/pages/answers/article';
import { atomFeed, escapeXml } from '@/lib/pages/atom';
import { listArticles, listUpdates } from '@/lib/pages/lists';

const atom = 'application/atom+xml; charset=utf-8';
const perFeed = 50;

/** `/updates.atom`: the newest versions of the whole site. */
export const feedAnswer: AnswerMaker = async ({ site }) => {
  const lines = await listUpdates({ take: perFeed });
  return data(atom, atomFeed(site, { title: 'Stet: updates', path: '/updates.atom', about: '/updates' }, lines));
};

/** `/articles/[slug]/updates.atom`: the newest versions of one article; none once it left. */
export const articleFeedAnswer: AnswerMaker = async (request) => {
  const article = await articleAt(request, '/updates.atom');
  if (isAnswer(article)) return article;
  const lines = await listUpdates({ articleId: article.id, take: perFeed });
  const about = articlePath(article.slug);
  const feed = { title: `${lines[0]?.title ?? 'Withdrawn'}: updates`, path: `${about}/updates.atom`, about };
  return data(atom, atomFeed(request.site, feed, lines));
};

/** `/sitemap.xml`: home, lists and every live article. */
export const sitemapAnswer: AnswerMaker = async ({ site }) => {
  const entry = (path: string, day?: string) =>
    `<url><loc>${escapeXml(site.origin + path)}</loc>${day === undefined ? '' : `<lastmod>${day}</lastmod>`}</url>`;
  const articles = await listArticles();
  const entries = articles.map(({ slug, updatedAt }) => entry(articlePath(slug), updatedAt.slice(0, 10)));
  const body = ['/', '/articles', '/about', '/accessibility'].map((path) => entry(path)).concat(entries);
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n';
  return data('application/xml; charset=utf-8', `${head}${body.join('\n')}\n</urlset>\n`);
};

/** `/robots.txt`: readers' pages may be indexed, nothing else. */
export const robotsAnswer: AnswerMaker = ({ site }) => {
  const closed = ['/desk', '/admin', '/api', '/sign-in', '/preview', '/search'];
  const lines = [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${site.origin}/sitemap.xml`,
  ];
  return Promise.resolve(data('text/plain; charset=utf-8', `${lines.join('\n')}\n`));
};
