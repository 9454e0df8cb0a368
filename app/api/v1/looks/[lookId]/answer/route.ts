import { answerLookEndpoint } from '@/lib/contract/reviews';
import { answerLook } from '@/lib/reviews/commands/look';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(answerLookEndpoint, answerLook);
