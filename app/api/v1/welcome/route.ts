import { acceptLink } from '@/lib/accounts/accept';
import { acceptLinkEndpoint } from '@/lib/contract/accounts';
import { rates } from '@/lib/contract/limits';
import { countTry } from '@/lib/web/rates';
import { definePublicRoute } from '@/lib/web/route';

export const POST = definePublicRoute(acceptLinkEndpoint, async (visitor, input) => {
  await countTry(`link:${visitor.address}`, rates.oneTimeLink);
  return acceptLink(input);
});
