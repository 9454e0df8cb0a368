import { emergencyPublishEndpoint } from '@/lib/contract/versions';
import { emergencyPublish } from '@/lib/versions/commands/publish';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(emergencyPublishEndpoint, emergencyPublish, refreshPages);
