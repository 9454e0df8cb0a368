import { lookUpSourceEndpoint } from '@/lib/contract/sources';
import { lookUp } from '@/lib/sources/resolvers/look-up';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(lookUpSourceEndpoint, async (actor, input) => lookUp(actor, input));
