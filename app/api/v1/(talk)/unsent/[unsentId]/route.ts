import { dropUnsentEndpoint } from '@/lib/contract/reviews';
import { dropUnsent } from '@/lib/reviews/commands/unsent';
import { defineRoute } from '@/lib/web/route';

export const DELETE = defineRoute(dropUnsentEndpoint, dropUnsent);
