import { scheduleEndpoint } from '@/lib/contract/versions';
import { scheduleRevision } from '@/lib/versions/commands/schedule';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(scheduleEndpoint, scheduleRevision);
