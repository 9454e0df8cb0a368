import { publishEndpoint } from '@/lib/contract/versions';
import { publishRevision } from '@/lib/versions/commands/publish';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(publishEndpoint, publishRevision, refreshPages);
