import { exportRevisionEndpoint } from '@/lib/contract/revisions';
import { exportRevision } from '@/lib/transfer/export/revision';
import { defineRoute } from '@/lib/web/route';

export const GET = defineRoute(exportRevisionEndpoint, exportRevision);
