import { splitSectionEndpoint } from '@/lib/contract/revisions';
import { splitSection } from '@/lib/revisions/commands/structure';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(splitSectionEndpoint, splitSection);
