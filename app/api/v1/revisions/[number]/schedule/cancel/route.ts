import { unscheduleEndpoint } from '@/lib/contract/versions';
import { unscheduleRevision } from '@/lib/versions/commands/schedule';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(unscheduleEndpoint, unscheduleRevision);
