import { saveOwnersEndpoint } from '@/lib/contract/site';
import { saveOwners } from '@/lib/reviews/commands/policy';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveOwnersEndpoint, saveOwners);
