import { replyEndpoint } from '@/lib/contract/reviews';
import { reply } from '@/lib/reviews/commands/thread';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(replyEndpoint, reply);
