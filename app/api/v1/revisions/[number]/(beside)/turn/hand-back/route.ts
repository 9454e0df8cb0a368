import { handBackEndpoint } from '@/lib/contract/reviews';
import { handBack } from '@/lib/reviews/commands/turn';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(handBackEndpoint, handBack);
