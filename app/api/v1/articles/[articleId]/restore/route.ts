import { restoreVersionEndpoint } from '@/lib/contract/articles';
import { restoreVersion } from '@/lib/revisions/commands/open';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(restoreVersionEndpoint, restoreVersion);
