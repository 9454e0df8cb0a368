import { startThreadEndpoint } from '@/lib/contract/reviews';
import { startThread } from '@/lib/reviews/commands/thread';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(startThreadEndpoint, startThread);
