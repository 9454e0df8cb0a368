import { resetDemo } from '@/lib/accounts/demo';
import { resetDemoEndpoint } from '@/lib/contract/accounts';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(resetDemoEndpoint, resetDemo);
