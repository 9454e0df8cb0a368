import { sendUnsentEndpoint } from '@/lib/contract/reviews';
import { sendUnsent } from '@/lib/reviews/commands/unsent';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(sendUnsentEndpoint, sendUnsent);
