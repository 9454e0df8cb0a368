import { clearFlagEndpoint } from '@/lib/contract/sources';
import { clearFlag } from '@/lib/sources/commands/flag';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(clearFlagEndpoint, clearFlag);
