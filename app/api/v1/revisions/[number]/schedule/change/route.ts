import { rescheduleEndpoint } from '@/lib/contract/versions';
import { reschedule } from '@/lib/versions/commands/schedule';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(rescheduleEndpoint, reschedule);
