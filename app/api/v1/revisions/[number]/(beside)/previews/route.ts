import { sharePreviewEndpoint } from '@/lib/contract/revisions';
import { sharePreview } from '@/lib/revisions/commands/preview';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(sharePreviewEndpoint, sharePreview);
