import { dismissReviewEndpoint } from '@/lib/contract/reviews';
import { dismissReview } from '@/lib/reviews/commands/review';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(dismissReviewEndpoint, dismissReview);
