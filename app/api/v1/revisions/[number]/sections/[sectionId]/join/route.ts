import { joinSectionsEndpoint } from '@/lib/contract/revisions';
import { joinSections } from '@/lib/revisions/commands/structure';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(joinSectionsEndpoint, joinSections);
