import { listArticleEventsEndpoint } from '@/lib/contract/reads/articles';
import { readArticleEvents } from '@/lib/pages/reads/articles';
import { allowReading, defineRead } from '@/lib/web/public/read';

export const GET = defineRead(listArticleEventsEndpoint, readArticleEvents);
export const OPTIONS = allowReading;
