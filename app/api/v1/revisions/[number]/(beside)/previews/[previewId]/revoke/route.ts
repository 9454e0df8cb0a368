import { revokePreviewEndpoint } from '@/lib/contract/revisions';
import { revokePreview } from '@/lib/revisions/commands/preview';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(revokePreviewEndpoint, revokePreview);
