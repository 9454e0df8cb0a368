import { importSourcesEndpoint } from '@/lib/contract/sources';
import { importSources } from '@/lib/sources/commands/import';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(importSourcesEndpoint, importSources);
