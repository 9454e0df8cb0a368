import { askLinkCheckEndpoint } from '@/lib/contract/sources';
import { askLinkCheck } from '@/lib/sources/commands/check';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(askLinkCheckEndpoint, askLinkCheck);
