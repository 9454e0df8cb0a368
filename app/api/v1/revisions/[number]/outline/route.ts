import { saveOutlineEndpoint } from '@/lib/contract/revisions';
import { saveOutline } from '@/lib/revisions/commands/head';
import { defineRoute } from '@/lib/web/route';

export const PUT = defineRoute(saveOutlineEndpoint, saveOutline);
