import { undoMergeEndpoint } from '@/lib/contract/sources';
import { undoMerge } from '@/lib/sources/commands/merge';
import { refreshPages } from '@/lib/web/refresh';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(undoMergeEndpoint, undoMerge, refreshPages);
