import { markSeenEndpoint } from '@/lib/contract/reviews';
import { markSeen } from '@/lib/reviews/commands/seen';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(markSeenEndpoint, markSeen);
