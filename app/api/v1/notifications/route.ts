import { sortInboxEndpoint } from '@/lib/contract/notifications';
import { sortInbox } from '@/lib/notifications/commands';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(sortInboxEndpoint, sortInbox);
