import { keepScreenEndpoint } from '@/lib/contract/reviews';
import { keepScreen } from '@/lib/reviews/commands/seen';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(keepScreenEndpoint, keepScreen);
