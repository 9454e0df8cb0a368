import { offerReset } from '@/lib/accounts/commands';
import { resetPasswordEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(resetPasswordEndpoint, offerReset);
