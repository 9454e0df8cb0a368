import { rebaseEndpoint } from '@/lib/contract/revisions';
import { rebaseRevision } from '@/lib/revisions/commands/rebase';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(rebaseEndpoint, rebaseRevision);
