import { createSourceEndpoint, searchSourcesEndpoint } from '@/lib/contract/sources';
import { createSource } from '@/lib/sources/commands';
import { searchSources } from '@/lib/sources/queries';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(searchSourcesEndpoint, searchSources);
export const POST = defineRoute(createSourceEndpoint, createSource);
