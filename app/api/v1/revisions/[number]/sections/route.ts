import { addSectionEndpoint } from '@/lib/contract/revisions';
import { addSection } from '@/lib/revisions/commands/section';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(addSectionEndpoint, addSection);
