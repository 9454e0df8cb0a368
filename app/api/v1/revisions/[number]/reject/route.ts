import { rejectEndpoint } from '@/lib/contract/reviews';
import { rejectRevision } from '@/lib/reviews/commands/review';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(rejectEndpoint, rejectRevision);
