import { renameArticleEndpoint } from '@/lib/contract/articles';
import { renameArticle } from '@/lib/articles/commands/article';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(renameArticleEndpoint, renameArticle, refreshPages);
