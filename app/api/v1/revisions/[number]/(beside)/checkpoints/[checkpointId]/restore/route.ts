import { restoreCheckpointEndpoint } from '@/lib/contract/revisions';
import { restoreCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(restoreCheckpointEndpoint, restoreCheckpoint);
