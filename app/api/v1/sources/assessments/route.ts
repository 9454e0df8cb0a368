import { assessSourceEndpoint } from '@/lib/contract/sources';
import { assessSource } from '@/lib/sources/commands/assess';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(assessSourceEndpoint, assessSource);
