import { createArticle } from '@/lib/articles/commands/article';
import { createArticleEndpoint } from '@/lib/contract/articles';
import { listArticlesEndpoint } from '@/lib/contract/reads/articles';
import { readArticles } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRead(listArticlesEndpoint, readArticles);
export const OPTIONS = allowReading;
export const POST = defineRoute(createArticleEndpoint, createArticle);
