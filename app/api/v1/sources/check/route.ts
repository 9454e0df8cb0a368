import { checkSourcesEndpoint } from '@/lib/contract/sources';
import { checkSources } from '@/lib/sources/queries/imports';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(checkSourcesEndpoint, checkSources);
