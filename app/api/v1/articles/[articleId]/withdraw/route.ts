import { withdrawArticleEndpoint } from '@/lib/contract/articles';
import { withdrawArticle } from '@/lib/articles/commands/article';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(withdrawArticleEndpoint, withdrawArticle, refreshPages);
