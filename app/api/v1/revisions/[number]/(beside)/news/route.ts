import { newsEndpoint } from '@/lib/contract/reviews';
import { getNews } from '@/lib/reviews/news';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(newsEndpoint, getNews);
