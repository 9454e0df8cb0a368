import { submitEndpoint } from '@/lib/contract/revisions';
import { submitRevision } from '@/lib/revisions/commands/lifecycle';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(submitEndpoint, submitRevision);
