import { markDoneEndpoint } from '@/lib/contract/notifications';
import { markDone } from '@/lib/notifications/commands';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(markDoneEndpoint, markDone);
