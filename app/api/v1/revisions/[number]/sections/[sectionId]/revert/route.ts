import { revertSectionEndpoint } from '@/lib/contract/revisions';
import { revertSection } from '@/lib/revisions/commands/section';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(revertSectionEndpoint, revertSection);
