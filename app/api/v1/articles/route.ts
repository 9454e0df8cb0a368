import { createArticleEndpoint } from '@/lib/contract/articles';
import { createArticle } from '@/lib/articles/commands';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(createArticleEndpoint, createArticle);
