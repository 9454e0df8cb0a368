import { mergeSourcesEndpoint } from '@/lib/contract/sources';
import { mergeSources } from '@/lib/sources/commands/merge';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(mergeSourcesEndpoint, mergeSources, refreshPages);
