import { articlePath } from '@/components/reader/view';
import { asking, data, still, type Answer, type AnswerMaker, type PublicRequest } from '@/lib/pages/answer';
import { articleAt, isAnswer } from '@/lib/pages/answers/article';
import { atomFeed, escapeXml, jsonFeed, type Feed } from '@/lib/pages/feeds';
import { now } from '@/lib/system/clock';
import { countArticles, listArticles, listUpdates } from '@/lib/pages/queries/lists';

const forms = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: atomFeed },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
} as const;
type Form = keyof typeof forms;

const perFeed = 50;
type Lines = Awaited<ReturnType<typeof listUpdates>>;

function feedOf(request: PublicRequest, form: Form, feed: Feed & { readonly lines: Lines }): Answer {
  const { type, write } = forms[form];
  return data(type, write(request.site, feed, feed.lines), { open: true });
}

const siteFeed =
  (form: Form): AnswerMaker =>
  async (request) => {
    const lines = await listUpdates({ take: perFeed });
    return feedOf(request, form, {
      title: `${request.site.name}: updates`,
      path: '/updates',
      about: '/updates',
      lines,
    });
  };

const correctionsFeed =
  (form: Form): AnswerMaker =>
  async (request) => {
    const path = '/updates/corrections';
    const lines = await listUpdates({ kind: 'correction', take: perFeed });
    return feedOf(request, form, { title: `${request.site.name}: corrections`, path, about: path, lines });
  };

const articleFeed =
  (form: Form): AnswerMaker =>
  async (request) => {
    const article = await articleAt(request, `/updates.${form}`);
    if (isAnswer(article)) return article;
    const lines = await listUpdates({ articleId: article.id, take: perFeed });
    const about = articlePath(article.slug);
    const title = `${lines[0]?.title ?? 'Withdrawn'}: updates`;
    return feedOf(request, form, { title, path: `${about}/updates`, about, lines });
  };

/** `/updates.atom`, `/updates.json`: the newest versions of the whole site. */
export const feedAnswer = siteFeed('atom');
export const jsonFeedAnswer = siteFeed('json');
/** `/updates/corrections.atom`, `.json`: the newest corrections. */
export const correctionsFeedAnswer = correctionsFeed('atom');
export const correctionsJsonFeedAnswer = correctionsFeed('json');
/** `/articles/[slug]/updates.atom`, `.json`: the newest versions of one article; none once it left. */
export const articleFeedAnswer = articleFeed('atom');
export const articleJsonFeedAnswer = articleFeed('json');

/** Addresses that one site map may name. */
const perMap = 50_000;
const xml = 'application/xml; charset=utf-8';
const xmlHead = '<?xml version="1.0" encoding="utf-8"?>\n';
const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9';

/** `/sitemap.xml`: home, lists and every live article; beyond 50,000 an index of parts (`?part=`). */
export const sitemapAnswer = asking(['part'], async ({ site, query }) => {
  const part = Number(query.get('part') ?? '0');
  const { total } = await countArticles();
  if (total > perMap && !(part >= 1)) return sitemapIndex(site.origin, Math.ceil(total / perMap));
  const entry = (path: string, day?: string) =>
    `<url><loc>${escapeXml(site.origin + path)}</loc>${day === undefined ? '' : `<lastmod>${day}</lastmod>`}</url>`;
  const articles = await listArticles({ sort: 'title', skip: Math.max(0, part - 1) * perMap, take: perMap });
  const entries = articles.map(({ slug, updatedAt }) => entry(articlePath(slug), updatedAt.slice(0, 10)));
  const pages = ['/', '/articles', '/countries', '/updates/corrections', '/about', '/accessibility'];
  const body = (part > 1 ? [] : pages.map((path) => entry(path))).concat(entries);
  return data(xml, `${xmlHead}<urlset xmlns="${namespace}">\n${body.join('\n')}\n</urlset>\n`);
});

function sitemapIndex(origin: string, parts: number): Answer {
  const maps = Array.from(
    { length: parts },
    (_, at) => `<sitemap><loc>${escapeXml(`${origin}/sitemap.xml?part=${at + 1}`)}</loc></sitemap>`,
  );
  return data(xml, `${xmlHead}<sitemapindex xmlns="${namespace}">\n${maps.join('\n')}\n</sitemapindex>\n`);
}

/** `/robots.txt`: readers' pages may be indexed, nothing else. */
export const robotsAnswer = still(({ site }) => {
  const closed = ['/desk', '/admin', '/api', '/sign-in', '/preview', '/search'];
  const lines = [
    'User-agent: *',
    ...closed.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${site.origin}/sitemap.xml`,
  ];
  return Promise.resolve(data('text/plain; charset=utf-8', `${lines.join('\n')}\n`));
});

/** `/opensearch.xml`: lets browsers search the site from their address bar. */
export const opensearchAnswer: AnswerMaker = ({ site }) => {
  const lines = [
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${escapeXml(site.name.slice(0, 16))}</ShortName>`,
    `<Description>${escapeXml(site.tagline)}</Description>`,
    '<InputEncoding>UTF-8</InputEncoding>',
    `<Image width="16" height="16" type="image/svg+xml">${escapeXml(`${site.origin}/icon.svg`)}</Image>`,
    `<Url type="text/html" template="${escapeXml(`${site.origin}/search?q={searchTerms}`)}"/>`,
    '</OpenSearchDescription>',
  ];
  const type = 'application/opensearchdescription+xml; charset=utf-8';
  return Promise.resolve(data(type, `${xmlHead}${lines.join('\n')}\n`));
};

/** Half a year: until then whoever runs the site has to look at it again. */
const securityDays = 180;

/** `/.well-known/security.txt`: where to tell of a hole (RFC 9116). */
export const securityAnswer: AnswerMaker = ({ site }) => {
  const contact = site.contact === '' ? `${site.origin}/about` : `mailto:${site.contact}`;
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expiry()}`,
    'Preferred-Languages: en',
    `Canonical: ${site.origin}/.well-known/security.txt`,
  ];
  return Promise.resolve(data('text/plain; charset=utf-8', `${lines.join('\n')}\n`));
};

function expiry(): string {
  const day = new Date(now().getTime() + securityDays * 24 * 3600 * 1000);
  return `${day.toISOString().slice(0, 10)}T00:00:00Z`;
}
