import { copyRevisionEndpoint } from '@/lib/contract/revisions';
import { copyRevision } from '@/lib/revisions/commands/open';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(copyRevisionEndpoint, copyRevision);
