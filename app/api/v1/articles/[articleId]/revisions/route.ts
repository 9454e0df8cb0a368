import { openRevisionEndpoint } from '@/lib/contract/articles';
import { openRevision } from '@/lib/revisions/commands/open';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(openRevisionEndpoint, openRevision);
