import { recallEndpoint } from '@/lib/contract/revisions';
import { recallRevision } from '@/lib/revisions/commands/lifecycle';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(recallEndpoint, recallRevision);
