import { askForLookEndpoint } from '@/lib/contract/reviews';
import { askForLook } from '@/lib/reviews/commands/look';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(askForLookEndpoint, askForLook);
