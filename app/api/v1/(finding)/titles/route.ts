import { searchTitlesEndpoint } from '@/lib/contract/articles';
import { searchTitles } from '@/lib/articles/queries/titles';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(searchTitlesEndpoint, searchTitles);
