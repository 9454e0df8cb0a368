import { leaveTurnEndpoint } from '@/lib/contract/reviews';
import { leaveTurn } from '@/lib/reviews/commands/turn';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(leaveTurnEndpoint, leaveTurn);
