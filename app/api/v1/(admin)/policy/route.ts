import { savePolicyEndpoint } from '@/lib/contract/site';
import { savePolicy } from '@/lib/reviews/commands/policy';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(savePolicyEndpoint, savePolicy);
