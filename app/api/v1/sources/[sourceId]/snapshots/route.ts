import { addSnapshotEndpoint } from '@/lib/contract/sources';
import { addSnapshot } from '@/lib/sources/commands/snapshot';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(addSnapshotEndpoint, addSnapshot);
