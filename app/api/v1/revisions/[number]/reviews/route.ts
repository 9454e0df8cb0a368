import { reviewEndpoint } from '@/lib/contract/reviews';
import { reviewRevision } from '@/lib/reviews/commands/review';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(reviewEndpoint, reviewRevision);
