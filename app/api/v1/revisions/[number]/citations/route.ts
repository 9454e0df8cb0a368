import { citeEndpoint } from '@/lib/contract/revisions';
import { cite } from '@/lib/revisions/commands/cite';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(citeEndpoint, cite);
