import { setThreadStateEndpoint } from '@/lib/contract/reviews';
import { setThreadState } from '@/lib/reviews/commands/thread';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(setThreadStateEndpoint, setThreadState);
