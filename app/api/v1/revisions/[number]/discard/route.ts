import { discardEndpoint } from '@/lib/contract/revisions';
import { discardRevision } from '@/lib/revisions/commands/lifecycle';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(discardEndpoint, discardRevision);
