import { getArticleEndpoint } from '@/lib/contract/reads/articles';
import { readArticle } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(getArticleEndpoint, readArticle);
export const OPTIONS = allowReading;
