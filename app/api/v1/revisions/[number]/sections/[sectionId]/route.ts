import { saveSectionEndpoint } from '@/lib/contract/revisions';
import { saveSection } from '@/lib/revisions/commands/save';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveSectionEndpoint, saveSection);
