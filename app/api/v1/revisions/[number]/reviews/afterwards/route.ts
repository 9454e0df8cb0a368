import { approveAfterwardsEndpoint } from '@/lib/contract/reviews';
import { approveAfterwards } from '@/lib/reviews/commands/afterwards';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(approveAfterwardsEndpoint, approveAfterwards, refreshPages);
