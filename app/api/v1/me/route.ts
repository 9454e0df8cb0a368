import { whoAmI } from '@/lib/accounts/queries';
import { whoAmIEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(whoAmIEndpoint, whoAmI);
