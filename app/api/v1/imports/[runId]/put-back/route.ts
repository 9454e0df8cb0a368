import { putBackEndpoint } from '@/lib/contract/imports';
import { putBack } from '@/lib/revisions/commands/put-back';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(putBackEndpoint, putBack);
