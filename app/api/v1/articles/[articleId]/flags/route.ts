import { listFlagsEndpoint, raiseFlagEndpoint } from '@/lib/contract/sources';
import { raiseFlag } from '@/lib/sources/commands/flag';
import { listFlags } from '@/lib/sources/queries/uses';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(listFlagsEndpoint, listFlags);
export const POST = defineRoute(raiseFlagEndpoint, raiseFlag);
