import { searchSourcesEndpoint } from '@/lib/contract/sources';
import { searchSources } from '@/lib/sources/queries/library';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(searchSourcesEndpoint, searchSources);
