import { checkpointEndpoint } from '@/lib/contract/revisions';
import { nameCheckpoint } from '@/lib/revisions/commands/checkpoint';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(checkpointEndpoint, nameCheckpoint);
