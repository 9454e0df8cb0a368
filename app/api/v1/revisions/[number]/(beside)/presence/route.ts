import { presenceEndpoint } from '@/lib/contract/revisions';
import { tellPresence } from '@/lib/revisions/commands/presence';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(presenceEndpoint, tellPresence);
