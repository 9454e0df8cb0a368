import { exportSourcesEndpoint } from '@/lib/contract/sources';
import { exportSources } from '@/lib/sources/queries/export';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(exportSourcesEndpoint, exportSources);
