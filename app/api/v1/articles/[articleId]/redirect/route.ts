import { redirectArticleEndpoint } from '@/lib/contract/articles';
import { redirectArticle } from '@/lib/articles/commands/article';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(redirectArticleEndpoint, redirectArticle, refreshPages);
