import { keepUnsentEndpoint } from '@/lib/contract/reviews';
import { keepUnsent } from '@/lib/reviews/commands/unsent';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(keepUnsentEndpoint, keepUnsent);
