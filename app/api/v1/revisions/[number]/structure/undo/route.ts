import { undoStructureEndpoint } from '@/lib/contract/revisions';
import { undoStructure } from '@/lib/revisions/commands/structure';
import { defineRoute } from '@/lib/web/route';

export const POST = defineRoute(undoStructureEndpoint, undoStructure);
